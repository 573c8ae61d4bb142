using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.People.Sessions;

namespace Weiguang.People.SignIn;

/// <summary>Leaving, by a button of a page.</summary>
internal static class SignOutApi
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", LeaveAsync).ExcludeFromDescription();

    // The empty form parameter makes the framework ask for the antiforgery token.
    private static async Task<RedirectHttpResult> LeaveAsync([FromForm] string? back, HttpContext http, Visitor visitor, SessionBook sessions, CancellationToken ct)
    {
        if (visitor.IsSignedIn)
        {
            await sessions.RevokeAsync(visitor.SessionId, ct);
        }

        Drafts.ForgetAll(http);
        SessionCookie.Take(http);
        return TypedResults.Redirect(Origins.LocalOrHome(back));
    }
}
