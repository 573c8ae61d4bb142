using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Ui;

/// <summary>An entry of the console's sidebar; a module registers its own: <c>services.AddSingleton(new ConsoleLink(…))</c>.</summary>
/// <param name="Section">Source phrase of the heading it stands under.</param>
/// <param name="Phrase">Source phrase of the entry.</param>
/// <param name="Policy">Who sees it; null for everybody.</param>
/// <param name="Key">Opens it after g; no two entries have the same.</param>
/// <param name="IsHome">Where /console leads for who may open it.</param>
public sealed record ConsoleLink(string Section, string Phrase, string Href, string? Policy = null, char? Key = null, bool IsHome = false);

/// <summary>How many messages a person has not read.</summary>
public interface IUnread
{
    Task<int> CountAsync(Guid personId, CancellationToken ct);
}

/// <summary>Live numbers of the home page; a module that has one registers an implementation.</summary>
public interface IHomeFigures
{
    Task<IReadOnlyList<HomeFigure>> ReadAsync(CancellationToken ct);
}

/// <param name="Phrase">Source phrase of what is counted.</param>
public sealed record HomeFigure(string Phrase, long Value, string? Href = null);

internal sealed record BarTab(string Phrase, string Href, string Icon);

/// <summary>The tabs whose page is there, so that the bar never leads nowhere.</summary>
internal sealed class TabBar(EndpointDataSource endpoints)
{
    private static readonly BarTab[] Bar =
    [
        new(Text.Phrase.Of("首页"), "/", "home"),
        new(Text.Phrase.Of("点单"), "/orders", "order"),
        new(Text.Phrase.Of("活动"), "/activities", "activity"),
        new(Text.Phrase.Of("消息"), "/messages", "message"),
        new(Text.Phrase.Of("我的"), "/me", "me"),
    ];

    private IReadOnlyList<BarTab>? _tabs;

    /// <summary>Asked for by each page, so looked up once: pages do not come and go while the program runs.</summary>
    public IReadOnlyList<BarTab> Tabs => _tabs ??= Find();

    private BarTab[] Find()
    {
        var pages = endpoints.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText?.Trim('/')).ToHashSet();
        return [.. Bar.Where(t => pages.Contains(t.Href))];
    }
}

/// <summary>The address without anything behind it, as people type it.</summary>
public static class ConsoleHome
{
    public static void MapConsoleHome(this IEndpointRouteBuilder routes) => routes.MapGet("/console", OpenAsync).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();

    private static async Task<IResult> OpenAsync(HttpContext http, Menus menus)
    {
        var links = await menus.ConsoleAsync(http);
        return TypedResults.Redirect((links.FirstOrDefault(l => l.IsHome) ?? links[0]).Href);
    }
}

/// <summary>What the consoles offer: only what this person may open.</summary>
internal sealed class Menus(IEnumerable<ConsoleLink> links, IAuthorizationService authorization)
{
    public async Task<IReadOnlyList<ConsoleLink>> ConsoleAsync(HttpContext http)
    {
        var allowed = new List<ConsoleLink>();
        foreach (var link in links)
        {
            if (link.Policy is null || (await authorization.AuthorizeAsync(http.User, http, link.Policy)).Succeeded)
            {
                allowed.Add(link);
            }
        }

        return allowed;
    }
}
