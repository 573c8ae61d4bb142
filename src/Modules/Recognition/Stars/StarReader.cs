using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars.Deciding;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars;

/// <summary>A star as lists show it.</summary>
/// <param name="Name">Whole for staff, masked in public.</param>
internal sealed record StarLine(Guid Id, int Level, StarState State, DateTime StateAt, string Name, long DivisionCode, long Minutes, DateTime? PublicUntil, int OpenObjections)
{
    /// <summary>In publicity still, and not the viewer's own.</summary>
    public bool MayObject { get; init; }
}

/// <summary>The lists of stars: the certifier's queue and what is shown to everybody.</summary>
internal sealed class StarReader(AppDbContext db, PersonDirectory people, StarSteps steps, StarObjections objections, TimeProvider clock)
{
    private const int PageSize = 30;

    public async Task<Page<StarLine>> QueueAsync(StarState[] states, string? cursor, CancellationToken ct)
    {
        var stars = steps.Queue.AsNoTracking().Where(s => states.Contains(s.State));
        return await ReadAsync(stars, cursor, name => name, ct);
    }

    public async Task<IReadOnlyDictionary<StarState, int>> CountsAsync(CancellationToken ct) =>
        await steps.Queue.GroupBy(s => s.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <param name="division">With everything below it; 0 for all.</param>
    public async Task<Page<StarLine>> InPublicityAsync(long division, string? cursor, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(division);
        return await ReadAsync(objections.InPublicity().Where(s => s.DivisionCode >= from && s.DivisionCode < to), cursor, Mask.Name, ct);
    }

    public async Task<StarLine?> PublicAsync(Guid id, CancellationToken ct)
    {
        var star = await objections.InPublicity().SingleOrDefaultAsync(s => s.Id == id, ct);
        return star is null ? null : Line(star, Mask.Name((await people.FindAsync(star.PersonId, ct))?.Name ?? "")) with { MayObject = star.PersonId != db.Viewer.PersonId && star.PublicUntil > clock.Now() };
    }

    /// <summary>All of the viewer's own stars, highest first.</summary>
    public Task<List<StarCase>> OwnAsync(CancellationToken ct) =>
        db.Set<StarCase>().AsNoTracking().Where(s => s.PersonId == db.Viewer.PersonId).OrderByDescending(s => s.Level).ToListAsync(ct);

    private async Task<Page<StarLine>> ReadAsync(IQueryable<StarCase> stars, string? cursor, Func<string, string> shown, CancellationToken ct)
    {
        if (Cursor.Read(cursor) is var (at, id))
        {
            stars = stars.Where(s => s.StateAt > at || (s.StateAt == at && s.Id > id));
        }

        var found = await stars.OrderBy(s => s.StateAt).ThenBy(s => s.Id).Take(PageSize + 1).ToListAsync(ct);
        var names = await people.FindAsync(found.Select(s => s.PersonId), ct);
        return Pages.Cut(found, PageSize, s => Cursor.Of(s.StateAt, s.Id)).Select(s => Line(s, shown(names.GetValueOrDefault(s.PersonId)?.Name ?? "")));
    }

    private static StarLine Line(StarCase s, string name) =>
        new(s.Id, s.Level, s.State, s.StateAt, name, s.DivisionCode, s.Minutes, s.PublicUntil, s.OpenObjections);
}
