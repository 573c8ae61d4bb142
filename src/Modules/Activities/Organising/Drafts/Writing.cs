using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Projects;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>A checked draft written onto an activity, and an activity read back as a draft. Posts and shifts are <see cref="ShiftPlan"/>'s matter.</summary>
internal static class Writing
{
    /// <param name="home">Division of the organiser: work in another province asks for an agreement.</param>
    public static void Write(Activity activity, ActivityDraft draft, ProjectCard? project, long home, DateTime now)
    {
        activity.Title = draft.Title!.Trim();
        activity.Description = Text(draft.Description);
        activity.Category = draft.Category!;
        activity.DivisionCode = draft.DivisionCode!.Value;
        activity.Place = Text(draft.Place);
        (activity.Lat, activity.Lon) = (draft.Position?.Lat, draft.Position?.Lon);
        (activity.ContactName, activity.ContactPhone) = (PersonName.Tidy(draft.ContactName), PhoneText.Contact(draft.ContactPhone) ?? "");
        activity.Bring = Text(draft.Bring);
        activity.Risk = draft.Risk;
        activity.RiskNotice = Text(draft.RiskNotice);
        (activity.Insurer, activity.PolicyNumber) = (Text(draft.Insurer), Text(draft.PolicyNumber));
        activity.CoveredUntil = draft.CoveredUntil is { } day ? day.EndInShanghai() : null;
        activity.Guarantees = draft.Guarantees ?? [];
        activity.Beneficiaries = draft.Beneficiaries ?? [];
        activity.Foreign = draft.Foreign;
        activity.ProjectId = project?.Id;
        activity.ExclusiveWith = project?.ExclusiveWith ?? [];
        activity.OpensAt = draft.OpensAt?.UtcDateTime ?? now;
        activity.ClosesAt = draft.ClosesAt?.UtcDateTime ?? draft.Shifts.Max(s => s.StartsAt!.Value.UtcDateTime);
        activity.Recruit = draft.Recruit;
        activity.Code = Text(draft.Code);
        activity.Conditions = Conditions(draft, home);
        activity.WaitingLimit = draft.WaitingLimit;
        activity.CancelHours = draft.CancelHours;
        activity.FenceMetres = draft.FenceMetres;
        activity.SlackMinutes = draft.SlackMinutes;
        activity.Ways = (draft.Ways ?? [draft.Position is null ? CheckInWays.All & ~CheckInWays.Position : CheckInWays.All]).Aggregate((a, b) => a | b);
    }

    /// <summary>Needs posts and shifts loaded.</summary>
    /// <param name="all">What was called off as well.</param>
    public static ActivityDraft Read(Activity a, bool all = false) => new()
    {
        TeamId = a.TeamId,
        ProjectId = a.ProjectId,
        Title = a.Title,
        Description = a.Description,
        Category = a.Category,
        DivisionCode = a.DivisionCode,
        Place = a.Place,
        Lat = a.Lat,
        Lon = a.Lon,
        ContactName = a.ContactName,
        ContactPhone = a.ContactPhone,
        Bring = a.Bring,
        Risk = a.Risk,
        RiskNotice = a.RiskNotice,
        Insurer = a.Insurer,
        PolicyNumber = a.PolicyNumber,
        CoveredUntil = a.CoveredUntil is { } end ? DateOnly.FromDateTime(end.ToShanghai().AddTicks(-1)) : null,
        Guarantees = a.Guarantees,
        Beneficiaries = a.Beneficiaries,
        Foreign = a.Foreign,
        OpensAt = Instant(a.OpensAt),
        ClosesAt = Instant(a.ClosesAt),
        Recruit = a.Recruit,
        Code = a.Code,
        MinAge = a.Conditions.MinAge,
        MaxAge = a.Conditions.MaxAge,
        MinStar = a.Conditions.MinStar,
        MinHours = a.Conditions.MinMinutes / 60,
        Skills = a.Conditions.Skills,
        Categories = a.Conditions.Categories,
        Within = a.Conditions.Within,
        Agreement = a.Conditions.Agreement,
        WaitingLimit = a.WaitingLimit,
        CancelHours = a.CancelHours,
        FenceMetres = a.FenceMetres,
        SlackMinutes = a.SlackMinutes,
        Ways = [.. Enum.GetValues<CheckInWays>().Where(w => w is not (CheckInWays.None or CheckInWays.All) && a.Ways.HasFlag(w))],
        Posts = [.. a.Posts.OrderBy(p => p.Place).ThenBy(p => p.Id).Select(p => Read(p, a.Shifts, all)).Where(p => p.Shifts!.Length > 0)],
    };

    private static PostDraft Read(Post post, List<Shift> shifts, bool all) => new()
    {
        Id = post.Id,
        Name = post.Name,
        Duties = post.Duties,
        Skill = post.Skill,
        Shifts = [.. shifts.Where(s => s.PostId == post.Id && (all || s.CancelledAt is null)).OrderBy(s => s.StartsAt).ThenBy(s => s.EndsAt).Select(s => new ShiftDraft
        {
            Id = s.Id,
            StartsAt = Instant(s.StartsAt),
            EndsAt = Instant(s.EndsAt),
            BreakMinutes = s.BreakMinutes,
            Capacity = s.Capacity,
        })],
    };

    private static Conditions Conditions(ActivityDraft d, long home) => new(
        d.MinAge, d.MaxAge, d.MinStar, d.MinHours * 60, d.Skills ?? [], d.Categories ?? [], d.Within, d.Agreement || AgreementRule.Reasons(d, home).Count > 0);

    private static DateTimeOffset Instant(DateTime utc) => new(utc.ToShanghai(), Shanghai.Zone.GetUtcOffset(utc));

    private static string Text(string? typed) => typed?.Trim() ?? "";
}
