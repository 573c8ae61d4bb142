using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Recurring;

/// <summary>The draft that a series keeps, moved from day to day; hours stay what the clock in China shows.</summary>
internal static class SeriesTemplate
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Keeps the draft for the days to come. Whom to call is kept beside it: a template lies open in its column.</summary>
    public static void Keep(this Series series, ActivityDraft draft, DateOnly day, bool approved)
    {
        series.Write(JsonSerializer.Serialize(WithoutIds(draft) with { ContactName = null, ContactPhone = null }, Plain), day, approved);
        series.Call(PersonName.Tidy(draft.ContactName), PhoneText.Contact(draft.ContactPhone) ?? "");
    }

    public static ActivityDraft On(this Series series, DateOnly day) => Move(
        JsonSerializer.Deserialize<ActivityDraft>(series.Template, Plain)! with { ContactName = series.ContactName, ContactPhone = series.ContactPhone }, day.DayNumber - series.TemplateDay.DayNumber);

    /// <summary>The day an activity stands for: that of its first shift, in China.</summary>
    public static DateOnly DayOf(ActivityDraft draft) => DateOnly.FromDateTime(draft.Shifts.Min(s => s.StartsAt)!.Value.UtcDateTime.ToShanghai());

    public static ActivityDraft Move(ActivityDraft draft, int days) => draft with
    {
        OpensAt = Move(draft.OpensAt, days),
        ClosesAt = Move(draft.ClosesAt, days),
        Posts = [.. (draft.Posts ?? []).Select(p => p with { Shifts = [.. (p.Shifts ?? []).Select(s => s with { StartsAt = Move(s.StartsAt, days), EndsAt = Move(s.EndsAt, days) })] })],
    };

    /// <summary>The same for another activity of the series: its own posts and shifts, found by name and time of day, keep their people.</summary>
    /// <param name="before">What the changed activity said before.</param>
    /// <param name="other">What the other one says now.</param>
    public static ActivityDraft For(ActivityDraft changed, ActivityDraft before, ActivityDraft other, int days)
    {
        var names = before.Posts!.ToDictionary(p => p.Id!.Value, p => p.Name!);
        var keys = Keys(before, 0).ToDictionary(k => k.Shift, k => k.Key);
        var (posts, shifts) = (other.Posts!.ToDictionary(p => p.Name!, p => p.Id), Keys(other, -days).DistinctBy(k => k.Key).ToDictionary(k => k.Key, k => k.Shift));
        var moved = Move(changed, days);
        return moved with
        {
            Posts = [.. moved.Posts!.Select(p => p with
            {
                Id = p.Id is { } post && names.TryGetValue(post, out var name) ? posts.GetValueOrDefault(name) : posts.GetValueOrDefault(p.Name!),
                Shifts = [.. p.Shifts!.Select(s => s with { Id = s.Id is { } shift && keys.TryGetValue(shift, out var key) && shifts.TryGetValue(key, out var own) ? own : null })],
            })],
        };
    }

    private static IEnumerable<(Guid Shift, (string, DateTimeOffset?, DateTimeOffset?) Key)> Keys(ActivityDraft draft, int days) =>
        from post in draft.Posts ?? []
        from shift in post.Shifts ?? []
        select (shift.Id!.Value, (post.Name!, Move(shift.StartsAt, days), Move(shift.EndsAt, days)));

    private static DateTimeOffset? Move(DateTimeOffset? time, int days) =>
        time is { } t ? new DateTimeOffset(t.UtcDateTime.ToShanghai().AddDays(days).FromShanghai(), TimeSpan.Zero) : null;

    private static ActivityDraft WithoutIds(ActivityDraft draft) => draft with
    {
        Repeat = null,
        Posts = [.. (draft.Posts ?? []).Select(p => p with { Id = null, Shifts = [.. (p.Shifts ?? []).Select(s => s with { Id = null })] })],
    };
}
