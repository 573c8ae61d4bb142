using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Ui;

/// <summary>Where the switches for elder mode, theme and language post to.</summary>
public static class PreferencesApi
{
    public static void MapPreferences(this IEndpointRouteBuilder routes) => routes.MapPost("/preferences", SaveAsync).ExcludeFromDescription();

    /// <summary>No antiforgery token, so that pages stay cacheable: a post from elsewhere is known by its origin, and could only change how pages look.</summary>
    private static async Task<IResult> SaveAsync(HttpContext http, Viewer viewer, PublicAddress site, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType || IsForeign(http.Request, site))
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var form = await http.Request.ReadFormAsync(ct);
        var preferences = Change(Preferences.Of(http), form);
        preferences.Write(http);
        if (viewer.IsSignedIn && http.RequestServices.GetService<IPreferenceBook>() is { } book)
        {
            await book.SaveAsync(viewer.PersonId, preferences, ct);
        }

        return TypedResults.Redirect(Origins.LocalOrHome(form["back"]));
    }

    private static Preferences Change(Preferences now, IFormCollection form)
    {
        var elder = form["elder"].ToString() switch { "on" => true, "off" => false, _ => now.Elder };
        var theme = form["theme"].ToString() switch { "light" => "light", "dark" => "dark", "auto" => null, _ => now.Theme };
        var language = Phrases.Languages.FirstOrDefault(l => l == form["language"].ToString()) ?? now.Language;
        return new(elder, theme, language);
    }

    private static bool IsForeign(HttpRequest request, PublicAddress site) => request.Headers.Origin.ToString() is { Length: > 0 } origin && !Origins.IsOurs(request, origin, site);
}
