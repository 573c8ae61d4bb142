using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Weiguang.Kernel;

namespace Weiguang.Web.Backup;

/// <summary>PostgreSQL's own pg_dump, pg_restore and psql, in the custom format; they must be installed and not older than the server.</summary>
internal sealed class PostgresCopy(AppDbContext db, IConfiguration configuration) : IDatabaseCopy
{
    public Task<bool> HasTablesAsync(CancellationToken ct) => AskAsync("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')", ct);

    public Task WriteAsync(string path, CancellationToken ct) => RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={path}", "--dbname", Server.Database!], ct);

    /// <summary>Reads every row of the dump, not only its table of contents.</summary>
    public async Task CheckAsync(string path, CancellationToken ct)
    {
        try
        {
            await RunAsync("pg_restore", ["--file=/dev/null", path], ct);
        }
        catch (SetupException e) when (e.Message.Contains(" ended with ", StringComparison.Ordinal))
        {
            throw new SetupException($"The database in the backup is damaged: {e.Message}");
        }
    }

    public async Task<List<string>?> ColumnAsync(string path, string table, string column, CancellationToken ct)
    {
        var text = await RunAsync("pg_restore", ["--data-only", $"--table={table}", "--file=-", path], ct);
        var lines = text.Split('\n');
        var head = Array.FindIndex(lines, line => line.StartsWith("COPY ", StringComparison.Ordinal));
        if (head < 0)
        {
            return null;
        }

        var columns = lines[head][(lines[head].IndexOf('(') + 1)..lines[head].IndexOf(')')].Split(", ").Select(name => name.Trim('"')).ToList();
        var at = columns.IndexOf(column);
        return at < 0 ? null : [.. lines.Skip(head + 1).TakeWhile(line => line != "\\.").Select(line => line.Split('\t')[at] is var value and not "\\N" ? value : "")];
    }

    /// <summary>One transaction drops the old tables and makes the new ones: until it commits the old ones are there. The extension goes with the schema it was made in, and a dump of one schema has none (docs/operations.md).</summary>
    public async Task ReplaceAsync(string path, CancellationToken ct)
    {
        if (await AskAsync("SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN weiguang_live')", ct))
        {
            throw new SetupException("A server is running on this database: stop it first.");
        }

        var script = $"{path}.sql";
        await RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--schema=public", $"--file={script}", path], ct);
        await RunAsync("psql",
        [
            "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--dbname", Server.Database!,
            "--command=SET lock_timeout = '20s'; SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE EXTENSION IF NOT EXISTS btree_gist;", $"--file={script}",
        ], ct);
    }

    private NpgsqlConnectionStringBuilder Server => new(db.Database.GetConnectionString());

    private async Task<bool> AskAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private async Task<string> RunAsync(string tool, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Find(tool), arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PGHOST"] = Server.Host;
        start.Environment["PGPORT"] = Server.Port.ToString();
        start.Environment["PGUSER"] = Server.Username;
        start.Environment["PGPASSWORD"] = Server.Password;
        using var process = Process.Start(start)!;
        try
        {
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await Task.WhenAll(said, complained, process.WaitForExitAsync(ct));
            return process.ExitCode == 0 ? await said : throw new SetupException($"{tool} ended with {process.ExitCode}: {(await complained).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(); // We were told to end.
            }
        }
    }

    private static int VersionOf(string tool) => int.TryParse(tool.Split('/')[^3], out var version) ? version : 0;

    /// <summary>In the folder that Backup:Tools names; else the newest that Debian's packages brought, else whatever is in the path.</summary>
    private string Find(string tool)
    {
        const string Debian = "/usr/lib/postgresql";
        if (configuration["Backup:Tools"] is { Length: > 0 } folder)
        {
            return File.Exists(Path.Combine(folder, tool)) ? Path.Combine(folder, tool) : throw new SetupException($"There is no {tool} in {folder}, the folder Backup:Tools names.");
        }

        var packaged = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "bin", tool)).Where(File.Exists).MaxBy(VersionOf) : null;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(place => Path.Combine(place, tool)).FirstOrDefault(File.Exists);
        return packaged ?? path ?? throw new SetupException($"{tool} is not installed; Debian has it in postgresql-client, or name its folder in Backup:Tools.");
    }
}
