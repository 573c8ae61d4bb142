using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;

namespace Weiguang.People.Sessions;

/// <summary>
/// Says who carries a token. A node remembers what it read for a few seconds; whoever is not remembered stands at a desk, and everybody who stands there is
/// looked up with the same few queries: at the opening minute ten thousand people come at once, each for the first time.
/// </summary>
internal sealed class Presences(IMemoryCache cache, Desk<PresenceRequest, Presence?> desk, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton<Presences>()
        .AddDesk<PresenceRequest, Presence?>(async (scope, requests, ct) =>
            await new PresenceLook(scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<TimeProvider>()).ReadAsync(requests, ct));

    /// <summary>Who carries this token now; null when it is unknown, of another kind, expired or revoked.</summary>
    public async ValueTask<Presence?> FindAsync(string token, SessionKind kind, CancellationToken ct)
    {
        var presence = await ReadAsync(SessionBook.IdOf(token), isUse: true, ct);
        return presence is not null && presence.Kind == kind && presence.ExpiresAt > clock.Now() ? presence : null;
    }

    /// <summary>Whether somebody still is who they were then, with the same roles. Being asked is no use of the session: it does not go on for it.</summary>
    /// <param name="anew">Believes nothing that is remembered.</param>
    public async ValueTask<bool> HoldsAsync(Presence then, bool anew, CancellationToken ct)
    {
        if (anew)
        {
            cache.Remove(SessionBook.KeyOf(then.SessionId));
        }

        return await ReadAsync(then.SessionId, isUse: false, ct) is { } now && now.ExpiresAt > clock.Now() && now.Acting == then.Acting && now.Roles.SequenceEqual(then.Roles);
    }

    private async ValueTask<Presence?> ReadAsync(string id, bool isUse, CancellationToken ct)
    {
        if (!cache.TryGetValue<Presence>(SessionBook.KeyOf(id), out var presence))
        {
            presence = await desk.AskAsync(new PresenceRequest(id, isUse), ct);
            cache.Set(SessionBook.KeyOf(id), presence, Remembered);
        }

        return presence;
    }
}

/// <param name="SessionId">SHA-256 of the token.</param>
/// <param name="IsUse">Whether the session goes on for it.</param>
internal sealed record PresenceRequest(string SessionId, bool IsUse) : IOnlyLooks;

/// <summary>Reads many sessions with their people and roles, and notes that they were used.</summary>
internal sealed class PresenceLook(AppDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);

    // Before anybody is signed in there is no viewer whose scope could apply: the secret itself is the permission.
    public async Task<IReadOnlyList<Presence?>> ReadAsync(IReadOnlyList<PresenceRequest> requests, CancellationToken ct)
    {
        var (ids, used, now) = (requests.Select(r => r.SessionId).Distinct().ToArray(), requests.Where(r => r.IsUse).Select(r => r.SessionId).ToHashSet(), clock.Now());
        var found = await db.Set<Session>().IgnoreQueryFilters().AsNoTracking().Where(s => ids.Contains(s.Id) && s.RevokedAt == null && s.ExpiresAt > now)
            .Join(db.Set<Person>().IgnoreQueryFilters(), s => s.PersonId, p => p.Id, (s, p) => new { s.Id, s.Kind, s.PersonId, s.ExpiresAt, s.LastSeenAt, s.ActingGrantId, p.Name, p.DivisionCode })
            .ToListAsync(ct);
        var roles = await RoleBook.HeldByAsync(db, [.. found.Select(s => s.PersonId)], ct);

        var presences = new Dictionary<string, Presence>(found.Count);
        var stale = new List<Presence>();
        foreach (var s in found)
        {
            var held = roles.GetValueOrDefault(s.PersonId) ?? [];
            var acting = s.ActingGrantId is { } chosen ? held.FirstOrDefault(r => r.GrantId == chosen) : held.LastOrDefault();
            var isStale = used.Contains(s.Id) && now - s.LastSeenAt >= SeenEvery;
            var presence = new Presence(s.Id, s.Kind, s.PersonId, s.Name, s.DivisionCode, isStale ? now + SessionBook.LifeOf(held) : s.ExpiresAt, held, acting);
            presences.Add(s.Id, presence);
            stale.AddRange(isStale ? [presence] : Array.Empty<Presence>());
        }

        await SeenAsync(stale, now, ct);
        return [.. requests.Select(r => presences.GetValueOrDefault(r.SessionId))];
    }

    private async Task SeenAsync(List<Presence> stale, DateTime now, CancellationToken ct)
    {
        foreach (var alike in stale.GroupBy(p => p.ExpiresAt)) // Two groups at most: staff and citizens.
        {
            var (ids, expires) = (alike.Select(p => p.SessionId).ToArray(), alike.Key);
            await db.Set<Session>().IgnoreQueryFilters().Where(s => ids.Contains(s.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.ExpiresAt, expires), ct);
        }
    }
}
