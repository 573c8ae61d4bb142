using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;

namespace Weiguang.Activities.Organising.Review;

internal sealed partial record ActivitySnapshot
{
    /// <summary>Writes what was said over an activity that is not saved. Shifts that were not there then are left out; those that were stay when they are now.</summary>
    public void WriteOn(Activity a)
    {
        (a.Title, a.Category, a.Description, a.DivisionCode, a.Place, a.Lat, a.Lon) = (Title, Category, Description, DivisionCode, Place, Lat, Lon);
        (a.Risk, a.RiskNotice, a.Bring) = (Risk, RiskNotice, Bring ?? "");
        (a.Insurer, a.PolicyNumber, a.CoveredUntil) = (Insurer, PolicyNumber, CoveredUntil);
        (a.Guarantees, a.Beneficiaries, a.Conditions, a.Foreign) = (Guarantees, Beneficiaries, Conditions, Foreign);
        (a.Recruit, a.Code, a.OpensAt, a.ClosesAt, a.WaitingLimit, a.CancelHours, a.ProjectId) = (Recruit, Code, OpensAt, ClosesAt, WaitingLimit, CancelHours, ProjectId);
        (a.SlackMinutes, a.FenceMetres, a.Ways) = (SlackMinutes ?? a.SlackMinutes, FenceMetres ?? a.FenceMetres, Ways ?? a.Ways);
        foreach (var post in Posts ?? [])
        {
            if (a.Posts.Find(p => p.Id == post.Id) is { } there)
            {
                (there.Name, there.Duties, there.Skill, there.Place) = (post.Name, post.Duties, post.Skill, post.Place);
            }
        }

        var known = Shifts.Select(s => s.Id).ToHashSet();
        a.Shifts.RemoveAll(s => s.CancelledAt is null && !known.Contains(s.Id));
    }

    /// <summary>
    /// The draft by which what was said is asked for again. What is to begin comes back as it was, also where it was called off. What has begun goes back to the rest, the seats and the end that were approved, or ends
    /// now where that end has passed. What runs before its approved time, or was put off when that time had not come, is left out: it is called off, and comes back as another one where its approved time lies ahead. What is over stays.
    /// </summary>
    /// <param name="now">As it stands, with posts and shifts; not to be saved.</param>
    public ActivityDraft Again(Activity now, DateTime at)
    {
        var standing = now.Shifts.Where(s => s.CancelledAt is null).ToDictionary(s => s.Id);
        WriteOn(now);
        now.Shifts.RemoveAll(s => s.CancelledAt is null);
        now.Shifts.AddRange(standing.Values.Where(s => s.EndsAt <= at));
        now.Shifts.AddRange(Shifts.Select(line => BackTo(line, standing.GetValueOrDefault(line.Id), at)).OfType<ShiftLine>().Select(line => line.Of(now.Id)));
        return Writing.Read(now);
    }

    /// <param name="there">As it stands; null where it was called off.</param>
    private static ShiftLine? BackTo(ShiftLine line, Shift? there, DateTime at)
    {
        var (lay, lies) = (line.StartsAt > at, there is null ? line.StartsAt > at : there.StartsAt > at);
        return (lay, lies) switch
        {
            (true, true) => line,
            (true, false) => line with { Id = Guid.CreateVersion7() },
            (false, false) when there?.EndsAt > at => line with { StartsAt = there.StartsAt, EndsAt = line.EndsAt > at ? line.EndsAt : at },
            _ => null,
        };
    }
}
