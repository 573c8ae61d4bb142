using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Publicity;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;

namespace Weiguang.Hours.IntoLedger;

/// <summary>Takes back or corrects what a record counts: in the ledger by reversal and a new posting, in the record's story by a step; both in the caller's transaction.</summary>
internal sealed class Reversals(AppDbContext db, LedgerBook ledger, MessageBox messages, TimeProvider clock)
{
    /// <summary>False when one of them counts nothing already, or somebody changed it meanwhile: then nothing must be committed.</summary>
    public async Task<bool> RevokeAsync(IReadOnlyList<ServiceRecord> records, string reason, CancellationToken ct)
    {
        var counted = records.Where(r => r.State == RecordState.Posted).ToList();
        var posted = counted.ConvertAll(r => r.TransferId!.Value);
        foreach (var record in records)
        {
            var minutes = record.Minutes;
            await OverturnAsync(record, ct);
            if (!record.Revoke(db.Viewer.PersonId, clock.Now(), reason))
            {
                return false;
            }

            messages.Put(record.VolunteerId, HoursMessages.TakenBack, HoursLinks.Of(record), record.Title, $"{minutes}", reason);
            await AnswerDoubtsAsync(record, reason, ct);
            db.Settle(record, clock);
            db.Announce(HoursTopics.Of(record.SourceId));
        }

        return await ReverseAsync(counted, posted, reason, ct);
    }

    /// <summary>False when somebody changed it meanwhile.</summary>
    public Task<bool> CorrectAsync(ServiceRecord record, int minutes, string reason, CancellationToken ct) =>
        ChangeAsync(record, r => r.Correct(minutes, db.Viewer.PersonId, clock.Now(), reason), reason, ct);

    /// <summary>Takes off what a late reading says was too much; false when somebody changed it meanwhile.</summary>
    public Task<bool> ShortenAsync(ServiceRecord record, Counted counted, string reason, CancellationToken ct) =>
        ChangeAsync(record, r => r.Shorten(counted, clock.Now(), reason), reason, ct);

    private async Task<bool> ChangeAsync(ServiceRecord record, Action<ServiceRecord> change, string reason, CancellationToken ct)
    {
        var (transfer, wasPosted) = (record.TransferId, record.State == RecordState.Posted);
        change(record);
        if (record.State == RecordState.Void)
        {
            await AnswerDoubtsAsync(record, reason, ct);
            db.Settle(record, clock);
        }

        messages.Put(record.VolunteerId, HoursMessages.Corrected, HoursLinks.Of(record), record.Title, $"{record.Minutes}", reason);
        db.Send(record, clock);
        return wasPosted ? await ReverseAsync([record], [transfer!.Value], reason, ct) : await ReverseAsync([], [], reason, ct);
    }

    /// <summary>Takes back what was said beyond what was proven, and nothing else; false when there is nothing of it, or somebody changed it meanwhile.</summary>
    public async Task<bool> UnsayAsync(ServiceRecord record, string reason, CancellationToken ct)
    {
        await OverturnAsync(record, ct);
        if (!record.Unsay(db.Viewer.PersonId, clock.Now(), reason))
        {
            return false;
        }

        messages.Put(record.VolunteerId, HoursMessages.Unsaid, HoursLinks.Of(record), record.Title, $"{record.Minutes}", reason);
        db.Settle(record, clock);
        db.Announce(HoursTopics.Of(record.SourceId));
        return await ReverseAsync([], [], reason, ct);
    }

    // The correction that was being shown: it was approved and will not come about.
    private async Task OverturnAsync(ServiceRecord record, CancellationToken ct)
    {
        if (record.SaidMinutes is { } said)
        {
            (await db.Set<Correction>().IgnoreQueryFilters().Where(c => c.SourceId == record.SourceId && c.RecordId == record.Id && c.State == CorrectionState.Approved && c.Minutes == said)
                .OrderByDescending(c => c.DecidedAt).ThenBy(c => c.Id).FirstOrDefaultAsync(ct))?.Overturn();
        }
    }

    /// <summary>Whoever else doubted it was right as well: nothing is left of it that anybody could still decide. Read once the record is held, so that none comes in between.</summary>
    public async Task AnswerDoubtsAsync(ServiceRecord record, string reason, CancellationToken ct)
    {
        var open = await db.Set<Objection>().IgnoreQueryFilters().Where(o => o.SourceId == record.SourceId && o.RecordId == record.Id && o.Upheld == null).ToListAsync(ct);
        foreach (var objection in open.Where(o => o.Upheld is null)) // Not the one that is being decided, which is not saved yet.
        {
            objection.Decide(upheld: true, reason, db.Viewer.PersonId, clock.Now());
            messages.TellDecided(objection, record, Finding.Founded, reason);
        }
    }

    // Records first, then the accounts of all of them together: the order in which postings come as well (docs/architecture.md).
    private async Task<bool> ReverseAsync(IReadOnlyCollection<ServiceRecord> counted, IReadOnlyList<Guid> posted, string reason, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || db.IsUniqueViolation(e)) // The record moved, or its story goes on already.
        {
            return false;
        }

        await db.GiveBackAsync(counted, ct); // Anew with the new posting.
        var reversed = await ledger.ReverseAsync(posted, reason, db.Viewer.PersonId, ct);
        return reversed.All(r => r == Reversal.Reversed) ? true : throw new InvalidOperationException("A transfer of a posted record could not be reversed.");
    }
}
