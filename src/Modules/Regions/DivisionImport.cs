using System.Text.Encodings.Web;
using System.Text.Json;
using Weiguang.Kernel.Time;
using Weiguang.Regions.Divisions;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions;

/// <summary>Brings divisions into the database, the built-in three provinces or a file of the same form. Again and again: names are renewed, nothing is removed, former codes stay.</summary>
public sealed class DivisionImport
{
    private const int Batch = 4000;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly AppDbContext _db;
    private readonly DivisionCache _cache;
    private readonly TimeProvider _clock;

    internal DivisionImport(AppDbContext db, DivisionCache cache, TimeProvider clock) => (_db, _cache, _clock) = (db, cache, clock);

    /// <summary>True before the first import.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken ct = default) => !await _db.Set<DivisionEdition>().AnyAsync(ct);

    /// <summary>Imports the built-in divisions.</summary>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <returns>How many divisions.</returns>
    public async Task<int> RunAsync(IProgress<double>? progress = null, CancellationToken ct = default)
    {
        using var data = DivisionFile.BuiltIn();
        return await RunAsync(DivisionFile.Read(data), "divisions.tsv, 2023-06-30", progress, ct);
    }

    /// <summary>Imports a file: tab-separated, with a heading; code and name, and where known kind and pinyin; plain, .br or .gz.</summary>
    /// <exception cref="InvalidDataException">A row cannot be a division; the message names its line. Nothing is imported then.</exception>
    public async Task<int> RunAsync(string file, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        using var data = DivisionFile.Open(file);
        return await RunAsync(DivisionFile.Read(data), Path.GetFileName(file), progress, ct);
    }

    private async Task<int> RunAsync(IReadOnlyList<Division> divisions, string source, IProgress<double>? progress, CancellationToken ct)
    {
        var sql = _db.ReadSql(typeof(DivisionFile), "DivisionUpsert");
        await using var work = await _db.BeginWorkAsync(ct);
        for (var done = 0; done < divisions.Count; done += Batch)
        {
            var rows = divisions.Skip(done).Take(Batch).Select(d => new object[] { d.Code, d.Name, d.Level, d.Parent, d.Kind.ToString(), d.Pinyin });
            await _db.Database.ExecuteSqlRawAsync(sql, [JsonSerializer.Serialize(rows, Plain)], ct);
            progress?.Report(Math.Min(1, (done + Batch) / (double)divisions.Count));
        }

        await AddAliasesAsync(ct);
        _db.Add(new DivisionEdition { Source = source, Rows = divisions.Count, ImportedAt = _clock.Now() });
        await _db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        _cache.Forget();
        return divisions.Count;
    }

    private async Task AddAliasesAsync(CancellationToken ct)
    {
        var known = await _db.Set<DivisionAlias>().Select(a => a.OldCode).ToListAsync(ct);
        _db.AddRange(DivisionFile.BuiltInAliases().Where(a => !known.Contains(a.OldCode)));
    }
}
