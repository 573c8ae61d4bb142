using Weiguang.Hours.Domain;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Hours.Publicity;

/// <summary>One person's hours as everybody may see them.</summary>
/// <param name="Name">Masked.</param>
/// <param name="Evidence">A to D.</param>
/// <param name="Own">An organiser's own hours that were entered afterwards.</param>
internal sealed record PublicLine(
    Guid RecordId, string Name, DateTime Date, int Minutes, EvidenceGrade Evidence, RecordBasis Basis, IReadOnlyList<ProofKinds> Proofs, RecordState State, DateTime? PublicUntil, bool Own, bool IsDoubted)
{
    /// <summary>What it is to count once nobody has objected until <see cref="PublicUntil"/>; null where it counts all of it.</summary>
    public int? Said { get; init; }

    /// <summary>Nobody doubts their own; whoever is not signed in is asked to.</summary>
    public bool MayObject { get; init; } = true;
}

/// <summary>The hours of one source, such as an activity, for everybody: what mints credit is public, also where the source is not. It reads past the scope of records on purpose and gives nothing but what is public: day, organiser, masked names, minutes and their proof.</summary>
internal sealed class PublicHours(AppDbContext db, Engagements engagements, PersonDirectory people)
{
    private const int PageSize = 50;

    /// <summary>Null when there is nothing for the viewer: a source that is not theirs to see, and of which nothing counts.</summary>
    public async Task<(PublicSource Source, Page<PublicLine> Lines, PublicSums Sums)?> ReadAsync(Guid sourceId, string? cursor, CancellationToken ct)
    {
        var (shown, isSeen) = (db.Shown(sourceId).AsNoTracking(), await engagements.IsSeenAsync(sourceId, ct));
        if ((!isSeen && !await shown.AnyAsync(ct)) || await engagements.OfAsync([sourceId], ct) is not [var first, ..])
        {
            return null;
        }

        var after = Cursor.Read(cursor);
        var rows = await shown.Where(r => after == null || r.FromAt > after.Value.At || (r.FromAt == after.Value.At && r.Id > after.Value.Id))
            .OrderBy(r => r.FromAt).ThenBy(r => r.Id).Take(PageSize + 1).ToListAsync(ct);
        var names = await people.FindAsync(rows.Select(r => r.VolunteerId), ct);
        var sums = await shown.GroupBy(_ => 1).Select(g => new PublicSums(g.Count(), g.Sum(r => (long)r.Minutes))).SingleOrDefaultAsync(ct) ?? new PublicSums(0, 0);
        return (new(isSeen ? first.Title : "", first.Organiser), Pages.Cut(rows, PageSize, r => Cursor.Of(r.FromAt, r.Id)).Select(r => LineOf(r, names.GetValueOrDefault(r.VolunteerId)?.Name ?? "")), sums);
    }

    /// <summary>The viewer's own record there, the one that still waits for somebody first; null when they have none.</summary>
    public Task<OwnLine?> OwnAsync(Guid sourceId, CancellationToken ct) => db.Set<ServiceRecord>().AsNoTracking().Where(r => r.SourceId == sourceId && r.VolunteerId == db.Viewer.PersonId)
        .OrderBy(r => r.State == RecordState.Questioned || r.State == RecordState.Unconfirmed ? 0 : 1).ThenByDescending(r => r.FromAt).ThenByDescending(r => r.Id)
        .Select(r => new OwnLine(r.Id, r.State)).FirstOrDefaultAsync(ct);

    /// <summary>Whether there are hours that are not shown yet, because somebody's word is missing.</summary>
    public Task<bool> WaitsAsync(Guid sourceId, CancellationToken ct) =>
        db.Set<ServiceRecord>().IgnoreQueryFilters().AnyAsync(r => r.SourceId == sourceId && (r.State == RecordState.Questioned || r.State == RecordState.Unconfirmed), ct);

    private PublicLine LineOf(ServiceRecord r, string name) => new(
        r.Id, Mask.Name(name), r.FromAt, r.Minutes, r.Grade, r.Basis, [r.InProof, r.OutProof], r.State,
        r.State == RecordState.Publicity || r.SaidMinutes is not null ? r.WaitsUntil : null, r.VolunteerId == r.LeadId && r.Grade == EvidenceGrade.D, r.OpenObjections > 0) { MayObject = r.VolunteerId != db.Viewer.PersonId, Said = r.SaidMinutes };
}

internal static class ShownHours
{
    /// <summary>What the public page of a source shows, past the viewer's scope: what can be doubted.</summary>
    public static IQueryable<ServiceRecord> Shown(this AppDbContext db, Guid sourceId) => db.Set<ServiceRecord>().IgnoreQueryFilters()
        .Where(r => r.SourceId == sourceId && r.Minutes > 0 && (r.State == RecordState.Publicity || r.State == RecordState.Proven || r.State == RecordState.Posted));
}

/// <param name="Title">Empty for whoever may not see what it is.</param>
internal sealed record PublicSource(string Title, string Organiser);

internal sealed record PublicSums(int People, long Minutes);

internal sealed record OwnLine(Guid Id, RecordState State);
