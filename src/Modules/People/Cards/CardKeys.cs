using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People.Domain;

namespace Weiguang.People.Cards;

internal enum CardKeyAnswer
{
    Done,

    /// <summary>No point of P-256.</summary>
    NoKey,

    /// <summary>Another account has registered it.</summary>
    Others,

    /// <summary>A phone was taken off the card since they signed in here.</summary>
    TakenOff,
}

/// <summary>The phones that show a volunteer's card: a few at most, and the owner hears of every new one.</summary>
internal sealed class CardKeys(AppDbContext db, Visitor visitor, MessageBox messages, TimeProvider clock)
{
    /// <summary>More phones than one person shows a card on: the oldest makes room.</summary>
    public const int Most = 3;

    public Task<List<CardKey>> MineAsync(CancellationToken ct) => Own.AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(ct);

    /// <summary>Registering the same key again changes nothing. Whose it was first it stays, also after they took it off.</summary>
    public async Task<CardKeyAnswer> AddAsync(string? publicKey, string device, CancellationToken ct)
    {
        if (!PhoneKey.IsKey(publicKey))
        {
            return CardKeyAnswer.NoKey;
        }

        await using var work = await db.BeginWorkAsync(ct);
        await db.LockAsync<Person>(db.Viewer.PersonId, ct); // Two phones at once: one after the other.
        var known = await Own.OrderBy(k => k.CreatedAt).ToListAsync(ct);
        if (known.Exists(k => k.PublicKey == publicKey))
        {
            return CardKeyAnswer.Done;
        }

        if (await db.Set<Session>().AnyAsync(s => s.Id == visitor.SessionId && s.IsOffCard, ct))
        {
            return CardKeyAnswer.TakenOff;
        }

        var me = db.Viewer.PersonId;
        await db.Database.ExecuteSqlAsync($"INSERT INTO people_card_key_owner (public_key, person_id) VALUES ({publicKey}, {me}) ON CONFLICT DO NOTHING", ct); // Of two at once the second waits for the first.
        if (await db.Set<CardKeyEntry>().Where(e => e.PublicKey == publicKey).Select(e => e.PersonId).SingleAsync(ct) != me)
        {
            return CardKeyAnswer.Others;
        }

        db.RemoveRange(known.Take(Math.Max(0, known.Count + 1 - Most)));
        db.Add(new CardKey { PersonId = db.Viewer.PersonId, PublicKey = publicKey!, Device = device, CreatedAt = clock.Now() });
        if (known.Count > 0) // The first one is no news: they are looking at it.
        {
            messages.Put(me, PeopleMessages.CardPhone, PeopleLinks.Card, device);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return CardKeyAnswer.Done;
    }

    /// <summary>
    /// What that phone shows counts as a number from now on, and it makes no new key by being signed in still: whoever holds it signs in anew. Which session is that phone's nobody knows, so it goes for all of
    /// them; a phone that is on the card stays there. False when there is none such.
    /// </summary>
    public async Task<bool> DropAsync(Guid id, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        await using var work = await db.BeginWorkAsync(ct);
        await db.LockAsync<Person>(me, ct); // It may be registering another at this moment.
        if (await Own.Where(k => k.Id == id).ExecuteDeleteAsync(ct) == 0)
        {
            return false;
        }

        await db.Set<Session>().Where(s => s.PersonId == me).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsOffCard, true), ct);
        await work.CommitAsync(ct);
        return true;
    }

    private IQueryable<CardKey> Own => db.Set<CardKey>().Where(k => k.PersonId == db.Viewer.PersonId);
}
