using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Weiguang.Kernel;

/// <summary>
/// A statement that LINQ cannot say stands in two sibling files, <c>Name.sqlite.sql</c> and <c>Name.postgres.sql</c>, embedded beside the class that runs it.
/// </summary>
public static class SiblingSql
{
    /// <summary>The text for the database in use.</summary>
    /// <param name="beside">A type in the namespace (folder) of the files.</param>
    public static string ReadSql(this AppDbContext db, Type beside, string name)
    {
        var database = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) ? "sqlite" : "postgres";
        var resource = $"{beside.Namespace}.{name}.{database}.sql";
        using var stream = beside.Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"No embedded file {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A statement of <see cref="SiblingSql"/> that is read once for each database; for hot paths.</summary>
public sealed class SiblingText(Type beside, string name)
{
    private readonly ConcurrentDictionary<Type, string> _texts = new();

    public string Of(AppDbContext db) => _texts.GetOrAdd(db.GetType(), static (_, from) => from.db.ReadSql(from.beside, from.name), (db, beside, name));
}
