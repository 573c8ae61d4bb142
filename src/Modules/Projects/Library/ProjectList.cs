using System.Linq.Expressions;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Projects.Domain;
using Weiguang.Regions;

namespace Weiguang.Projects.Library;

/// <summary>A project in a list.</summary>
/// <param name="Adoptions">How many approved projects were adopted from it.</param>
internal sealed record ProjectLine(
    Guid Id, string Title, string Category, LibraryLevel Level, long DivisionCode, Guid? TeamId, ProjectStatus Status, int Round, string Goals, DateTime At)
{
    public int Adoptions { get; init; }

    public string Place { get; init; } = "";

    /// <summary>Who runs it: a team, or the staff of the place.</summary>
    public string Team { get; init; } = "";
}

/// <summary>What a list of projects is asked for; every part may be left out.</summary>
/// <param name="Division">The place whose library is read: what is done there, and what the libraries above it hold.</param>
internal sealed record ProjectFilter(LibraryLevel? Level = null, string? Category = null, long Division = 0, string? Cursor = null);

/// <summary>Lists of projects, newest first.</summary>
internal static class ProjectList
{
    public const int PageSize = 20;

    /// <summary>By when they came to where they are now.</summary>
    public static readonly ListOrder<Project> Moved = new("since", Phrase.Of("到这一步的时间"), SortKey.Down((Project p) => p.StatusAt));

    public static readonly Expression<Func<Project, ProjectLine>> SinceMoved = p => new ProjectLine(p.Id, p.Title, p.Category, p.Level, p.DivisionCode, p.TeamId, p.Status, p.Round, p.Goals, p.StatusAt);

    private static readonly ListOrder<Project> Published = new("published", Phrase.Of("到这一步的时间"), SortKey.Down((Project p) => p.PublishedAt!.Value));

    /// <summary>The library: approved projects, for everybody.</summary>
    public static Task<Page<ProjectLine>> LibraryAsync(this AppDbContext db, ProjectFilter filter, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(filter.Division);
        long[] above = filter.Division == 0 ? [] : [.. Enumerable.Range(1, 3).Select(level => DivisionCodes.Above(filter.Division, level))];
        var found = db.Set<Project>().Where(p => p.PublishedAt != null && p.Status != ProjectStatus.Disabled && p.Status != ProjectStatus.Void
            && ((p.DivisionCode >= from && p.DivisionCode < to) || above.Contains(p.LibraryDivision)));
        found = filter.Level is { } level ? found.Where(p => p.Level == level) : found;
        found = string.IsNullOrEmpty(filter.Category) ? found : found.Where(p => p.Category == filter.Category);
        return db.ReadAsync(found, Published, p => new ProjectLine(p.Id, p.Title, p.Category, p.Level, p.DivisionCode, p.TeamId, p.Status, p.Round, p.Goals, p.PublishedAt!.Value), filter.Cursor, ct);
    }

    /// <summary>Projects of these teams, whatever their state.</summary>
    public static Task<Page<ProjectLine>> OfTeamsAsync(this AppDbContext db, List<Guid> teams, string? cursor, CancellationToken ct) =>
        db.ReadAsync(db.Set<Project>().Where(p => p.TeamId != null && teams.Contains(p.TeamId.Value)), Moved, SinceMoved, cursor, ct);

    /// <summary>How often each of these was adopted and approved.</summary>
    public static async Task<Dictionary<Guid, int>> AdoptionsAsync(this AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await db.Set<Project>().Where(p => p.OriginId != null && ids.Contains(p.OriginId.Value) && p.PublishedAt != null && p.Status != ProjectStatus.Disabled)
            .GroupBy(p => p.OriginId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    private static async Task<Page<ProjectLine>> ReadAsync(this AppDbContext db, IQueryable<Project> found, ListOrder<Project> order, Expression<Func<Project, ProjectLine>> line, string? cursor, CancellationToken ct)
    {
        var page = await found.AsNoTracking().PageAsync(order, p => p.Id, line, PageSize, cursor, ct);
        var adoptions = await db.AdoptionsAsync([.. page.Items.Select(p => p.Id)], ct);
        return page.Select(p => p with { Adoptions = adoptions.GetValueOrDefault(p.Id) });
    }
}
