using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Weiguang.Tests.Support;

/// <summary>
/// A PostgreSQL of one process: an ordinary user's (the server refuses root), on a free loopback port, in a temporary folder.
/// It ends with this process whatever happens, because its shell waits on a pipe that the process holds.
/// </summary>
internal sealed class PrivatePostgres : IDisposable
{
    private const string Script = """
        data=$(mktemp -d "${TMPDIR:-/tmp}/weiguang-pg-XXXXXX") || exit 1
        bin=$1 port=$2; shift 2
        "$bin/initdb" -D "$data" -U weiguang -A trust --no-sync -E UTF8 --locale=C.UTF-8 >"$data.log" 2>&1 || { cat "$data.log"; exit 1; }
        "$bin/postgres" -D "$data" -p "$port" -k "" -c listen_addresses=127.0.0.1 -c max_connections=300 "$@" >>"$data.log" 2>&1 &
        server=$!
        trap : INT TERM
        i=0
        until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
            i=$((i+1)); [ $i -gt 300 ] && { cat "$data.log"; break; }; sleep 0.05
        done
        echo ready
        read -r _ || :
        kill -INT $server; wait $server
        rm -rf "$data" "$data.log"
        """;

    private static readonly string? Binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "postgres"))).Max()
        : null;

    private readonly Process _shell;

    /// <param name="settings">As on the server's command line: <c>-c fsync=off</c>.</param>
    public PrivatePostgres(params IEnumerable<string> settings)
    {
        var port = FreePort();
        string[] command = ["sh", "-c", Script, "sh", Binaries ?? throw new InvalidOperationException("PostgreSQL is not installed."), port.ToString(), .. settings];
        string[] all = Environment.IsPrivilegedProcess ? ["runuser", "-u", OrdinaryUser(), "--", .. command] : command;
        _shell = Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/tmp" })!;
        Connection = $"Host=127.0.0.1;Port={port};Username=weiguang";
        var said = new List<string>();
        while (_shell.StandardOutput.ReadLine() is { } line && line != "ready")
        {
            said.Add(line);
        }

        if (_shell.HasExited || said.Count > 0)
        {
            throw new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', said)}");
        }
    }

    public static bool IsInstalled => Binaries is not null;

    /// <summary>A connection string without a database.</summary>
    public string Connection { get; }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(20));
        _shell.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string OrdinaryUser() => File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}
