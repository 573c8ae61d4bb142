using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Backup;

/// <summary>Brings a backup back. Everything is unpacked beside the data and checked there; only then is the database replaced, in one step.</summary>
internal sealed class Restoration(AppDbContext db, IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Where it is unpacked, within the data folder, so that the last step is a mere renaming.</summary>
    public const string Draft = ".restore";

    private readonly IDatabaseCopy _database = IDatabaseCopy.Of(db, configuration);

    /// <exception cref="SetupException">The backup is damaged, does not fit this program, database or key, or there is something to lose. Nothing was changed.</exception>
    public async Task RunAsync(string path, bool force, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(path, ct);
            await FromAsync(zip, force, ct);
        }
        catch (InvalidDataException e)
        {
            throw new SetupException($"{path} is damaged, or no backup: {e.Message}");
        }
    }

    private async Task FromAsync(ZipArchive zip, bool force, CancellationToken ct)
    {
        var manifest = await Manifest.ReadAsync(zip, ct);
        CheckFit(manifest);
        if (!force && await _database.HasTablesAsync(ct))
        {
            throw new SetupException("This database is not empty. Restore into an empty one, or give --force to lose what is in it.");
        }

        var draft = Path.Combine(configuration.ProvideDataFolder(), Draft);
        try
        {
            Remove(draft); // Of a restore that was killed.
            await UnpackAsync(zip, manifest, draft, ct);
            var copy = Path.Combine(draft, BackupFile.DatabaseEntry);
            await CheckDatabaseAsync(manifest, copy, ct);
            await _database.ReplaceAsync(copy, ct);
            PutFiles(Path.Combine(draft, BackupFile.FilesFolder));
        }
        finally
        {
            Remove(draft);
        }
    }

    private void CheckFit(Manifest manifest)
    {
        var kind = configuration.IsPostgres() ? "Postgres" : "Sqlite";
        if (manifest.Database != kind)
        {
            throw new SetupException($"This is a backup of {manifest.Database}; the database here is {kind}.");
        }

        if (!db.Database.GetMigrations().Contains(manifest.Migration))
        {
            throw new SetupException($"This backup was made by version {manifest.Version} with the migration {manifest.Migration}, which this program ({Manifest.Program}) does not know. Restore it with that version.");
        }
    }

    private static async Task UnpackAsync(ZipArchive zip, Manifest manifest, string draft, CancellationToken ct)
    {
        string[] missing = [.. (manifest.Files?.Keys.ToArray() ?? [BackupFile.DatabaseEntry]).Where(name => zip.GetEntry(name) is null)];
        if (missing.Length > 0)
        {
            throw new SetupException($"This backup is damaged: it lacks {missing[0]}.");
        }

        foreach (var entry in zip.Entries.Where(e => e.FullName != Manifest.Name && !e.FullName.EndsWith('/')))
        {
            var target = Path.GetFullPath(Path.Combine(draft, entry.FullName));
            if (!target.StartsWith(draft + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new SetupException($"This backup names a file outside the data folder: {entry.FullName}.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await entry.ExtractToFileAsync(target, ct);
            await manifest.CheckAsync(entry.FullName, target, ct);
        }
    }

    private async Task CheckDatabaseAsync(Manifest manifest, string copy, CancellationToken ct)
    {
        await _database.CheckAsync(copy, ct);
        var migrations = await _database.ColumnAsync(copy, "__EFMigrationsHistory", "MigrationId", ct);
        if (!migrations.Contains(manifest.Migration) || migrations.Except(db.Database.GetMigrations()).Any())
        {
            throw new SetupException("The database in this backup is not of the version its manifest.json names.");
        }

        var wrapped = await _database.ColumnAsync(copy, "kernel_data_key", "wrapped", ct);
        if (wrapped.Count == 0)
        {
            return;
        }

        var key = MasterKeys.Existing(configuration, environment) ?? throw new SetupException("No master key is here to open this backup: set Security:MasterKey, or put master.key into the data folder, as it was when the backup was made.");
        try
        {
            wrapped.ForEach(one => key.Unwrap(one));
        }
        catch (CryptographicException)
        {
            throw new SetupException("The master key in use does not open the personal data of this backup. Set Security:MasterKey to the one it was made with.");
        }
    }

    private void PutFiles(string from)
    {
        foreach (var file in Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).ToList() : [])
        {
            var target = Path.Combine(configuration.DataFolder(), Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(file, target, overwrite: true);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
