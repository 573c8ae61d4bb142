using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Weiguang.Kernel;

namespace Weiguang.Web.Persistence;

/// <summary>Looks whether there is a database of ours before a verb works on it; nothing is made by looking.</summary>
internal static class Readiness
{
    /// <param name="current">Whether its tables must be those of this version.</param>
    /// <exception cref="SetupException">There is none, or it is another version's.</exception>
    public static async Task RequireAsync(IConfiguration configuration, AppDbContext db, bool current, CancellationToken ct)
    {
        if (!configuration.IsPostgres() && !File.Exists(configuration.DatabaseFile()))
        {
            throw new SetupException($"There is no database at {configuration.DatabaseFile()}: is --data right?");
        }

        if (configuration.IsPostgres() && !await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(ct))
        {
            throw new SetupException($"PostgreSQL has no database of the name in ConnectionStrings:Default ({db.Database.GetDbConnection().Database}).");
        }

        var pending = await PendingAsync(db, ct);
        if (pending.Count == db.Database.GetMigrations().Count())
        {
            throw new SetupException("This database holds nothing of Weiguang yet: start the server, or `migrate`, first.");
        }

        if (current && pending.Count > 0)
        {
            throw new SetupException($"This database was made by an earlier version and lacks {pending.Count} migrations: `migrate` it first.");
        }
    }

    /// <summary>The migrations it lacks.</summary>
    /// <exception cref="SetupException">It has one that this program does not know.</exception>
    public static async Task<List<string>> PendingAsync(AppDbContext db, CancellationToken ct)
    {
        var (known, applied) = (db.Database.GetMigrations().ToList(), (await db.Database.GetAppliedMigrationsAsync(ct)).ToList());
        return applied.Except(known).FirstOrDefault() is not { } foreign
            ? [.. known.Except(applied)]
            : throw new SetupException($"This database was made by another version of the program, which knew the migration {foreign}. Use that version, or begin with an empty --data folder or database.");
    }
}
