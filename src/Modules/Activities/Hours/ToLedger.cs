using Weiguang.Activities.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;

namespace Weiguang.Activities.Hours;

/// <summary>
/// Posts proven records, and marks them posted in the same transaction: so a record is posted if and only if the ledger has it. A record that was held,
/// corrected or posted meanwhile is left alone; whoever releases or corrects it sends it anew.
/// </summary>
internal sealed class ToLedger(AppDbContext db, LedgerBook ledger, MessageBox messages, TimeProvider clock) : IOutboxHandler<HoursProven>
{
    public static readonly string Told = Phrase.Of("“{0}”的 {1} 分钟服务时长已入账，凭据 {2} 级。");

    public async Task HandleAsync(IReadOnlyList<HoursProven> messages, CancellationToken ct)
    {
        var records = await ReadAsync(messages, ct);
        var now = clock.Now();
        foreach (var record in records)
        {
            record.Post(now);
            db.Announce(ActivityTopics.Of(record.ActivityId));
            Tell(record);
        }

        await db.SaveChangesAsync(ct); // The version of each record is checked here: who changed one meanwhile makes the pump try again.
        await ledger.PostAsync([.. records.Select(PostingOf)], ct);
    }

    public static Posting PostingOf(ServiceRecord r) => new(
        LedgerUnit.Minutes, "activity", r.PostingId!.Value, LedgerAccountKey.Issuer(r.DivisionCode), LedgerAccountKey.Person(r.VolunteerId), r.Minutes, r.FromAt, Narratives.ActivityService)
    {
        Args = [r.Title, r.Organiser],
        Evidence = r.Grade,
    };

    private async Task<List<ServiceRecord>> ReadAsync(IReadOnlyList<HoursProven> messages, CancellationToken ct)
    {
        var (activities, ids) = (messages.Select(m => m.ActivityId).Distinct().ToArray(), messages.Select(m => m.RecordId).Distinct().ToArray());
        var postings = messages.Select(m => m.PostingId).ToHashSet();
        var records = await db.Set<ServiceRecord>()
            .Where(r => activities.Contains(r.ActivityId) && ids.Contains(r.Id) && r.State == RecordState.Proven && r.HeldAt == null).OrderBy(r => r.ActivityId).ThenBy(r => r.Id).ToListAsync(ct);
        return records.FindAll(r => postings.Contains(r.PostingId!.Value));
    }

    private void Tell(ServiceRecord record) =>
        messages.Put(record.VolunteerId, Told, RecordLinks.Of(record), record.Title, $"{record.Minutes}", record.Grade.ToString());
}

internal static class RecordLinks
{
    public static string Of(ServiceRecord record) => Of(record.ActivityId, record.Id);

    public static string Of(Guid activityId, Guid recordId) => $"/activities/{activityId}/records/{recordId}";

    /// <summary>Where the organisers look after the records of an activity.</summary>
    public static string Desk(Guid activityId) => $"/activities/{activityId}/records";

    public static string Public(Guid activityId) => $"/activities/{activityId}/hours";
}
