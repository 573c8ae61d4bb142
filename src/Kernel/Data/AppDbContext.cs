using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel.Data;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel;

/// <summary>The one database context: every module's tables, seen through the eyes of one <see cref="Viewer"/>.</summary>
public abstract class AppDbContext(DbContextOptions options, IReadOnlyList<Assembly> modules, Viewer viewer, Subscriptions? subscriptions) : DbContext(options)
{
    private readonly HashSet<string> _announcements = [];
    private int _events;

    /// <summary>Whose eyes the query filters use.</summary>
    public Viewer Viewer { get; } = viewer;

    internal Subscriptions Subscriptions { get; } = subscriptions ?? new([]);

    internal ColumnSeal? Seal { get; } = ColumnSeal.Of(options);

    /// <summary>Topics to tell live listeners about once the current transaction has committed.</summary>
    internal IReadOnlyCollection<string> Announcements => _announcements;

    /// <summary>Something saved through this context is committed: what it was part of cannot be begun anew.</summary>
    public bool HasKept { get; internal set; }

    /// <summary>Whoever writes waits for whoever has a transaction open, whatever it is about.</summary>
    public bool HasOneWriter => LockClause.Length == 0;

    /// <summary>Connects past everybody else from here on: whoever waits for a desk may hold a connection each, and the desk needs one to answer them.</summary>
    public virtual void StandApart()
    {
    }

    public abstract bool IsUniqueViolation(DbUpdateException e);

    /// <summary>A list as one value of hand-written SQL: an array in PostgreSQL, a JSON array in SQLite.</summary>
    public abstract object ListValue<T>(IReadOnlyList<T> values);

    /// <summary>Rows for hand-written SQL, column by column: an array for each column in PostgreSQL, one JSON array of rows with the given name in SQLite.</summary>
    public abstract void AddRows(DbCommand command, string name, IReadOnlyList<(string Name, Array Values)> columns);

    /// <summary>Appended to a SELECT so that its rows stay ours until the transaction ends; empty where the whole database has one writer.</summary>
    protected abstract string LockClause { get; }

    /// <summary>Loads one visible entity for change and holds its row until the transaction ends. Null when it is missing or not the viewer's.</summary>
    public Task<T?> LockAsync<T>(Guid id, CancellationToken ct = default) where T : class => Locked<T>([id]).SingleOrDefaultAsync(ct);

    /// <summary>Loads several visible entities for change and holds their rows, in the order of their keys so that two callers never wait for each other.
    /// For an entity inside a family the ids are the family's: all its rows are held.</summary>
    public Task<List<T>> LockAsync<T>(IReadOnlyList<Guid> ids, CancellationToken ct = default) where T : class => Locked<T>(ids).ToListAsync(ct);

    /// <summary>The same past the viewer's scope: for what a step of theirs does to rows that are not theirs to see. A filter around the query would also leave rows unheld.</summary>
    public Task<List<T>> LockUnscopedAsync<T>(IReadOnlyList<Guid> ids, CancellationToken ct = default) where T : class => Locked<T>(ids).IgnoreQueryFilters().ToListAsync(ct);

    /// <summary>Some rows inside families, visible to the viewer: only these are held, in the order of their keys, and the others of their family go on.</summary>
    public Task<List<T>> LockAsync<T>(IReadOnlyList<Guid> families, IReadOnlyList<Guid> ids, CancellationToken ct = default) where T : class => Locked<T>(families, ids).ToListAsync(ct);

    /// <summary>The same past the viewer's scope, see <see cref="LockUnscopedAsync{T}(IReadOnlyList{Guid}, CancellationToken)"/>.</summary>
    public Task<List<T>> LockUnscopedAsync<T>(IReadOnlyList<Guid> families, IReadOnlyList<Guid> ids, CancellationToken ct = default) where T : class =>
        Locked<T>(families, ids).IgnoreQueryFilters().ToListAsync(ct);

    /// <summary>Tells live listeners of <paramref name="topic"/> to look again, after the commit and only then.</summary>
    public void Announce(string topic) => _announcements.Add(topic);

    internal int NextEvent() => _events++;

    internal void ForgetAnnouncements() => _announcements.Clear();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseHouseTypes();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in modules.Prepend(typeof(AppDbContext).Assembly))
        {
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        }

        modelBuilder.ApplyScopes(this);
        modelBuilder.ApplySeals(Seal);
        modelBuilder.UseSnakeCase();
    }

    private IQueryable<T> Locked<T>(params IReadOnlyList<Guid>[] keys) where T : class
    {
        if (Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A row can only be locked inside a transaction.");
        }

        if (keys.Any(ids => ids.Count == 0))
        {
            return Set<T>().Where(_ => false);
        }

        var entity = Model.FindEntityType(typeof(T))!;
        var (columns, all) = (entity.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName()).ToList(), new List<object>());
        var parts = keys.Select((ids, i) => $"{columns[i]} IN ({string.Join(", ", ids.Select(id => Place(all, id)))})").ToList();
#pragma warning disable EF1002 // Table and columns come from the model, the ids are parameters.
        return Set<T>().FromSqlRaw($"SELECT * FROM {entity.GetTableName()} WHERE {string.Join(" AND ", parts)} ORDER BY {string.Join(", ", columns)}{LockClause}", [.. all]);
#pragma warning restore EF1002
    }

    private static string Place(List<object> all, Guid id)
    {
        all.Add(id);
        return $"{{{all.Count - 1}}}";
    }
}
