using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Weiguang.Kernel;

namespace Weiguang.Web.Backup;

/// <summary>PostgreSQL's own pg_dump and pg_restore, in the custom format; they must be installed and not older than the server.</summary>
internal sealed class PostgresCopy(AppDbContext db) : IDatabaseCopy
{
    public async Task<bool> HasTablesAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')", connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    public Task WriteAsync(string path, CancellationToken ct) => RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={path}"], ct);

    public async Task ReadAsync(string path, CancellationToken ct)
    {
        await RunAsync("pg_restore", ["--list", path], ct, connect: false); // Readable at all, before anything is dropped.
        await db.Database.ExecuteSqlRawAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public;", ct);
        await RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--schema=public", path], ct);
    }

    private async Task RunAsync(string tool, string[] arguments, CancellationToken ct, bool connect = true)
    {
        var server = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());
        var start = new ProcessStartInfo(Find(tool), connect ? [.. arguments, "--dbname", server.Database!] : arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PGHOST"] = server.Host;
        start.Environment["PGPORT"] = server.Port.ToString();
        start.Environment["PGUSER"] = server.Username;
        start.Environment["PGPASSWORD"] = server.Password;
        using var process = Process.Start(start)!;
        var silence = process.StandardOutput.ReadToEndAsync(ct);
        var said = await process.StandardError.ReadToEndAsync(ct);
        await Task.WhenAll(silence, process.WaitForExitAsync(ct));
        if (process.ExitCode != 0)
        {
            throw new SetupException($"{tool} ended with {process.ExitCode}: {said.Trim()}");
        }
    }

    /// <summary>The newest one that Debian's packages brought, else whatever is in the path.</summary>
    private static string Find(string tool)
    {
        const string Debian = "/usr/lib/postgresql";
        var packaged = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "bin", tool)).Where(File.Exists).Max() : null;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
        return packaged ?? path ?? throw new SetupException($"{tool} is not installed; Debian has it in postgresql-client.");
    }
}
