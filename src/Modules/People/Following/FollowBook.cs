using Weiguang.Kernel.Time;
using Weiguang.People.Following;

namespace Weiguang.People;

/// <summary>What people follow. Nobody else sees who does.</summary>
public sealed class FollowBook(AppDbContext db, TimeProvider clock)
{
    /// <summary>So many things a person may follow.</summary>
    public const int Most = 200;

    public async Task<bool> IsAsync(Guid targetId, CancellationToken ct) =>
        db.Viewer.IsSignedIn && await db.Set<Follow>().AnyAsync(f => f.TargetId == targetId && f.PersonId == db.Viewer.PersonId, ct);

    /// <summary>Follows or stops; pressed twice it stays so. False when they follow <see cref="Most"/> things already.</summary>
    public async Task<bool> SetAsync(string kind, Guid targetId, bool follows, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        if (!follows)
        {
            await db.Set<Follow>().Where(f => f.TargetId == targetId && f.PersonId == me).ExecuteDeleteAsync(ct);
            return true;
        }

        if (await IsAsync(targetId, ct))
        {
            return true;
        }

        if (await db.Set<Follow>().CountAsync(f => f.PersonId == me, ct) >= Most)
        {
            return false;
        }

        db.Add(new Follow { TargetId = targetId, PersonId = me, Kind = kind, At = clock.Now() });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear(); // The other tap was first.
        }

        return true;
    }

    /// <summary>What the viewer follows, newest first.</summary>
    public async Task<IReadOnlyList<(string Kind, Guid Id)>> MineAsync(CancellationToken ct)
    {
        var mine = await db.Set<Follow>().AsNoTracking().Where(f => f.PersonId == db.Viewer.PersonId).OrderByDescending(f => f.At).Take(Most).ToListAsync(ct);
        return mine.ConvertAll(f => (f.Kind, f.TargetId));
    }

    /// <summary>Everybody who follows a thing, whoever asks; by their ids, page by page.</summary>
    /// <param name="but">Whoever follows this as well is left out.</param>
    public Task<List<Guid>> FollowersAsync(Guid target, Guid? but, Guid after, int take, CancellationToken ct)
    {
        var all = db.Set<Follow>().IgnoreQueryFilters();
        return all.Where(f => f.TargetId == target && f.PersonId > after && (but == null || !all.Any(o => o.TargetId == but && o.PersonId == f.PersonId))).Select(f => f.PersonId).Order().Take(take).ToListAsync(ct);
    }
}
