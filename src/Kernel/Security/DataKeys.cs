using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Security;

/// <summary>
/// The unwrapped data keys of this process, read from the database at start (the first start makes them): a request that had to read them
/// inside its own transaction would wait for a second connection, and two hundred such requests for each other.
/// </summary>
public sealed class DataKeys(Lazy<MasterKey> master, IServiceScopeFactory scopes, TimeProvider clock) : IHostedService
{
    private const string FieldPurpose = "field";
    private const string IndexPurpose = "index";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private Loaded? _loaded;
    private DateTime _lookedAt;

    internal (int Version, byte[] Key) Newest => Keys.Newest;

    internal byte[] Index => Keys.Index;

    private Loaded Keys
    {
        get
        {
            lock (_gate)
            {
                return _loaded ??= Load();
            }
        }
    }

    internal byte[] Version(int version)
    {
        if (Keys.ByVersion.TryGetValue(version, out var key))
        {
            return key;
        }

        lock (_gate)
        {
            // Another node may have rotated since we looked; a number that somebody wrote by hand does not make us look each time.
            if (version == Keys.Newest.Version + 1 || version > Keys.Newest.Version && clock.Now() - _lookedAt > Patience)
            {
                (_loaded, _lookedAt) = (Load(), clock.Now());
            }
        }

        return Keys.ByVersion.TryGetValue(version, out key) ? key : throw new CryptographicException($"No data key of version {version}.");
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = Keys;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes a new field key; values sealed from now on use it.</summary>
    public int Rotate()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        _ = Keys; // With another master key than before this throws, and no key is made that would not go with the others.
        var version = db.Set<DataKey>().Where(k => k.Purpose == FieldPurpose).Max(k => k.Version) + 1;
        Add(db, FieldPurpose, version);
        lock (_gate)
        {
            _loaded = null;
        }

        return version;
    }

    /// <summary>Encrypts all data keys under another master key, all or none; returns how many. This process goes on with the keys it has read.</summary>
    public async Task<int> RewrapAsync(MasterKey next, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        _ = Keys; // Made now if there are none yet.
        var rows = await db.Set<DataKey>().ToListAsync(ct);
        rows.ForEach(row => row.Wrapped = next.Wrap(master.Value.Unwrap(row.Wrapped)));
        await db.SaveChangesAsync(ct);
        return rows.Count;
    }

    private Loaded Load()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var rows = db.Set<DataKey>().AsNoTracking().ToList();
        foreach (var purpose in new[] { FieldPurpose, IndexPurpose }.Where(p => rows.All(r => r.Purpose != p)))
        {
            Add(db, purpose, 1);
        }

        rows = db.Set<DataKey>().AsNoTracking().ToList();
        return new Loaded(
            rows.Where(r => r.Purpose == FieldPurpose).ToDictionary(r => r.Version, r => master.Value.Unwrap(r.Wrapped)),
            master.Value.Unwrap(rows.Single(r => r.Purpose == IndexPurpose).Wrapped));
    }

    private void Add(AppDbContext db, string purpose, int version)
    {
        db.Add(new DataKey { Purpose = purpose, Version = version, Wrapped = master.Value.Wrap(RandomNumberGenerator.GetBytes(32)), CreatedAt = clock.Now() });
        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            // Another node made the same key first: use that one.
        }

        db.ChangeTracker.Clear();
    }

    private sealed record Loaded(Dictionary<int, byte[]> ByVersion, byte[] Index)
    {
        public (int Version, byte[] Key) Newest { get; } = (ByVersion.Keys.Max(), ByVersion[ByVersion.Keys.Max()]);
    }
}
