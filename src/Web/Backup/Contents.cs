using System.IO.Compression;
using Weiguang.Kernel;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Backup;

/// <summary>What may stand in a backup: what it is, the database, and files that are neither the database, nor a key, nor a lock. Looked at before anything is unpacked.</summary>
internal static class Contents
{
    private static readonly string[] NotFiles = ["master.key", "start.lock"];
    private static readonly string[] Besides = ["", "-wal", "-shm", "-journal", ".lock"];

    /// <summary>The file that the database is; on PostgreSQL the one it would be.</summary>
    public static string DatabaseOf(IConfiguration configuration) => configuration.IsPostgres() ? "weiguang.db" : configuration.DatabaseFile();

    /// <summary>Whether a file of the data folder, named from there, belongs into a backup. Folders whose names differ in case alone are one on some systems.</summary>
    /// <param name="database">The database's file, wherever it is.</param>
    public static bool IsFile(string name, string database)
    {
        var first = name.Split('/', '\\')[0];
        return !NotFiles.Contains(first, StringComparer.OrdinalIgnoreCase)
            && !Besides.Any(end => first.Equals($"weiguang.db{end}", StringComparison.OrdinalIgnoreCase) || first.Equals(Path.GetFileName(database) + end, StringComparison.OrdinalIgnoreCase))
            && !first.StartsWith(Restoration.Draft, StringComparison.OrdinalIgnoreCase)
            && !first.EndsWith(".next", StringComparison.OrdinalIgnoreCase)
            && !first.EndsWith(Restoration.Draft, StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="room">How many bytes the data folder has left.</param>
    /// <exception cref="SetupException">Something is missing, stands there twice, has no business there, or is more than there is room for.</exception>
    /// <param name="database">The file of the database that is here.</param>
    public static void Check(ZipArchive zip, Manifest manifest, long room, string database)
    {
        string[] missing = [.. (manifest.Files?.Keys ?? Enumerable.Empty<string>()).Prepend(BackupFile.DatabaseEntry).Where(name => zip.GetEntry(name) is null)];
        if (missing.Length > 0)
        {
            throw new SetupException($"This backup is damaged: it lacks {missing[0]}.");
        }

        if (zip.Entries.GroupBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SetupException($"This backup is damaged: it has {twice.Key} twice.");
        }

        foreach (var entry in zip.Entries.Where(e => !IsFolder(e)))
        {
            Check(entry.FullName, manifest, database);
        }

        // Asked of what the entries say; more than they say is not unpacked.
        var needed = zip.Entries.Sum(e => (decimal)e.Length);
        if (needed > room)
        {
            throw new SetupException($"This backup needs {needed / 1_000_000:N0} MB, and the data folder has room for {room / 1_000_000:N0}.");
        }
    }

    public static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/');

    private static void Check(string name, Manifest manifest, string database)
    {
        if (name is Manifest.Name)
        {
            return;
        }

        var parts = name.Split('/', '\\');
        if (parts.Contains("..") || Path.IsPathRooted(name))
        {
            throw new SetupException($"This backup names a file outside the data folder: {name}.");
        }

        // Another way of writing a name is no name: files/./master.key is files/master.key.
        var isFile = name.StartsWith(BackupFile.FilesFolder, StringComparison.Ordinal) && !parts.Any(part => part is "" or ".") && IsFile(name[BackupFile.FilesFolder.Length..], database);
        var mayBe = name is BackupFile.DatabaseEntry || isFile;
        if (!mayBe || manifest.Files?.ContainsKey(name) == false)
        {
            throw new SetupException($"This backup has something that no backup has: {name}. Nothing of it was unpacked.");
        }
    }
}
