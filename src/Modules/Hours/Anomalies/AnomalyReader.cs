using Microsoft.Extensions.Localization;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records;
using Weiguang.Kernel.Http;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Hours.Anomalies;

/// <summary>A case in the list.</summary>
/// <param name="Evidence">What was found, in plain words of the reader's language.</param>
/// <param name="Organiser">Who organises what it is about.</param>
/// <param name="People">How many it is about; <paramref name="Names"/> the first of them.</param>
internal sealed record AnomalyLine(
    Guid SourceId, Guid Id, AnomalyKind Kind, string Title, string Organiser, string Evidence, int People, IReadOnlyList<string> Names, DateTime At, AnomalyState State, string Decision, bool MayDecide);

/// <summary>A case with the records it is about, the first hundred.</summary>
internal sealed record AnomalyDetail(AnomalyLine Line, IReadOnlyList<AnomalyRecord> Records);

internal sealed record AnomalyRecord(Guid SourceId, Guid Id, string Name, int Minutes, EvidenceGrade Evidence, RecordState State, bool IsHeld);

/// <summary>Reads cases as the viewer may see them.</summary>
internal sealed class AnomalyReader(AppDbContext db, PersonDirectory people, Referees referees, Hands hands, IStringLocalizer L)
{
    private const int RecordsShown = 100;

    private const int PageSize = 30;
    private const int NamesShown = 5;

    /// <param name="open">Only those still to be decided.</param>
    public async Task<Page<AnomalyLine>> ListAsync(bool open, string? cursor, CancellationToken ct)
    {
        var before = Cursor.Read(cursor);
        var rows = await db.Set<AnomalyCase>().AsNoTracking()
            .Where(c => (c.State == AnomalyState.Open || c.State == AnomalyState.Held) == open && (before == null || c.At < before.Value.At || (c.At == before.Value.At && c.Id < before.Value.Id)))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(ct);
        var lines = (await LinesAsync(rows, ct)).ToDictionary(l => l.Id);
        return Pages.Cut(rows, PageSize, r => Cursor.Of(r.At, r.Id)).Select(r => lines[r.Id]);
    }

    public async Task<AnomalyDetail?> FindAsync(Guid sourceId, Guid id, CancellationToken ct)
    {
        var found = await db.Set<AnomalyCase>().AsNoTracking().SingleOrDefaultAsync(c => c.SourceId == sourceId && c.Id == id, ct);
        if (found is null)
        {
            return null;
        }

        var (volunteers, lateOnly) = (found.VolunteerIds, found.Kind == AnomalyKind.BackfillShare);
        var records = await db.Set<ServiceRecord>().AsNoTracking()
            .Where(r => r.SourceId == sourceId && r.EngagementId == found.EngagementId && volunteers.Contains(r.VolunteerId) && (!lateOnly || r.Grade == EvidenceGrade.D))
            .OrderBy(r => r.Id).Take(RecordsShown).ToListAsync(ct);
        var names = await people.FindAsync(records.Select(r => r.VolunteerId), ct);
        return new((await LinesAsync([found], ct))[0], [.. records.Select(r => new AnomalyRecord(sourceId, r.Id, names.GetValueOrDefault(r.VolunteerId)?.Name ?? "", r.Minutes, r.Grade, r.State, r.HeldAt is not null))]);
    }

    private async Task<List<AnomalyLine>> LinesAsync(List<AnomalyCase> rows, CancellationToken ct)
    {
        var names = await people.FindAsync(rows.SelectMany(r => r.VolunteerIds.Take(NamesShown)), ct);
        var (mine, open) = (new HashSet<Guid>(), rows.FindAll(r => r.IsOpen));
        var (sources, engagements) = (open.Select(r => r.SourceId).Distinct().ToList(), open.Select(r => r.EngagementId).Distinct().ToList());
        var volunteers = open.SelectMany(r => r.VolunteerIds).Distinct().ToList();
        var records = open.Count == 0 ? [] : await db.Set<ServiceRecord>().AsNoTracking()
            .Where(r => sources.Contains(r.SourceId) && engagements.Contains(r.EngagementId) && volunteers.Contains(r.VolunteerId) && r.State != RecordState.Void).ToListAsync(ct);
        var parts = await hands.OfAsync(records, ct);
        foreach (var row in open)
        {
            var own = records.Where(r => r.EngagementId == row.EngagementId && row.VolunteerIds.Contains(r.VolunteerId) && (row.Kind != AnomalyKind.BackfillShare || r.Grade == EvidenceGrade.D));
            if (!own.Any(r => parts[r.Id].Contains(db.Viewer.PersonId)) && await referees.MayDecideAsync(row.DivisionCode, row.TeamId, [row.LeadId, .. row.VolunteerIds], ct))
            {
                mine.Add(row.Id);
            }
        }

        return rows.ConvertAll(r => new AnomalyLine(
            r.SourceId, r.Id, r.Kind, r.Title, r.Organiser, L[r.Evidence, [.. r.Arguments]], r.VolunteerIds.Length,
            [.. r.VolunteerIds.Take(NamesShown).Select(id => names.GetValueOrDefault(id)?.Name ?? "")], r.At, r.State, r.Decision, mine.Contains(r.Id)));
    }
}
