using System.Linq.Expressions;
using Weiguang.Kernel.Time;
using Weiguang.Ledger.Anchors.Asked;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger;

/// <summary>Asks for anchors beside that of every night, and tells who asked. Whoever calls has made sure that the viewer may.</summary>
public sealed class AnchorWishes(AppDbContext db, AnchorBook book, TimeProvider clock)
{
    internal const string Topic = "anchor-wishes";
    private const int Shown = 30;

    /// <summary>It is taken within moments, by whichever node; many who ask at once get one.</summary>
    public async Task<AskedAnchor> AskAsync(CancellationToken ct)
    {
        var last = await db.Set<LedgerAnchor>().MaxAsync(a => (long?)a.Number, ct) ?? 0;
        var wish = new AnchorWish { ByPersonId = db.Viewer.PersonId, AskedAt = LedgerEntry.ToMicroseconds(clock.Now()), AfterNumber = last };
        db.Add(wish);
        db.Announce(Topic);
        await db.SaveChangesAsync(ct);
        return Told(wish);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<AskedAnchor>> ListAsync(CancellationToken ct) =>
        (await db.Set<AnchorWish>().AsNoTracking().OrderByDescending(w => w.AskedAt).ThenByDescending(w => w.Id).Take(Shown).ToListAsync(ct)).ConvertAll(Told);

    /// <summary>Takes one anchor for all who wait; returns for how many. Needs that no transaction is open.</summary>
    internal async Task<int> AnswerAsync(CancellationToken ct)
    {
        var open = await db.Set<AnchorWish>().AsNoTracking().Where(w => w.AnchorNumber == null).Select(w => new { w.Id, w.AskedAt, w.AfterNumber }).ToListAsync(ct);
        if (open.Count == 0)
        {
            return 0;
        }

        // What stood already when they asked is none, and neither is what was begun before.
        var (since, after) = (open.Max(w => w.AskedAt).AddMicroseconds(1), open.Max(w => w.AfterNumber));
        Expression<Func<LedgerAnchor, bool>> isTheirs = a => a.Number > after && a.TakenAt >= since;
        var taken = await book.TakeAsync(isTheirs, AnchorHand.Office, ct);
        var number = taken?.Number ?? await db.Set<LedgerAnchor>().Where(isTheirs).MinAsync(a => a.Number, ct);
        var ids = open.ConvertAll(w => w.Id);
        return await db.Set<AnchorWish>().Where(w => ids.Contains(w.Id) && w.AnchorNumber == null).ExecuteUpdateAsync(set => set.SetProperty(w => w.AnchorNumber, number), ct);
    }

    private static AskedAnchor Told(AnchorWish wish) => new(wish.Id, wish.ByPersonId, wish.AskedAt, wish.AnchorNumber);
}

/// <param name="ByPersonId">Who asked.</param>
/// <param name="Number">The anchor that came of it; null while it is being taken.</param>
public sealed record AskedAnchor(Guid Id, Guid ByPersonId, DateTime AskedAt, long? Number);
