using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
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
    internal const string ManifestName = "manifest.json";
    private const string FilesFolder = "files/";
    private static readonly string[] NotFiles = ["weiguang.db", "weiguang.db-wal", "weiguang.db-shm", "master.key", "start.lock"];

    private IDatabaseCopy Copy => configuration.IsPostgres() ? new PostgresCopy(db) : new SqliteCopy(db);

    public async Task WriteAsync(string path, CancellationToken ct)
    {
        var work = Directory.CreateTempSubdirectory("weiguang-backup-");
        try
        {
            var copy = Path.Combine(work.FullName, "database");
            await Copy.WriteAsync(copy, ct);
            var draft = path + ".part"; // The name appears when the backup is whole.
            await using (var zip = await ZipFile.OpenAsync(draft, ZipArchiveMode.Create, ct))
            {
                await WriteManifestAsync(zip, ct);
                await zip.CreateEntryFromFileAsync(copy, "database", CompressionLevel.Fastest, ct);
                foreach (var file in Files())
                {
                    await zip.CreateEntryFromFileAsync(Path.Combine(configuration.DataFolder(), file), FilesFolder + file, ct);
                }
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <exception cref="SetupException">The backup does not fit this program or database, or there is something to lose.</exception>
    public async Task RestoreAsync(string path, bool force, CancellationToken ct)
    {
        await using var zip = await ZipFile.OpenReadAsync(path, ct);
        await CheckAsync(zip, ct);
        if (!force && await Copy.HasTablesAsync(ct))
        {
            throw new SetupException("This database is not empty. Restore into an empty one, or give --force to lose what is in it.");
        }

        var work = Directory.CreateTempSubdirectory("weiguang-restore-");
        try
        {
            var copy = Path.Combine(work.FullName, "database");
            await zip.GetEntry("database")!.ExtractToFileAsync(copy, ct);
            await Copy.ReadAsync(copy, ct);
        }
        finally
        {
            work.Delete(recursive: true);
        }

        foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith(FilesFolder, StringComparison.Ordinal)))
        {
            await RestoreFileAsync(entry, ct);
        }
    }

    private async Task RestoreFileAsync(ZipArchiveEntry entry, CancellationToken ct)
    {
        var folder = configuration.DataFolder() + Path.DirectorySeparatorChar;
        var target = Path.GetFullPath(Path.Combine(folder, entry.FullName[FilesFolder.Length..]));
        if (!target.StartsWith(folder, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"The backup names a file outside the data folder: {entry.FullName}");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await entry.ExtractToFileAsync(target, overwrite: true, ct);
    }

    private async Task CheckAsync(ZipArchive zip, CancellationToken ct)
    {
        var entry = zip.GetEntry(ManifestName) ?? throw new SetupException("This is no backup of Weiguang: it has no manifest.json.");
        await using var stream = await entry.OpenAsync(ct);
        var manifest = (await JsonSerializer.DeserializeAsync<Manifest>(stream, cancellationToken: ct))!;
        var kind = configuration.IsPostgres() ? "Postgres" : "Sqlite";
        if (manifest.Database != kind)
        {
            throw new SetupException($"This is a backup of {manifest.Database}; the database here is {kind}.");
        }

        if (!db.Database.GetMigrations().Contains(manifest.Migration))
        {
            throw new SetupException($"This backup was made by version {manifest.Version} with the migration {manifest.Migration}, which this program ({Version}) does not know. Restore it with that version.");
        }
    }

    private async Task WriteManifestAsync(ZipArchive zip, CancellationToken ct)
    {
        var migration = (await db.Database.GetAppliedMigrationsAsync(ct)).Last();
        await using var stream = await zip.CreateEntry(ManifestName).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(stream, new Manifest(Version, configuration.IsPostgres() ? "Postgres" : "Sqlite", migration, clock.GetUtcNow().UtcDateTime), cancellationToken: ct);
    }

    private IEnumerable<string> Files()
    {
        var folder = configuration.DataFolder();
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))
            .Where(file => !NotFiles.Contains(file) && Path.GetExtension(file) is not (".zip" or ".part")); // No backups of backups.
    }

    private static string Version => typeof(BackupFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private sealed record Manifest(string Version, string Database, string Migration, DateTime MadeAt);
}

/// <summary>How one kind of database gives a consistent copy of itself while it is written to, and takes one back.</summary>
internal interface IDatabaseCopy
{
    Task<bool> HasTablesAsync(CancellationToken ct);

    Task WriteAsync(string path, CancellationToken ct);

    /// <summary>Replaces everything by the copy.</summary>
    Task ReadAsync(string path, CancellationToken ct);
}
