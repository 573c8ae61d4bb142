using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Weiguang.Bench.Stage;

/// <summary>A private PostgreSQL with its own settings for durability (fsync and synchronous commit on), as an ordinary user on a free loopback port.</summary>
internal static class PostgresStage
{
    private const string Script = """
        data=$(mktemp -d "${TMPDIR:-/tmp}/weiguang-bench-XXXXXX") || exit 1
        "$1/initdb" -D "$data" -U weiguang -A trust -E UTF8 --locale=C.UTF-8 >"$data.log" 2>&1 || { cat "$data.log"; exit 1; }
        "$1/postgres" -D "$data" -p "$2" -k "" -c listen_addresses=127.0.0.1 -c max_connections=300 \
            -c shared_buffers=512MB -c max_wal_size=4GB >>"$data.log" 2>&1 &
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

    private static Process? _shell;
    private static string? _connection;

    /// <summary>A fresh database; its connection string.</summary>
    public static async Task<string> DatabaseAsync(string name)
    {
        var server = _connection ??= Start();
        await using var connection = new NpgsqlConnection(server + ";Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"CREATE DATABASE \"{name}\"";
        await command.ExecuteNonQueryAsync();
        return $"{server};Database={name}";
    }

    public static void Stop()
    {
        NpgsqlConnection.ClearAllPools();
        _shell?.StandardInput.Close();
        _shell?.WaitForExit(TimeSpan.FromSeconds(20));
    }

    private static string Start()
    {
        var binaries = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "postgres"))).Max()!;
        var port = FreePort();
        string[] command = ["sh", "-c", Script, "sh", binaries, port.ToString()];
        string[] all = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;
        _shell = Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/tmp" })!;
        var said = new List<string>();
        while (_shell.StandardOutput.ReadLine() is { } line)
        {
            if (line == "ready")
            {
                return $"Host=127.0.0.1;Port={port};Username=weiguang";
            }

            said.Add(line);
        }

        throw new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', said)}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
