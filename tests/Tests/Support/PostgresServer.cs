using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Weiguang.Tests.Support.PostgresServer))]

namespace Weiguang.Tests.Support;

/// <summary>
/// A private PostgreSQL of this test run: an ordinary user's, on a free loopback port, in a temporary folder, started when first asked for.
/// It ends with this process whatever happens, because its shell waits on a pipe that the process holds. TEST_POSTGRES names another server instead.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly string? Binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "postgres"))).Max()
        : null;

    private static readonly string? Given = Environment.GetEnvironmentVariable("TEST_POSTGRES");
    private static readonly Lock Gate = new();
    private static Process? _shell;
    private static string? _connection;

    /// <summary>The server refuses root; fsync is off because the data dies with the run.</summary>
    private const string Script = """
        data=$(mktemp -d "${TMPDIR:-/tmp}/weiguang-pg-XXXXXX") || exit 1
        "$1/initdb" -D "$data" -U weiguang -A trust --no-sync -E UTF8 --locale=C.UTF-8 >"$data.log" 2>&1 || { cat "$data.log"; exit 1; }
        "$1/postgres" -D "$data" -p "$2" -k "" -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off \
            -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB >>"$data.log" 2>&1 &
        server=$!
        trap : INT TERM
        i=0
        until "$1/pg_isready" -q -h 127.0.0.1 -p "$2"; do
            i=$((i+1)); [ $i -gt 300 ] && { cat "$data.log"; break; }; sleep 0.05
        done
        echo ready
        read -r _ || :
        kill -INT $server; wait $server
        rm -rf "$data" "$data.log"
        """;

    public static bool IsAvailable => Given is not null || Binaries is not null;

    /// <summary>A connection string without a database.</summary>
    public static string Connection
    {
        get
        {
            lock (Gate)
            {
                return _connection ??= Given ?? Start();
            }
        }
    }

    public static string Database(string name) => new NpgsqlConnectionStringBuilder(Connection) { Database = name, MaxPoolSize = 40 }.ConnectionString;

    public static async Task CreateAsync(string name, string? template = null)
    {
        await using var connection = new NpgsqlConnection(Database("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE \"{name}\"" + (template is null ? "" : $" TEMPLATE \"{template}\""), connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task DropAsync(string name)
    {
        await using var connection = new NpgsqlConnection(Database("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        _shell?.StandardInput.Close();
        _shell?.WaitForExit(TimeSpan.FromSeconds(10));
        _shell?.Dispose();
    }

    private static string Start()
    {
        var port = FreePort();
        string[] command = ["sh", "-c", Script, "sh", Binaries!, port.ToString()];
        string[] all = Environment.IsPrivilegedProcess ? ["runuser", "-u", OrdinaryUser(), "--", .. command] : command;
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/tmp" };
        _shell = Process.Start(start)!;
        var said = "";
        while (_shell.StandardOutput.ReadLine() is { } line)
        {
            if (line == "ready")
            {
                return $"Host=127.0.0.1;Port={port};Username=weiguang";
            }

            said += line + "\n";
        }

        throw new InvalidOperationException($"PostgreSQL did not start:\n{said}");
    }

    private static string OrdinaryUser() => File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
