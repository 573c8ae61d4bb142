using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Hours.Waiting;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;

namespace Weiguang.Hours.Records;

/// <summary>Records that are late (Order 67, article 12): staff of the place remind those they wait for. The patrol does so once; after that nobody else would.</summary>
internal sealed class Urging(AppDbContext db, Referee referee, InCharge inCharge, MessageBox messages, TimeProvider clock)
{
    public static readonly string NobodyElse = Phrase.Of("没有别人可催：这一班归您这里办，请把下面没办完的办了。");

    /// <summary>Whether there is anybody to remind; null where that is not the viewer's to do, or nothing is late.</summary>
    public async Task<bool?> MayAsync(Guid sourceId, Guid engagementId, CancellationToken ct) =>
        await LateAsync(sourceId, engagementId, ct) is not { } late || !await IsTheirsAsync(late, ct) ? null : await OfAsync(late, ct) is not ([], []);

    public async Task<StepAnswer> UrgeAsync(Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        if (await LateAsync(sourceId, engagementId, ct) is not { } late)
        {
            return Voice.Hours.NotNow;
        }

        if (!await IsTheirsAsync(late, ct))
        {
            return Voice.Hours.NotYours;
        }

        var (people, unconfirmed) = await OfAsync(late, ct);
        if (people.Count + unconfirmed.Count == 0)
        {
            return Voice.Hours.NotNow with { Advice = NobodyElse };
        }

        var left = await db.Unfinished(sourceId, engagementId).CountAsync(ct);
        await using var work = await db.BeginWorkAsync(ct);
        foreach (var person in people)
        {
            messages.Put(person, HoursMessages.Urged, $"{HoursLinks.Desk(sourceId)}?engagement={engagementId}", late.Title, $"{left}");
        }

        foreach (var record in unconfirmed)
        {
            messages.Put(record.VolunteerId, HoursMessages.Confirm, HoursLinks.Of(record), record.Title, $"{record.Minutes}");
        }

        return await db.FinishAsync(work, ct);
    }

    private async Task<RecordClock?> LateAsync(Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        var now = clock.Now();
        return await db.Set<RecordClock>().AsNoTracking().SingleOrDefaultAsync(k => k.SourceId == sourceId && k.EngagementId == engagementId && k.DueAt <= now, ct) is { } late
            && await db.Unfinished(sourceId, engagementId).AnyAsync(ct) ? late : null;
    }

    private async Task<bool> IsTheirsAsync(RecordClock late, CancellationToken ct) =>
        await referee.MayDecideAsync(LateCases.Matter(late, await db.Unfinished(late.SourceId, late.EngagementId).Select(r => r.VolunteerId).ToListAsync(ct)), ct);

    /// <summary>Whom the records wait for besides the viewer: who is in charge, and the volunteers whose own word is still to come.</summary>
    private async Task<(List<Guid> InCharge, List<ServiceRecord> Unconfirmed)> OfAsync(RecordClock late, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        var unconfirmed = await db.Unfinished(late.SourceId, late.EngagementId).AsNoTracking().Where(r => r.State == RecordState.Unconfirmed && r.VolunteerId != me).ToListAsync(ct);
        return ([.. (await inCharge.OfAsync(late, ct)).Where(p => p != me)], unconfirmed.FindAll(r => r.Backing.Wanted.HasFlag(Principals.Own)));
    }
}
