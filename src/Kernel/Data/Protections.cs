using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Weiguang.Kernel.Data;

/// <summary>
/// SQL that a model cannot say and a rewritten migration would lose, such as triggers: embedded files <c>Protect.sqlite.sql</c> and
/// <c>Protect.postgres.sql</c> of the modules. They run after every migration, so they must not mind running again.
/// </summary>
public static class Protections
{
    /// <param name="dialect">"sqlite" or "postgres".</param>
    public static DbContextOptionsBuilder UseProtections(this DbContextOptionsBuilder options, IReadOnlyList<Assembly> modules, string dialect) => options
        .UseSeeding((db, _) => Scripts(modules, dialect).ForEach(sql => db.Database.ExecuteSqlRaw(sql)))
        .UseAsyncSeeding(async (db, _, ct) =>
        {
            foreach (var sql in Scripts(modules, dialect))
            {
                await db.Database.ExecuteSqlRawAsync(sql, ct);
            }
        });

    private static List<string> Scripts(IEnumerable<Assembly> modules, string dialect) =>
    [
        .. from module in modules
           from name in module.GetManifestResourceNames()
           where name.EndsWith($".Protect.{dialect}.sql", StringComparison.Ordinal)
           select Read(module, name),
    ];

    private static string Read(Assembly module, string name)
    {
        using var reader = new StreamReader(module.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
