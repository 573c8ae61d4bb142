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

        var folder = configuration.ProvideDataFolder();
        var draft = Path.Combine(folder, Draft);
        Remove(draft); // Of a restore that was killed.
        Contents.Check(zip, manifest, new DriveInfo(folder).AvailableFreeSpace, Contents.DatabaseOf(configuration));
        try
        {
            await UnpackAsync(zip, manifest, draft, ct);
            var copy = Path.Combine(draft, BackupFile.DatabaseEntry);
            await CheckDatabaseAsync(manifest, copy, ct);
            PutFiles(Path.Combine(draft, BackupFile.FilesFolder)); // First: more files than rows do no harm, fewer do.
            await _database.ReplaceAsync(copy, ct);
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
        foreach (var entry in zip.Entries.Where(e => e.FullName != Manifest.Name && !Contents.IsFolder(e)))
        {
            var target = Path.GetFullPath(Path.Combine(draft, entry.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await entry.ExtractToFileAsync(target, ct);
            await manifest.CheckAsync(entry.FullName, target, ct);
        }
    }

    private async Task CheckDatabaseAsync(Manifest manifest, string copy, CancellationToken ct)
    {
        await _database.CheckAsync(copy, ct);
        var migrations = await _database.ColumnAsync(copy, "__EFMigrationsHistory", "MigrationId", ct);
        if (migrations is null || await _database.ColumnAsync(copy, "__EFMigrationsHistory", "ProductVersion", ct) is null)
        {
            throw new SetupException("The database in this backup is none of Weiguang: it does not say which migrations it has.");
        }

        if (!migrations.Contains(manifest.Migration) || migrations.Except(db.Database.GetMigrations()).Any())
        {
            throw new SetupException("The database in this backup is not of the version its manifest.json names.");
        }

        CheckKeys(await _database.ColumnAsync(copy, "kernel_data_key", "wrapped", ct) ?? throw new SetupException("The database in this backup is damaged: it has no data keys."));
    }

    private void CheckKeys(List<string> wrapped)
    {
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
        catch (Exception e) when (e is FormatException or OverflowException) // Not base64, or too short to be sealed.
        {
            throw new SetupException("The database in this backup is damaged: one of its data keys is no key.");
        }
    }

    /// <summary>Of a restore that was killed and never run again: a whole database lies there. Whoever calls holds the start lock, so none is under way.</summary>
    public static void Forget(IConfiguration configuration) => Remove(Path.Combine(configuration.DataFolder(), Draft));

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
