using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Form;

/// <summary>Something the organiser held or planned lately.</summary>
public sealed record Held(Guid Id, string Title, DateTime StartsAt);

/// <summary>A new activity's form filled from an earlier activity or from a template: everything but its days.</summary>
internal static class Copying
{
    private const string New = "/console/activities/new";

    public static string From(Guid id) => $"{New}?from={id}";

    public static string Like(string key) => $"{New}?like={key}";

    /// <summary>The same once more, on the same weekdays: a week after it was or will be, or the next time there is.</summary>
    /// <param name="organiser">In whose name; not always in whose it was.</param>
    public static ActivityForm Again(OrganisedActivity activity, Organiser? organiser, DateOnly today)
    {
        var form = FormWriting.Of(activity with { Draft = Moved(activity.Draft.Shifts.Any() ? activity.Draft : Writing.Read(activity.Activity, all: true), today) });
        form.Organiser = FormWriting.Value(organiser);
        (form.OpensAt, form.ClosesAt, form.Interval, form.Version) = (null, null, "1", 0);
        foreach (var post in form.Posts ?? [])
        {
            post.Id = null;
            post.Cells?.ForEach(cell => cell.Shift = null);
        }

        return form;
    }

    /// <param name="say">Puts a phrase into the language in which the organiser writes.</param>
    public static void Fill(ActivityForm form, Template template, Func<string, string> say)
    {
        (form.Title, form.Category, form.Description) = (say(template.Title), template.Category, say(template.Description));
        form.Bring = template.Bring.Length > 0 ? say(template.Bring) : null;
        (form.Risk, form.RiskNotice) = (template.Risk, template.RiskNotice.Length > 0 ? say(template.RiskNotice) : null);
        (form.Times![0].From, form.Times[0].To) = ($"{template.From:HH\\:mm}", $"{template.To:HH\\:mm}");
        form.Posts = [.. template.Posts.Select(p => new PostRow { Name = say(p.Name), Skill = p.Skill, Cells = [new() { Seats = $"{p.Seats}" }] })];
    }

    private static ActivityDraft Moved(ActivityDraft draft, DateOnly today)
    {
        if (draft.Shifts.Min(s => s.StartsAt) is not { } first)
        {
            return draft;
        }

        var day = DateOnly.FromDateTime(first.UtcDateTime.ToShanghai());
        var weeks = Math.Max(1, ((today.DayNumber - day.DayNumber) / 7) + 1);
        return Recurring.SeriesTemplate.Move(draft, weeks * 7);
    }
}
