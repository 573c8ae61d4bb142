using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
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
        var posted = records.Where(r => r.State == RecordState.Posted).Select(r => r.TransferId!.Value).ToList();
        foreach (var record in records)
        {
            var minutes = record.Minutes;
            if (!record.Revoke(db.Viewer.PersonId, clock.Now(), reason))
            {
                return false;
            }

            messages.Put(record.VolunteerId, HoursMessages.TakenBack, HoursLinks.Of(record), record.Title, $"{minutes}", reason);
            db.Settle(record, clock);
            db.Announce(HoursTopics.Of(record.SourceId));
        }

        return await ReverseAsync(posted, reason, ct);
    }

    /// <summary>False when somebody changed it meanwhile.</summary>
    public async Task<bool> CorrectAsync(ServiceRecord record, int minutes, string reason, CancellationToken ct)
    {
        var (transfer, wasPosted) = (record.TransferId, record.State == RecordState.Posted);
        record.Correct(minutes, db.Viewer.PersonId, clock.Now(), reason);
        if (record.State == RecordState.Void)
        {
            db.Settle(record, clock);
        }

        messages.Put(record.VolunteerId, HoursMessages.Corrected, HoursLinks.Of(record), record.Title, $"{minutes}", reason);
        db.Send(record, clock);
        return await ReverseAsync(wasPosted ? [transfer!.Value] : [], reason, ct);
    }

    // Records first, then the accounts of all of them together: the order in which postings come as well (docs/architecture.md).
    private async Task<bool> ReverseAsync(IReadOnlyList<Guid> posted, string reason, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || db.IsUniqueViolation(e)) // The record moved, or its story goes on already.
        {
            return false;
        }

        var reversed = await ledger.ReverseAsync(posted, reason, db.Viewer.PersonId, ct);
        return reversed.All(r => r == Reversal.Reversed) ? true : throw new InvalidOperationException("A transfer of a posted record could not be reversed.");
    }
}
