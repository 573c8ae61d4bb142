using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People.Domain;

namespace Weiguang.People.Cards;

/// <summary>The phones that show a volunteer's card: a few at most, and the owner hears of every new one.</summary>
internal sealed class CardKeys(AppDbContext db, MessageBox messages, TimeProvider clock)
{
    /// <summary>More phones than one person shows a card on: the oldest makes room.</summary>
    public const int Most = 3;

    public Task<List<CardKey>> MineAsync(CancellationToken ct) => Own.AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(ct);

    /// <summary>Registering the same key again changes nothing. False when it is no key of P-256.</summary>
    public async Task<bool> AddAsync(string? publicKey, string device, CancellationToken ct)
    {
        if (!PhoneKey.IsKey(publicKey))
        {
            return false;
        }

        await using var work = await db.BeginWorkAsync(ct);
        await db.LockAsync<Person>(db.Viewer.PersonId, ct); // Two phones at once: one after the other.
        var known = await Own.OrderBy(k => k.CreatedAt).ToListAsync(ct);
        if (known.Exists(k => k.PublicKey == publicKey))
        {
            return true;
        }

        db.RemoveRange(known.Take(Math.Max(0, known.Count + 1 - Most)));
        db.Add(new CardKey { PersonId = db.Viewer.PersonId, PublicKey = publicKey!, Device = device, CreatedAt = clock.Now() });
        messages.Put(db.Viewer.PersonId, PeopleMessages.CardPhone, PeopleLinks.Card, device);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>What that phone shows counts as a number from now on. False when there is none such.</summary>
    public async Task<bool> DropAsync(Guid id, CancellationToken ct) => await Own.Where(k => k.Id == id).ExecuteDeleteAsync(ct) == 1;

    private IQueryable<CardKey> Own => db.Set<CardKey>().Where(k => k.PersonId == db.Viewer.PersonId);
}
