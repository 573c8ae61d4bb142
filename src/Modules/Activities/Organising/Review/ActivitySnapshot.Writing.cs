using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;

namespace Weiguang.Activities.Organising.Review;

internal sealed partial record ActivitySnapshot
{
    /// <summary>Writes what was said over an activity that is not saved. Shifts that were not there then are left out; those that were stay when they are now.</summary>
    public void WriteOn(Activity a)
    {
        (a.Title, a.Category, a.Description, a.DivisionCode, a.Place, a.Lat, a.Lon) = (Title, Category, Description, DivisionCode, Place, Lat, Lon);
        (a.Risk, a.RiskNotice, a.Insurer, a.PolicyNumber, a.CoveredUntil) = (Risk, RiskNotice, Insurer, PolicyNumber, CoveredUntil);
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

    /// <summary>The draft by which what was said is asked for again. What has begun stays as it is now; what is to begin comes back as it was, also where it was called off.</summary>
    /// <param name="now">As it stands, with posts and shifts; not to be saved.</param>
    public ActivityDraft Again(Activity now, DateTime at)
    {
        WriteOn(now);
        var open = now.Shifts.Where(s => s.CancelledAt is null).ToDictionary(s => s.Id);
        var lines = Shifts.Where(line => open.TryGetValue(line.Id, out var there) ? there.StartsAt > at && line.StartsAt > at : line.StartsAt > at).ToList();
        foreach (var line in lines)
        {
            now.Shifts.RemoveAll(s => s.Id == line.Id);
            now.Shifts.Add(new Shift { ActivityId = now.Id, Id = line.Id, PostId = line.PostId, StartsAt = line.StartsAt, EndsAt = line.EndsAt, BreakMinutes = line.BreakMinutes, Capacity = line.Capacity });
        }

        return Writing.Read(now);
    }
}
