using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Hours.Said;
using Weiguang.People;

namespace Weiguang.Hours.Backfill;

/// <param name="HasHours">They have hours there by now, or had when it was approved: nothing is entered for them.</param>
internal sealed record BackfillPerson(Guid PersonId, string Name, bool? Agreed, bool HasHours);

/// <summary>One backfill for those who may see it.</summary>
/// <param name="Photos">How many pictures; they stand at …/photos/1 and on.</param>
/// <param name="MineAgreed">The viewer's own answer, when it is about them.</param>
internal sealed record BackfillDetail(
    Guid SourceId, Guid Id, string Title, DateTime FromAt, DateTime UntilAt, int Minutes, string Reason, string By, DateTime At, BackfillState State, string Decision,
    IReadOnlyList<BackfillPerson> People, int Photos, bool IsMine, bool? MineAgreed, bool MayDecide)
{
    /// <summary>Name of who decided; empty while nobody has.</summary>
    public string DecidedBy { get; init; } = "";

    public DateTime? DecidedAt { get; init; }

    /// <summary>When pictures say they were taken that do not say the day of service.</summary>
    public IReadOnlyList<DateTime> Strange { get; init; } = [];
}

/// <summary>Reads backfills as the viewer may see them.</summary>
internal sealed class BackfillReader(AppDbContext db, Engagements engagements, PersonDirectory people, Referee referee, Matters matters)
{
    public async Task<BackfillDetail?> FindAsync(Guid sourceId, Guid id, CancellationToken ct)
    {
        var backfill = await db.Set<Domain.Backfill>().AsNoTracking().Include(b => b.Entries).SingleOrDefaultAsync(b => b.SourceId == sourceId && b.Id == id, ct);
        if (backfill is null)
        {
            return null;
        }

        var me = db.Viewer.PersonId;
        var photos = await db.Set<BackfillPhoto>().Where(p => p.SourceId == sourceId && p.BackfillId == id).OrderBy(p => p.Number).Select(p => p.TakenAt).ToListAsync(ct);
        var own = backfill.Entries.Find(e => e.VolunteerId == me);
        var runs = await engagements.IsRunAsync(sourceId, backfill.EngagementId, ct);
        var names = await people.FindAsync([backfill.By, backfill.DecidedBy ?? Guid.Empty, .. backfill.Entries.Select(e => e.VolunteerId)], ct);
        var have = backfill.State == BackfillState.Submitted ? await db.HaveHoursAsync(sourceId, backfill.EngagementId, ct) : [];
        var decides = backfill.State == BackfillState.Submitted
            && await referee.MayDecideAsync((await matters.OfAsync([backfill], ct))[backfill.Id], ct);
        return new(
            sourceId, id, backfill.Title, backfill.FromAt, backfill.UntilAt, backfill.Minutes, backfill.Reason, NameOf(backfill.By), backfill.At, backfill.State, backfill.Decision,
            [.. backfill.Entries.Where(e => runs || e == own).Select(e => new BackfillPerson(e.VolunteerId, NameOf(e.VolunteerId), e.Agreed, e.IsLeftOut || have.Contains(e.VolunteerId)))], photos.Count, own is not null, own?.Agreed, decides) { DecidedBy = backfill.DecidedBy is { } by ? NameOf(by) : "", DecidedAt = backfill.DecidedAt, Strange = [.. photos.Where(at => at.IsStrange(backfill.FromAt)).Select(at => at!.Value)] };

        string NameOf(Guid person) => names.GetValueOrDefault(person)?.Name ?? "";
    }
}
