using System.Collections.Frozen;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Live;
using Weiguang.People.Domain;

namespace Weiguang.People;

/// <summary>Which role holds which permissions, at one moment.</summary>
public sealed class Holding
{
    private readonly FrozenDictionary<Role, FrozenSet<string>> _held;

    internal Holding(IEnumerable<(Role Role, string Permission)> held) =>
        _held = held.GroupBy(h => h.Role, h => h.Permission).ToFrozenDictionary(g => g.Key, g => g.ToFrozenSet());

    /// <summary>Names of everything this role may do.</summary>
    public FrozenSet<string> Of(Role role) => _held.GetValueOrDefault(role) ?? [];

    /// <summary>The roles that hold a permission, lowest first.</summary>
    public IReadOnlyList<Role> HoldersOf(string permission) => [.. RolePermissions.Roles.Where(r => Of(r).Contains(permission))];
}

/// <summary>
/// Which roles hold which permissions: as the modules give them out of the box, and as admins changed it since. A node remembers what it read until it hears that something changed,
/// and half a minute at most, should the news be lost.
/// </summary>
public sealed class RolePermissions(Permissions known, Lazy<AppDbContext> db, IServiceScopeFactory scopes, IMemoryCache cache, LiveFeed live)
{
    /// <summary>Told when somebody has changed what a role may do.</summary>
    internal const string Topic = "permissions";

    /// <summary>The roles that permissions are given to: those that act over a range of divisions. What others may do follows from what is theirs.</summary>
    internal static readonly IReadOnlyList<Role> Roles = [.. Enum.GetValues<Role>().Where(r => r.IsStaff())];

    internal static readonly TimeSpan Trust = TimeSpan.FromSeconds(30);

    public async ValueTask<Holding> NowAsync(CancellationToken ct)
    {
        if (cache.TryGetValue<Remembered>(Topic, out var remembered) && live.HasTold([Topic], remembered!.Moment) == false)
        {
            return remembered.Holding;
        }

        // By a context of its own: whoever asks may be in the middle of something with theirs, and what they have not committed yet is nobody else's.
        var moment = live.Moment; // Before the rows are read: what changes meanwhile is heard after it.
        await using var scope = scopes.CreateAsyncScope();
        var holding = await ReadAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), ct);
        cache.Set(Topic, new Remembered(holding, moment), Trust);
        return holding;
    }

    /// <summary>As the rows say, believing nothing that is remembered.</summary>
    internal Task<Holding> ReadAsync(CancellationToken ct) => ReadAsync(db.Value, ct);

    private async Task<Holding> ReadAsync(AppDbContext from, CancellationToken ct)
    {
        var changed = await from.Set<RolePermission>().AsNoTracking().ToDictionaryAsync(h => (h.Permission, h.Role), h => h.IsHeld, ct);
        return new(from permission in known.All
                   from role in Roles
                   where changed.TryGetValue((permission.Name, role), out var isHeld) ? isHeld : permission.Given.Contains(role.Word())
                   select (role, permission.Name));
    }

    private sealed record Remembered(Holding Holding, string Moment);
}
