using Microsoft.Extensions.Localization;
using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Hours.Anomalies;

/// <summary>A case in the list.</summary>
/// <param name="Evidence">What was found, in plain words of the reader's language.</param>
/// <param name="Organiser">Who organises what it is about.</param>
/// <param name="People">How many it is about; <paramref name="Names"/> the first of them.</param>
internal sealed record AnomalyLine(
    Guid SourceId, Guid Id, AnomalyKind Kind, string Title, string Organiser, string Evidence, int People, IReadOnlyList<string> Names, DateTime At, AnomalyState State, string Decision, bool MayDecide)
{
    /// <summary>Name of who decided, or holds it now; empty while nobody has.</summary>
    public string DecidedBy { get; init; } = "";

    public DateTime? DecidedAt { get; init; }
}

/// <summary>A case with the records it is about, the first hundred.</summary>
internal sealed record AnomalyDetail(AnomalyLine Line, IReadOnlyList<AnomalyRecord> Records);

internal sealed record AnomalyRecord(Guid SourceId, Guid Id, string Name, int Minutes, EvidenceGrade Evidence, RecordState State, bool IsHeld);

/// <summary>Reads cases as the viewer may see them.</summary>
internal sealed class AnomalyReader(AppDbContext db, PersonDirectory people, Referee referee, Matters matters, IStringLocalizer L)
{
    private const int RecordsShown = 100;

    private const int NamesShown = 5;

    public async Task<AnomalyDetail?> FindAsync(Guid sourceId, Guid id, CancellationToken ct)
    {
        var found = await db.Set<AnomalyCase>().AsNoTracking().SingleOrDefaultAsync(c => c.SourceId == sourceId && c.Id == id, ct);
        if (found is null)
        {
            return null;
        }

        var records = await db.Covered(found).AsNoTracking().Take(RecordsShown).ToListAsync(ct);
        var names = await people.FindAsync(records.Select(r => r.VolunteerId), ct);
        return new((await LinesAsync([found], ct))[0], [.. records.Select(r => new AnomalyRecord(sourceId, r.Id, names.GetValueOrDefault(r.VolunteerId)?.Name ?? "", r.Minutes, r.Grade, r.State, r.HeldAt is not null))]);
    }

    /// <summary>These cases in words, one by one.</summary>
    public async Task<List<AnomalyLine>> LinesAsync(List<AnomalyCase> rows, CancellationToken ct)
    {
        var names = await people.FindAsync(rows.SelectMany(r => r.VolunteerIds.Take(NamesShown)).Concat(rows.Select(r => r.DecidedBy).OfType<Guid>()), ct);
        var open = rows.FindAll(r => r.IsOpen);
        var parts = await matters.OfAsync(open, ct);
        var may = await referee.MayDecideAsync([.. open.Select(r => parts[r.Id])], ct);
        HashSet<Guid> mine = [.. open.Where((_, i) => may[i]).Select(r => r.Id)];
        return rows.ConvertAll(r => new AnomalyLine(
            r.SourceId, r.Id, r.Kind, r.Title, r.Organiser, L[r.Evidence, [.. r.Arguments]], r.VolunteerIds.Length,
            [.. r.VolunteerIds.Take(NamesShown).Select(id => names.GetValueOrDefault(id)?.Name ?? "")], r.At, r.State, r.Decision, mine.Contains(r.Id)) { DecidedBy = r.DecidedBy is { } by ? names.GetValueOrDefault(by)?.Name ?? "" : "", DecidedAt = r.DecidedAt });
    }
}
