using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Regions.Domain;
using Weiguang.Regions.Stations.Desk;
using Weiguang.Regions.Stations.Import;

namespace Weiguang.Regions;

/// <summary>
/// Brings stations in from a CSV file. A row of the same division and name changes the station that is there. Without partial, one bad row
/// keeps everything out. The viewer's divisions bound what may come in.
/// </summary>
public sealed class StationImport
{
    private readonly AppDbContext _db;
    private readonly StationCheck _check;
    private readonly StationBook _book;
    private readonly TimeProvider _clock;

    internal StationImport(AppDbContext db, StationCheck check, StationBook book, TimeProvider clock) => (_db, _check, _book, _clock) = (db, check, book, clock);

    /// <param name="partial">Let the good rows in even when others are bad.</param>
    public async Task<StationImportResult> RunAsync(Stream csv, bool partial, CancellationToken ct = default)
    {
        var file = await StationCsv.ReadAsync(csv, ct);
        var errors = file.Errors.ToList();
        var rows = await CheckAsync(file, errors, ct);
        if (errors.Count > 0 && !(partial && rows.Count > 0))
        {
            return new(0, 0, 0, [.. errors.OrderBy(e => e.Line)], false);
        }

        var known = await _book.Mine.ToDictionaryAsync(s => (s.DivisionCode, s.Name), ct);
        var (added, changed) = (0, 0);
        foreach (var facts in rows.Values)
        {
            if (!known.TryGetValue((facts.DivisionCode, facts.Name), out var station))
            {
                _db.Add(Station.Found(facts, _clock.Now()));
                added++;
            }
            else if (station.Change(facts, _clock.Now()))
            {
                changed++;
            }
        }

        await _db.SaveChangesAsync(ct);
        return new(added, changed, rows.Count - added - changed, [.. errors.OrderBy(e => e.Line)], true);
    }

    private async Task<Dictionary<(long, string), StationFacts>> CheckAsync(StationCsv file, List<RowError> errors, CancellationToken ct)
    {
        var rows = new Dictionary<(long, string), StationFacts>();
        foreach (var (line, draft) in file.Rows)
        {
            var (facts, wrong) = await _check.CheckAsync(draft, ct);
            errors.AddRange(wrong.Select(e => new RowError(line, file.Heading(e.Field), StationCsv.Value(draft, e.Field), e.Text, e.Arguments)));
            if (facts is not null && !rows.TryAdd((facts.DivisionCode, facts.Name), facts))
            {
                errors.Add(new(line, file.Heading(nameof(draft.Name)), draft.Name ?? "", Phrase.Of("前面已有同一个地方、同一个名称的站点")));
            }
        }

        return rows;
    }
}
