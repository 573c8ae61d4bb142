using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;

namespace Weiguang.Hours.Proving;

/// <summary>
/// Forgotten check-outs that the organiser does not answer. A day before the time is up they are reminded; then the last proof of presence counts, and where none shows
/// that somebody stayed, or the volunteer says another time, staff of the place are asked. A forgotten check-out is never set to zero by a clock.
/// </summary>
internal sealed class OpenQuestions(AppDbContext db, Engagements engagements, InCharge inCharge, MessageBox messages, HoursClocks rules, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>The organiser's time is up; false when nothing can be done with the record any more.</summary>
    public async Task<bool> EndAsync(ServiceRecord record, DateTime now, CancellationToken ct)
    {
        if (await LastSeenAsync(record, ct) is not var (counted, word))
        {
            return record.ProposedUntil is null ? record.Count(Gone(record), RecordBasis.LastSeen, Guid.Empty, now) : await EscalateAsync(record, null, now, ct);
        }

        if (counted.Minutes > 0 && (record.ProposedUntil is null || record.EscalatedAt is not null))
        {
            return record.Count(counted, RecordBasis.LastSeen, Guid.Empty, now, word);
        }

        return await EscalateAsync(record, counted.Minutes > 0 ? now.AddDays(rules.AnswerDays) : null, now, ct);
    }

    private async Task<bool> EscalateAsync(ServiceRecord record, DateTime? waitsUntil, DateTime now, CancellationToken ct)
    {
        if (!record.Escalate(waitsUntil, now))
        {
            return false; // The station has been asked already.
        }

        messages.Put(record.VolunteerId, record.ProposedUntil is null ? HoursMessages.AskOwn : HoursMessages.Waits, HoursLinks.Of(record), record.Title);
        await TellStaffAsync(record, ct);
        return true;
    }

    /// <summary>Reminds organisers whose questions run out within a day, once for each engagement; returns how many.</summary>
    public async Task<int> RemindAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var soon = now.AddDays(1);
        await using var work = await db.BeginWorkAsync(ct);
        var asked = await db.Set<ServiceRecord>().Where(r => r.State == RecordState.Questioned && r.EscalatedAt == null && r.WaitsUntil != null && r.WaitsUntil <= soon)
            .Where(r => db.Set<RecordClock>().Any(c => c.SourceId == r.SourceId && c.EngagementId == r.EngagementId && c.AskedAgainAt == null))
            .GroupBy(r => new { r.SourceId, r.EngagementId, r.LeadId, r.Title }).Select(g => new { g.Key, Count = g.Count(), Until = g.Min(r => r.WaitsUntil) }).OrderBy(q => q.Until).Take(Batch).ToListAsync(ct);
        foreach (var engagement in asked)
        {
            var (source, id) = (engagement.Key.SourceId, engagement.Key.EngagementId);
            // Whoever writes the time first tells the organiser; a second node finds it written.
            if (await db.Set<RecordClock>().Where(c => c.SourceId == source && c.EngagementId == id && c.AskedAgainAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.AskedAgainAt, now), ct) == 1)
            {
                messages.Put(engagement.Key.LeadId, HoursMessages.RemindLead, $"{HoursLinks.Desk(source)}?engagement={id}", engagement.Key.Title, $"{engagement.Count}");
            }
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return asked.Count;
    }

    /// <summary>
    /// A reading that came home late has shown that they were at another shift, and their stay went with it: no clock sets a presence to zero here, for there is none. Whoever has said when they left is heard by the station all the same. Nobody has
    /// judged it, so what comes in later counts.
    /// </summary>
    private static Counted Gone(ServiceRecord record) => new(record.FromAt, ProofKinds.None, 0, EvidenceGrade.C);

    /// <summary>What the last proof of presence makes of it, and whose word it is, if one; null where the stay it asks about is gone, or what it was part of. While two devices contradict each other a clock counts nothing: people have to look.</summary>
    private async Task<(Counted Counted, Guid? Word)?> LastSeenAsync(ServiceRecord record, CancellationToken ct)
    {
        if (await db.Set<Stay>().AsNoTracking().SingleOrDefaultAsync(a => a.SourceId == record.SourceId && a.EngagementId == record.EngagementId && a.VolunteerId == record.VolunteerId, ct) is not { } there
            || await engagements.FactsAsync(record.SourceId, record.EngagementId, ct) is not { } facts)
        {
            return null;
        }

        var last = await db.Set<Proof>().Where(p => p.SourceId == record.SourceId && p.EngagementId == record.EngagementId && p.VolunteerId == record.VolunteerId && p.At <= there.SeenAt)
            .OrderByDescending(p => p.At).Select(p => new { p.Kinds, p.ByPersonId }).FirstOrDefaultAsync(ct);
        var proof = last?.Kinds ?? there.InProof;
        return (new Counted(there.SeenAt, proof, there.IsDisputed ? 0 : facts.MinutesOf(there.InAt, there.SeenAt), record.IsLate ? EvidenceGrade.C : EvidenceRules.OfLastSeen(there.InProof, proof, record.IsOfBody)), last?.ByPersonId);
    }

    /// <summary>Once for each engagement.</summary>
    private async Task TellStaffAsync(ServiceRecord record, CancellationToken ct)
    {
        if (await db.Set<ServiceRecord>().AnyAsync(r => r.SourceId == record.SourceId && r.EngagementId == record.EngagementId && r.Id != record.Id && r.EscalatedAt != null, ct))
        {
            return;
        }

        foreach (var person in await inCharge.StaffAsync(record, ct))
        {
            messages.Put(person, HoursMessages.AskStaff, $"{HoursLinks.Office(record.SourceId)}?engagement={record.EngagementId}", record.Title);
        }
    }
}
