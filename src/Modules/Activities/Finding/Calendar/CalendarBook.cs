using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Finding.Calendar;

/// <summary>Gives out and takes back the secret part of somebody's calendar address: their id and a keyed hash over it and the turn.</summary>
internal sealed class CalendarBook(AppDbContext db, Vault vault, TimeProvider clock)
{
    private const int IdLength = 22;

    /// <summary>The viewer's secret; null when they have none now.</summary>
    public async Task<string?> MineAsync(CancellationToken ct) =>
        await db.Set<CalendarFeed>().AsNoTracking().SingleOrDefaultAsync(f => f.PersonId == db.Viewer.PersonId, ct) is { Turn: > 0 } feed ? Token(feed.PersonId, feed.Turn) : null;

    /// <summary>A new secret for the viewer; one given out before leads nowhere from now on.</summary>
    public Task RenewAsync(CancellationToken ct) => ChangeAsync(feed => feed.Renew(clock.Now()), ct);

    public Task RevokeAsync(CancellationToken ct) => ChangeAsync(feed => feed.Revoke(clock.Now()), ct);

    /// <summary>Whose calendar a secret opens; null when it is none of ours, or was taken back.</summary>
    public async Task<Guid?> OwnerAsync(string token, CancellationToken ct)
    {
        if (token.Length <= IdLength || !Base64Url.IsValid(token.AsSpan(0, IdLength), out var length) || length != 16)
        {
            return null;
        }

        var personId = new Guid(Base64Url.DecodeFromChars(token.AsSpan(0, IdLength)));
        var turn = await db.Set<CalendarFeed>().IgnoreQueryFilters().Where(f => f.PersonId == personId).Select(f => f.Turn).SingleOrDefaultAsync(ct);
        var right = turn > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Token(personId, turn)), Encoding.UTF8.GetBytes(token));
        return right ? personId : null;
    }

    private string Token(Guid personId, int turn) => Base64Url.EncodeToString(personId.ToByteArray()) + vault.Index(Personal.Key, $"calendar:{personId:N}:{turn}");

    private async Task ChangeAsync(Action<CalendarFeed> change, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var (me, now) = (db.Viewer.PersonId, clock.Now());
        await db.Database.ExecuteSqlAsync($"INSERT INTO activities_calendar (person_id, turn, last_turn, changed_at) VALUES ({me}, 0, 0, {now}) ON CONFLICT DO NOTHING", ct); // So that there is a row to hold, also the first time.
        change((await db.LockAsync<CalendarFeed>(me, ct))!);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }
}
