using System.Linq.Expressions;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Weiguang.Activities.Domain;

internal sealed partial class Activity
{
    // Chinese stays one character each: escaped it would take six times the room.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Takes a step of <see cref="ActivityFlow"/>; false when it is not possible now.</summary>
    /// <param name="snapshot">What the activity said then: a reviewer later sees what changed since.</param>
    public bool Take(ActivityAction action, Guid by, ActivityParty parties, DateTime now, string reason = "", object? snapshot = null)
    {
        if (ActivityFlow.Table.Find(Status, action, parties) is not { } step || (action == ActivityAction.Withdraw && !IsUnapproved))
        {
            return false;
        }

        StoryLength++;
        Story.Add(new ActivityEvent
        {
            ActivityId = Id,
            Sequence = StoryLength,
            Action = action,
            From = step.From,
            To = step.To,
            ActorId = by,
            At = now,
            Reason = reason,
            Snapshot = snapshot is null ? "" : JsonSerializer.Serialize(snapshot, Plain),
        });
        Version++;
        if (step.To != step.From)
        {
            (Status, StatusAt) = (step.To, now);
            PublishedAt = step.To == ActivityStatus.Published ? PublishedAt ?? now : PublishedAt;
        }

        return true;
    }

    /// <summary>Sets <see cref="StartsAt"/> and <see cref="EndsAt"/> by the shifts; needs them loaded.</summary>
    public void Span()
    {
        var open = Shifts.Where(s => s.CancelledAt is null).DefaultIfEmpty().ToList();
        (StartsAt, EndsAt) = open is [null] ? (StartsAt, EndsAt) : (open.Min(s => s!.StartsAt), open.Max(s => s!.EndsAt));
        Version++;
    }

    /// <summary>Who this viewer is to the activity. Whoever leads the team or is in charge organises; staff of the place review, and organise what has no team.</summary>
    public ActivityParty PartiesOf(Viewer viewer)
    {
        var leads = IsLedBy(viewer);
        var oversees = viewer.Covers(DivisionCode);
        return (viewer.All ? ActivityParty.Clock | ActivityParty.Organiser | ActivityParty.Reviewer : ActivityParty.None)
            | (leads || (oversees && TeamId is null) ? ActivityParty.Organiser : ActivityParty.None)
            | (oversees ? ActivityParty.Reviewer : ActivityParty.None);
    }

    /// <summary>Whoever is in charge or leads its team calls those who come; staff do by a permission.</summary>
    public bool MayCall(Viewer viewer) => viewer.All || IsLedBy(viewer) || viewer.May(ActivityPermissions.Call);

    private bool IsLedBy(Viewer viewer) => (LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty) || (TeamId is { } team && viewer.TeamIds.Contains(team));
}

internal static class Running
{
    /// <summary>Those the viewer organises or oversees: whose roster, codes and records they may handle.</summary>
    public static IQueryable<Activity> RunBy(this IQueryable<Activity> activities, Viewer viewer) => activities.Where(a =>
        viewer.All || a.LeadId == viewer.PersonId || (a.TeamId != null && viewer.TeamIds.Contains(a.TeamId.Value))
        || (a.DivisionCode >= viewer.From && a.DivisionCode < viewer.To));

    /// <summary>The rule of a part that is for whoever runs the activity, though everybody may see the activity itself.</summary>
    public static Expression<Func<T, Activity, Viewer, bool>> ForWhoRuns<T>() where T : IOfActivity => (part, activity, viewer) =>
        part.ActivityId == activity.Id
        && ((activity.LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty) || (activity.TeamId != null && viewer.TeamIds.Contains(activity.TeamId.Value))
            || (activity.DivisionCode >= viewer.From && activity.DivisionCode < viewer.To));

    /// <summary>The same of a part about one person, who sees it as well.</summary>
    public static Expression<Func<T, Activity, Viewer, bool>> ForWhoRunsOrIsMeant<T>() where T : IOfActivityAndPerson => (part, activity, viewer) =>
        part.ActivityId == activity.Id
        && ((part.PersonId == viewer.PersonId && viewer.PersonId != Guid.Empty)
            || (activity.LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty) || (activity.TeamId != null && viewer.TeamIds.Contains(activity.TeamId.Value))
            || (activity.DivisionCode >= viewer.From && activity.DivisionCode < viewer.To));
}

internal interface IOfActivity
{
    Guid ActivityId { get; }
}

internal interface IOfActivityAndPerson : IOfActivity
{
    Guid PersonId { get; }
}
