using Weiguang.Kernel;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Start;

/// <summary>
/// A SQLite database has one server, or one verb that writes. The lock is the system's own, on a file beside the database, and goes with the process however that ends:
/// nothing stale is ever left. PostgreSQL has its own ways and many nodes. <c>verify</c> and <c>backup</c> only read and need no lock.
/// </summary>
internal static class ServerLock
{
    /// <exception cref="SetupException">Somebody else has it.</exception>
    public static IDisposable? Take(IConfiguration configuration)
    {
        if (configuration.IsPostgres())
        {
            return null;
        }

        configuration.ProvideDataFolder();
        var database = configuration.DatabaseFile();
        var path = $"{database}.lock";
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new SetupException($"A server or a verb that writes is already at work on {database}: SQLite takes one at a time; stop it first, or give another folder with --data.");
        }
    }
}
