using Microsoft.Data.Sqlite;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.Web.Persistence;

namespace Weiguang.Web;

/// <summary>Finds the master key: configuration first, then the file beside the embedded database. Only in Development is one made unasked.</summary>
internal static class MasterKeys
{
    private const string Setting = "Security:MasterKey";

    /// <exception cref="SetupException">There is none and none may be made, or it is no key.</exception>
    public static MasterKey Find(IConfiguration configuration, IHostEnvironment environment)
    {
        if (Existing(configuration, environment) is { } key)
        {
            return key;
        }

        if (configuration.IsPostgres())
        {
            return environment.IsDevelopment() ? Make(configuration)
                : throw new SetupException($"Set {Setting} (32 bytes in base64, e.g. `openssl rand -base64 32`): without it personal data can be neither sealed nor read.");
        }

        if (!environment.IsDevelopment())
        {
            throw new SetupException($"Set {Setting} (32 bytes in base64, e.g. `openssl rand -base64 32`), or make a key beside the database with `keys new`: without it personal data can be neither sealed nor read.");
        }

        var made = Make(configuration);
        Console.Error.WriteLine($"WARNING  A master key was made for this demo: {FileOf(configuration)}\n         Whoever has it reads all personal data; whoever loses it loses them. In earnest use set {Setting}.");
        return made;
    }

    /// <summary>The key of the configuration or of the file; null when there is neither. In Production a file beside PostgreSQL is a stray: each node might have another.</summary>
    /// <exception cref="SetupException">What is there is no key.</exception>
    public static MasterKey? Existing(IConfiguration configuration, IHostEnvironment environment) =>
        configuration[Setting] is { Length: > 0 } configured ? Parse(configured, Setting)
        : (!configuration.IsPostgres() || environment.IsDevelopment()) && File.Exists(FileOf(configuration)) ? Parse(File.ReadAllText(FileOf(configuration)), FileOf(configuration))
        : null;

    /// <summary>Makes the file; never over another, and never beside a database whose data another key sealed.</summary>
    /// <exception cref="SetupException">There is a key, or data that this one could not open.</exception>
    public static MasterKey Make(IConfiguration configuration)
    {
        var file = FileOf(configuration);
        if (File.Exists(file))
        {
            throw new SetupException($"There is a master key already: {file}. Change it with `keys rewrap`.");
        }

        if (!configuration.IsPostgres() && IsSealed(configuration.DatabaseFile()))
        {
            throw new SetupException($"The personal data in {configuration.DatabaseFile()} were sealed with a master key that is not here: put it back as {file} or set {Setting}. A new one could not open them.");
        }

        configuration.ProvideDataFolder();
        var text = MasterKey.Generate();
        using (var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        return MasterKey.Parse(text);
    }

    /// <exception cref="SetupException">The text is no key.</exception>
    public static MasterKey Parse(string text, string source)
    {
        try
        {
            return MasterKey.Parse(text);
        }
        catch (FormatException)
        {
            throw new SetupException($"{source} holds no master key: it must be 32 bytes in base64, 44 characters, as `openssl rand -base64 32` makes them.");
        }
    }

    public static string FileOf(IConfiguration configuration) => Path.Combine(configuration.DataFolder(), "master.key");

    private static bool IsSealed(string database)
    {
        if (!File.Exists(database))
        {
            return false;
        }

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'kernel_data_key'";
        if (command.ExecuteScalar() is not 1L)
        {
            return false;
        }

        command.CommandText = "SELECT COUNT(*) FROM kernel_data_key";
        return command.ExecuteScalar() is > 0L;
    }
}
