using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Publicity;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;

namespace Weiguang.Hours.IntoLedger;

/// <summary>
/// Posts proven records, and marks them posted in the same transaction: so a record is posted if and only if the ledger has it. Before that their engagements are looked at: what looks made up is held instead. A record that was
/// held, corrected or posted meanwhile is left alone; whoever releases or corrects it sends it anew.
/// </summary>
internal sealed class ToLedger(
    AppDbContext db, LedgerBook ledger, CountOnce once, AnomalySweep sweep, AnomalyHolds holds, MessageBox messages, IEnumerable<IEngagementSource> sources, TimeProvider clock) : ISubscriber<HoursProven>
{
    public async Task HandleAsync(IReadOnlyList<HoursProven> events, CancellationToken ct)
    {
        var proven = await ReadAsync(events, ct);
        proven.ForEach(r => db.Announce(HoursTopics.Of(r.SourceId)));
        var (records, now) = (await once.TakeAsync(proven, ct), clock.Now());
        foreach (var record in records)
        {
            record.Post(now);
            Tell(record);
        }

        await db.SaveChangesAsync(ct); // Records before accounts: the order of locks.
        var narratives = sources.ToDictionary(s => s.Kind, s => s.Narrative);
        await ledger.PostAsync([.. records.Select(r => PostingOf(r, narratives[r.Source]))], ct);
    }

    public static Posting PostingOf(ServiceRecord r, string narrative) => new(
        LedgerUnit.Minutes, r.Source, r.PostingId!.Value, LedgerAccountKey.Issuer(r.DivisionCode), LedgerAccountKey.Person(r.VolunteerId), r.Minutes, r.FromAt, narrative)
    {
        Args = [r.Title, r.Organiser],
        Evidence = r.Grade,
    };

    private async Task<List<ServiceRecord>> ReadAsync(IReadOnlyList<HoursProven> events, CancellationToken ct)
    {
        var (sources, ids) = (events.Select(e => e.SourceId).Distinct().ToArray(), events.Select(e => e.RecordId).Distinct().ToArray());
        var (postings, order) = (events.Select(e => e.PostingId).ToHashSet(), ids.Index().ToDictionary(id => id.Item, id => id.Index));
        await once.HoldPeopleAsync(sources, ids, ct);
        var engagements = await db.Set<ServiceRecord>().Where(r => sources.Contains(r.SourceId) && ids.Contains(r.Id)).Select(r => r.EngagementId).Distinct().ToArrayAsync(ct);
        var open = await sweep.LookAsync(sources, engagements, ct);
        await db.HoldDoubtsAsync(sources, ids, ct);
        var records = await holds.HoldAsync(open, [.. events.Select(e => (e.SourceId, e.RecordId))], ct); // Held: somebody may doubt or correct one of them this very moment.
        return [.. records.Where(r => r is { State: RecordState.Proven, HeldAt: null } && postings.Contains(r.PostingId!.Value) && order.ContainsKey(r.Id)).OrderBy(r => order[r.Id])]; // What was proven first counts first.
    }

    private void Tell(ServiceRecord record) =>
        messages.Put(record.VolunteerId, HoursMessages.Counted, HoursLinks.Of(record), record.Title, $"{record.Minutes}", record.Grade.ToString());
}
