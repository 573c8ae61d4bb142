using System.Linq.Expressions;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars.Deciding;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars;

/// <summary>A star as lists show it.</summary>
internal sealed record StarLine(Guid Id, Guid PersonId, int Level, StarState State, DateTime StateAt, long DivisionCode, long Minutes, DateTime? PublicUntil, int OpenObjections)
{
    public static readonly Expression<Func<StarCase, StarLine>> Of = s => new StarLine(s.Id, s.PersonId, s.Level, s.State, s.StateAt, s.DivisionCode, s.Minutes, s.PublicUntil, s.OpenObjections);

    /// <summary>Whole for staff, masked in public.</summary>
    public string Name { get; init; } = "";

    public string Place { get; init; } = "";

    /// <summary>In publicity still, and not the viewer's own.</summary>
    public bool MayObject { get; init; }
}

/// <summary>Stars as everybody sees them, and one's own.</summary>
internal sealed class StarReader(AppDbContext db, PersonDirectory people, StarSteps steps, StarObjections objections, TimeProvider clock)
{
    private const int PageSize = 30;

    /// <summary>How many stars of the staff's range stand in each state.</summary>
    public async Task<IReadOnlyDictionary<StarState, int>> CountsAsync(CancellationToken ct) =>
        await steps.Queue.GroupBy(s => s.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <param name="division">With everything below it; 0 for all.</param>
    public async Task<Page<StarLine>> InPublicityAsync(long division, string? cursor, CancellationToken ct)
    {
        var shown = objections.InPublicity().AsNoTracking().Within(DivisionCodes.Range(division), s => s.DivisionCode);
        var page = await shown.PageAsync(StarQueue.Oldest, s => s.Id, StarLine.Of, PageSize, cursor, ct);
        var names = await people.NamesAsync(page.Items.Select(s => s.PersonId), ct);
        return page.Select(s => s with { Name = Mask.Name(names.GetValueOrDefault(s.PersonId, "")) });
    }

    public async Task<StarLine?> PublicAsync(Guid id, CancellationToken ct) =>
        await objections.InPublicity().Where(s => s.Id == id).Select(StarLine.Of).SingleOrDefaultAsync(ct) is { } star
            ? star with { Name = Mask.Name((await people.FindAsync(star.PersonId, ct))?.Name ?? ""), MayObject = star.PersonId != db.Viewer.PersonId && star.PublicUntil > clock.Now() } : null;

    /// <summary>All of the viewer's own stars, highest first.</summary>
    public Task<List<StarCase>> OwnAsync(CancellationToken ct) =>
        db.Set<StarCase>().AsNoTracking().Where(s => s.PersonId == db.Viewer.PersonId).OrderByDescending(s => s.Level).ToListAsync(ct);
}
