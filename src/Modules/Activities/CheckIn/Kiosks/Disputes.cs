using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>Somebody of whom two readings say different things, and everything that was read of them.</summary>
internal sealed record Dispute(Guid ShiftId, Guid VolunteerId, string Name, DateTime InAt, DateTime? OutAt, IReadOnlyList<DisputedProof> Proofs);

/// <param name="By">Who held the device; empty when the volunteer did.</param>
internal sealed record DisputedProof(Guid Id, ProofEnd End, ProofKinds Kinds, DateTime At, DateTime ReceivedAt, string Device, string By);

internal enum ResolveAnswer
{
    Done,
    NotThere,

    /// <summary>Their own presence.</summary>
    Own,

    /// <summary>What they typed themselves, against what the volunteer's phone shows.</summary>
    OwnWord,
    OutBeforeIn,
}

/// <summary>
/// Settles contradictions: the organiser says which of the times that were read is right. A time that nobody read cannot be chosen, so nothing can be typed in here.
/// </summary>
internal sealed class Disputes(AppDbContext db, PersonDirectory people, WaitingLine line, TimeProvider clock)
{
    public async Task<List<Dispute>> ListAsync(Guid activityId, CancellationToken ct)
    {
        var presences = await Disputed(activityId).AsNoTracking().OrderBy(a => a.InAt).Take(50).ToListAsync(ct);
        var ids = presences.ConvertAll(a => a.VolunteerId);
        var proofs = await db.Set<Proof>().IgnoreQueryFilters().AsNoTracking().Where(p => p.SourceId == activityId && ids.Contains(p.VolunteerId)).OrderBy(p => p.At).ToListAsync(ct);
        var names = await people.FindAsync(ids.Concat(proofs.Select(p => p.ByPersonId).OfType<Guid>()), ct);
        return presences.ConvertAll(a => new Dispute(a.EngagementId, a.VolunteerId, NameOf(names, a.VolunteerId), a.InAt, a.OutAt,
            [.. from p in proofs where p.VolunteerId == a.VolunteerId && p.EngagementId == a.EngagementId select new DisputedProof(p.Id, p.End, p.Kinds, p.At, p.ReceivedAt, p.Device, NameOf(names, p.ByPersonId))]));
    }

    /// <param name="inProof">The arrival that is right.</param>
    /// <param name="outProof">The leaving that is right; null when they have not left, or nobody knows.</param>
    public async Task<ResolveAnswer> ResolveAsync(Guid activityId, Guid shiftId, Guid volunteerId, Guid inProof, Guid? outProof, CancellationToken ct)
    {
        if (volunteerId == db.Viewer.PersonId)
        {
            return ResolveAnswer.Own;
        }

        await using var work = await db.BeginWorkAsync(ct);
        if (outProof is null)
        {
            // Who has not left is asked about, also when the shift has been settled. Shifts are held before people.
            await db.Set<Shift>().IgnoreQueryFilters().Where(s => s.ActivityId == activityId && s.Id == shiftId).ExecuteUpdateAsync(set => set.SetProperty(s => s.SettledAt, (DateTime?)null), ct);
        }

        await line.HoldAsync(volunteerId, clock.Now(), ct); // What the desk is just now making of a late reading is not decided past.
        var read = await db.Set<Proof>().IgnoreQueryFilters().AsNoTracking().Where(p => p.SourceId == activityId && p.EngagementId == shiftId && p.VolunteerId == volunteerId).ToListAsync(ct);
        var (came, left) = (read.Find(p => p.Id == inProof && p.End == ProofEnd.In), read.Find(p => p.Id == outProof && p.End == ProofEnd.Out));
        if (came is null || (outProof is not null && left is null))
        {
            return ResolveAnswer.NotThere;
        }

        if (left is not null && left.At <= came.At)
        {
            return ResolveAnswer.OutBeforeIn;
        }

        if (left is { ByPersonId: { } hand } && hand == db.Viewer.PersonId && read.Exists(p => p.End != ProofEnd.In && p.At > left.At && IsTheirs(p)))
        {
            return ResolveAnswer.OwnWord; // Whose word it is may give way, and not insist.
        }

        DateTime? outAt = left?.At;
        var seen = read.Max(p => p.At);
        var now = clock.Now();
        var settled = await Disputed(activityId).Where(a => a.EngagementId == shiftId && a.VolunteerId == volunteerId).ExecuteUpdateAsync(
            a => a.SetProperty(x => x.InAt, came.At).SetProperty(x => x.InProof, came.Kinds).SetProperty(x => x.OutAt, outAt).SetProperty(x => x.OutProof, left?.Kinds ?? ProofKinds.None)
                .SetProperty(x => x.SeenAt, seen).SetProperty(x => x.IsDisputed, false).SetProperty(x => x.RuledAt, now)
                .SetProperty(x => x.RecordedAt, (DateTime?)null), ct); // Hours that stand are looked at again.
        if (settled == 0)
        {
            return ResolveAnswer.NotThere;
        }

        Remember(came);
        db.Announce(ActivityTopics.Of(activityId));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return ResolveAnswer.Done;
    }

    // Who decided stays on record beside what was read.
    private void Remember(Proof came) => db.Add(new Proof
    {
        SourceId = came.SourceId,
        Id = Guid.CreateVersion7(),
        EngagementId = came.EngagementId,
        VolunteerId = came.VolunteerId,
        End = ProofEnd.In,
        Kinds = ProofKinds.Word,
        At = came.At,
        ReceivedAt = clock.Now(),
        ByPersonId = db.Viewer.PersonId,
        IsUnvouched = came.IsUnvouched, // Who says which of two it was adds nothing to what vouches for it.
    });

    private static bool IsTheirs(Proof p) => (p.ByPersonId is null && p.KioskId is null) || p.Kinds.HasFlag(ProofKinds.Card);

    private IQueryable<Stay> Disputed(Guid activityId) => db.Set<Stay>().IgnoreQueryFilters().Where(a => a.SourceId == activityId && a.IsDisputed);

    private static string NameOf(IReadOnlyDictionary<Guid, PersonCard> names, Guid? id) => id is { } known && names.TryGetValue(known, out var card) ? card.Name : "";
}
