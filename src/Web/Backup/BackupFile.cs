using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Backup;

/// <summary>
/// One .zip with everything but the master key: what it is (manifest.json), the database, and the files of the data folder that are not the database.
/// Personal data in it stays sealed; whoever restores needs the master key from elsewhere.
/// </summary>
internal sealed class BackupFile(AppDbContext db, IConfiguration configuration, TimeProvider clock)
{
    internal const string DatabaseEntry = "database";
    internal const string FilesFolder = "files/";

    public async Task WriteAsync(string path, CancellationToken ct)
    {
        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new SetupException(Directory.Exists(path) ? $"{path} is a folder; name a file." : $"There is no folder {Path.GetDirectoryName(path)}; make it first.");
        }

        var work = Directory.CreateTempSubdirectory("weiguang-backup-");
        var draft = path + ".part"; // The name appears when the backup is whole.
        try
        {
            var copy = Path.Combine(work.FullName, DatabaseEntry);
            var source = IDatabaseCopy.Of(db, configuration);
            await source.WriteAsync(copy, ct);
            await source.CheckAsync(copy, ct);
            await PackAsync(draft, copy, ct);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            work.Delete(recursive: true);
            File.Delete(draft);
        }
    }

    private async Task PackAsync(string draft, string copy, CancellationToken ct)
    {
        File.Delete(draft); // Of a backup that was killed.
        await using var zip = await ZipFile.OpenAsync(draft, ZipArchiveMode.Create, ct);
        var sums = new Dictionary<string, string>();
        foreach (var (entry, file) in Files().Select(name => (FilesFolder + name, Path.Combine(configuration.DataFolder(), name))).Prepend((DatabaseEntry, copy)))
        {
            sums[entry] = await Manifest.SumAsync(file, ct);
            await zip.CreateEntryFromFileAsync(file, entry, CompressionLevel.Fastest, ct);
        }

        var migration = (await db.Database.GetAppliedMigrationsAsync(ct)).Last();
        await new Manifest(Manifest.Program, configuration.IsPostgres() ? "Postgres" : "Sqlite", migration, clock.GetUtcNow().UtcDateTime, sums).WriteAsync(zip, ct);
    }

    private IEnumerable<string> Files()
    {
        var (folder, database) = (configuration.DataFolder(), Contents.DatabaseOf(configuration));
        return (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : []).Select(file => Path.GetRelativePath(folder, file))
            .Where(file => Contents.IsFile(file, database) && Path.GetExtension(file) is not (".zip" or ".part")); // No backups of backups.
    }
}

/// <summary>How one kind of database gives a consistent copy of itself while it is written to, and takes one back.</summary>
internal interface IDatabaseCopy
{
    static IDatabaseCopy Of(AppDbContext db, IConfiguration configuration) => configuration.IsPostgres() ? new PostgresCopy(db, configuration) : new SqliteCopy(configuration);

    /// <summary>Whether there is something to lose. What cannot be read counts as something.</summary>
    Task<bool> HasTablesAsync(CancellationToken ct);

    Task WriteAsync(string path, CancellationToken ct);

    /// <exception cref="SetupException">The copy cannot be read whole.</exception>
    Task CheckAsync(string path, CancellationToken ct);

    /// <summary>One column of a table of the copy, empty where it is NULL; null when there is no such table or column.</summary>
    Task<List<string>?> ColumnAsync(string path, string table, string column, CancellationToken ct);

    /// <summary>Replaces everything by the copy, all or nothing: whenever the process ends, there is the old database or the new one.</summary>
    Task ReplaceAsync(string path, CancellationToken ct);
}
