using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;

namespace Weiguang.People.Sessions;

/// <summary>Everything a request needs to know about who makes it.</summary>
internal sealed record Presence(
    string SessionId, SessionKind Kind, Guid PersonId, string Name, long DivisionCode, DateTime ExpiresAt, IReadOnlyList<HeldRole> Roles, HeldRole? Acting);

/// <summary>A token as handed to its owner, once.</summary>
internal sealed record OpenedSession(string Token, DateTime ExpiresAt);

/// <summary>Opens and ends sessions; <see cref="Presences"/> finds them.</summary>
internal sealed class SessionBook(AppDbContext db, IMemoryCache cache, LiveFeed live, TimeProvider clock)
{
    /// <summary>Old people should not have to find a code again each week; whoever sees others' data signs in daily.</summary>
    private static readonly TimeSpan CitizenLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan StaffLife = TimeSpan.FromHours(12);

    /// <param name="acting">The role to begin in; null takes the highest one held.</param>
    public async Task<OpenedSession> OpenAsync(Guid personId, SessionKind kind, string device, Role? acting, CancellationToken ct)
    {
        var (token, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), clock.Now());
        var held = await RolesOfAsync(personId, ct);
        var session = new Session
        {
            Id = IdOf(token),
            PersonId = personId,
            Kind = kind,
            Device = device,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + LifeOf(held),
            ActingGrantId = acting is null ? null : held.LastOrDefault(r => r.Role == acting)?.GrantId ?? Guid.Empty,
        };
        db.Add(session);
        await db.SaveChangesAsync(ct);
        return new OpenedSession(token, session.ExpiresAt);
    }

    public async Task<bool> RevokeAsync(string id, CancellationToken ct)
    {
        var now = clock.Now();
        var ended = await db.Set<Session>().Where(s => s.Id == id && s.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), ct);
        Forget(id);
        return ended > 0;
    }

    /// <summary>Takes another of one's own roles; null makes a plain resident.</summary>
    public async Task ActAsync(string id, Guid? grantId, CancellationToken ct)
    {
        Guid? acting = grantId ?? Guid.Empty;
        await db.Set<Session>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ActingGrantId, acting), ct);
        Forget(id);
    }

    /// <summary>Lets the next request read this session anew on this node; live streams look anew on every node.</summary>
    public void Forget(string id) => Forget(db, cache, live, [id]);

    /// <summary>The same for every session of one person, after their roles or settings changed.</summary>
    public static async Task ForgetAllOfAsync(AppDbContext db, IMemoryCache cache, LiveFeed live, Guid personId, CancellationToken ct) =>
        Forget(db, cache, live, await db.Set<Session>().IgnoreQueryFilters().Where(s => s.PersonId == personId && s.RevokedAt == null).Select(s => s.Id).ToListAsync(ct));

    private static void Forget(AppDbContext db, IMemoryCache cache, LiveFeed live, List<string> ids)
    {
        ids.ForEach(id => cache.Remove(KeyOf(id)));
        var topics = ids.ConvertAll(TopicOf);
        if (db.Database.CurrentTransaction is null)
        {
            live.Publish(topics);
        }
        else
        {
            topics.ForEach(db.Announce); // Whoever looks before the commit sees nothing new.
        }
    }

    internal static string IdOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private Task<List<HeldRole>> RolesOfAsync(Guid personId, CancellationToken ct) => RoleBook.HeldByAsync(db, personId, ct);

    internal static TimeSpan LifeOf(IReadOnlyList<HeldRole> held) => held.Any(r => r.Role.IsStaff()) ? StaffLife : CitizenLife;

    internal static string TopicOf(string id) => $"session:{id}";

    internal static string KeyOf(string id) => $"session:{id}";
}
