using System.Globalization;
using System.Security.Cryptography;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Form;

/// <summary>An activity as the form shows it.</summary>
internal static class FormWriting
{
    /// <summary>The button that fills in where the chosen organiser meets.</summary>
    public const string AsOrganiser = "organiser";

    /// <summary>By position too, once somebody has said where the place is: it is asked for then.</summary>
    public static readonly CheckInWays[] UsualWays = [CheckInWays.RotatingCode, CheckInWays.Card, CheckInWays.List];

    private const string CodeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // None that look alike: the code is read out.
    private const int CodeLength = 6;
    private const int FirstHour = 14;

    /// <summary>A new one: next week in the afternoon, one post; saved at once it is sound, but for its name.</summary>
    /// <param name="post">What a post is called that nobody has named.</param>
    public static ActivityForm New(DateOnly today, Organiser? organiser, Habits habits, string post)
    {
        var form = Empty(today, organiser, post);
        Take(form, habits);
        return form;
    }

    /// <summary>Where they meet and what they do.</summary>
    public static void Take(ActivityForm form, Habits habits) =>
        (form.Division, form.Place, form.Category) = (habits.Division ?? form.Division, habits.Spots is [var spot, ..] ? spot.Words : form.Place, habits.Category);

    /// <summary>Whoever asks for a code and names none is given one.</summary>
    public static void NameCode(ActivityForm form) =>
        form.Code = form.Recruit == RecruitScope.Code && string.IsNullOrWhiteSpace(form.Code) ? RandomNumberGenerator.GetString(CodeLetters, CodeLength) : form.Code;

    private static ActivityForm Empty(DateOnly today, Organiser? organiser, string post) => new()
    {
        Organiser = Value(organiser),
        Division = organiser?.Home,
        Times = [new() { Day = Text(today.AddDays(7)), From = $"{FirstHour}:00", To = $"{FirstHour + 2}:00" }],
        Posts = [new() { Name = post, Cells = [new() { Seats = "10" }] }],
        Ways = [.. UsualWays],
        Interval = "1",
    };

    public static string? Value(Organiser? o) => o is null ? null : o.TeamId is { } team ? $"team:{team}" : $"station:{o.StationId}";

    public static ActivityForm Of(OrganisedActivity activity)
    {
        var d = activity.Draft;
        var times = d.Shifts.Select(s => (s.StartsAt, s.EndsAt, s.BreakMinutes)).Distinct().OrderBy(t => t.StartsAt).ThenBy(t => t.EndsAt).ToList();
        return new()
        {
            Project = d.ProjectId?.ToString(),
            Title = d.Title,
            Category = d.Category,
            Division = d.DivisionCode,
            Place = d.Place,
            Position = d.Lat is { } lat && d.Lon is { } lon ? string.Create(CultureInfo.InvariantCulture, $"{lat:0.######}, {lon:0.######}") : null,
            Description = d.Description,
            ContactName = d.ContactName,
            ContactPhone = d.ContactPhone,
            Bring = d.Bring,
            Risk = d.Risk,
            RiskNotice = d.RiskNotice,
            Insurer = d.Insurer,
            PolicyNumber = d.PolicyNumber,
            CoveredUntil = d.CoveredUntil is { } day ? Text(day) : null,
            Guarantees = [.. d.Guarantees ?? []],
            Beneficiaries = [.. d.Beneficiaries ?? []],
            Times = [.. times.Select(t => Meant(Row(t.StartsAt!.Value, t.EndsAt!.Value, t.BreakMinutes)))],
            Posts = [.. d.Posts!.Select(p => new PostRow { Id = p.Id?.ToString(), Name = p.Name, Duties = p.Duties, Skill = p.Skill, Cells = [.. times.Select(t => Cell(p.Shifts!.FirstOrDefault(s => (s.StartsAt, s.EndsAt, s.BreakMinutes) == t)))] })],
            OpensAt = Text(d.OpensAt),
            ClosesAt = Text(d.ClosesAt),
            Recruit = d.Recruit,
            Code = d.Code,
            MinAge = Text(d.MinAge),
            MaxAge = Text(d.MaxAge),
            MinStar = Text(d.MinStar),
            MinHours = Text(d.MinHours),
            Skills = [.. d.Skills ?? []],
            Categories = [.. d.Categories ?? []],
            Within = d.Within?.ToString(CultureInfo.InvariantCulture),
            Agreement = d.Agreement && AgreementRule.Reasons(d, d.DivisionCode!.Value).Count == 0,
            Foreign = d.Foreign,
            WaitingLimit = Text(d.WaitingLimit),
            CancelHours = Text(d.CancelHours),
            FenceMetres = Text(d.FenceMetres),
            SlackMinutes = Text(d.SlackMinutes),
            Ways = [.. d.Ways ?? []],
            Version = activity.Version,
        };
    }

    /// <summary>Whether the button pressed adds or drops a row or takes over another organiser's habits, and saves nothing.</summary>
    public static bool IsRowChange(ActivityForm form) =>
        form.Do is { } pressed && (pressed == AsOrganiser || pressed.StartsWith("add-", StringComparison.Ordinal) || pressed.StartsWith("drop-", StringComparison.Ordinal));

    /// <summary>Rows added or taken away; every post keeps one cell for each time.</summary>
    public static void Shape(ActivityForm form)
    {
        Square(form);
        var (times, posts) = (form.Times ??= [], form.Posts ??= []);
        switch (form.Do?.Split('-'))
        {
            case ["add", "time"]:
                times.Add(new() { Day = times.LastOrDefault()?.Day, From = times.LastOrDefault()?.To });
                break;
            case ["add", "post"]:
                posts.Add(new());
                break;
            case ["drop", "time", var at] when int.TryParse(at, out var t) && t >= 0 && t < times.Count:
                times.RemoveAt(t);
                posts.ForEach(p => p.Cells!.RemoveAt(t));
                break;
            case ["drop", "post", var at] when int.TryParse(at, out var p) && p >= 0 && p < posts.Count:
                posts.RemoveAt(p);
                break;
        }

        Square(form);
    }

    public static void Square(ActivityForm form)
    {
        foreach (var post in form.Posts ??= [])
        {
            post.Cells ??= [];
            while (post.Cells.Count < (form.Times ??= []).Count)
            {
                post.Cells.Add(new());
            }
        }
    }

    private static SeatCell Cell(ShiftDraft? shift) => new() { Seats = shift is null ? null : Text(shift.Capacity), Shift = shift?.Id?.ToString() };

    private static TimeRow Row(DateTimeOffset from, DateTimeOffset to, int rest) => new()
    {
        Day = Text(DateOnly.FromDateTime(from.UtcDateTime.ToShanghai())),
        From = from.UtcDateTime.ToShanghai().ToString("HH:mm", CultureInfo.InvariantCulture),
        To = to.UtcDateTime.ToShanghai().ToString("HH:mm", CultureInfo.InvariantCulture),
        Break = rest == 0 ? null : Text(rest),
    };

    // What stands already was meant.
    private static TimeRow Meant(TimeRow row)
    {
        row.Sure = TimeQuestion.About(row) is null ? null : row.Span;
        return row;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToShanghai().ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
