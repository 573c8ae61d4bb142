using System.Collections.Frozen;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Text;
using Weiguang.People.Domain;
using Weiguang.Regions;

namespace Weiguang.People.Sessions;

/// <summary>
/// Recognises the session behind a cookie or bearer token and fills the request's <see cref="Viewer"/> and <see cref="Visitor"/>:
/// the one place where a request gets eyes.
/// </summary>
internal sealed class SessionScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Presences presences, RolePermissions permissions, Viewer viewer, Visitor visitor)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "session";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return AuthenticateResult.NoResult(); // Files are the same for everybody; do not ask the database for each.
        }

        if (Context.Features.Get<IStatusCodeReExecuteFeature>() is { OriginalStatusCode: >= 500 } || Request.Path.StartsWithSegments("/health"))
        {
            return AuthenticateResult.NoResult(); // What says that the database is away must not ask it who reads.
        }

        var header = Request.Headers.Authorization.ToString();
        var bearer = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        var token = bearer ? header[Bearer.Length..].Trim() : Request.Cookies[SessionCookie.Name];
        if (string.IsNullOrEmpty(token))
        {
            return AuthenticateResult.NoResult();
        }

        var presence = await presences.FindAsync(token, bearer ? SessionKind.Bearer : SessionKind.Cookie, Context.RequestAborted);
        if (presence is null)
        {
            return AuthenticateResult.Fail("The session has ended.");
        }

        await FillAsync(presence, Context.RequestAborted);
        return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(presence), Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsApi)
        {
            await new Problem(401, "sign-in-needed", Phrase.Of("请先登录")).ExecuteAsync(Context);
            return;
        }

        if (HttpMethods.IsPost(Request.Method) && await KeptForm.ReadAsync(Context))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized; // Its page says why, and holds what was written.
            return;
        }

        var back = HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method) ? Request.GetEncodedPathAndQuery() : "/";
        Response.Redirect($"/sign-in?return={Uri.EscapeDataString(back)}");
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (IsApi)
        {
            await new Problem(403, "role-needed", Phrase.Of("您现在的身份不能做这件事")).ExecuteAsync(Context);
            return;
        }

        // Whoever wrote it may have been allowed to.
        var isAnothers = await KeptForm.ReadAsync(Context) && FormOwner.IsAnothers(Context);
        Response.StatusCode = isAnothers ? StatusCodes.Status409Conflict : StatusCodes.Status403Forbidden;
    }

    private bool IsApi => Request.Path.StartsWithSegments("/api");

    private async Task FillAsync(Presence presence, CancellationToken ct)
    {
        var (from, to) = presence.Acting is { } acting && acting.Role.IsStaff() ? DivisionCodes.Range(acting.DivisionCode) : (1L, 0L);
        var may = await MayAsync(presence, ct);
        var led = presence.Roles.Where(r => r is { Role: Role.TeamLeader, TeamId: not null }).Select(r => r.TeamId!.Value);
        viewer.Become(presence.PersonId, from, to, led, may);
        visitor.Enter(presence, Network.Of(Context));
        Context.Features.Set(new Standing([SessionBook.TopicOf(presence.SessionId), RolePermissions.Topic], Context.RequestServices.GetRequiredService<LiveFeed>().Moment, async (anew, ct) =>
            await presences.HoldsAsync(presence, anew, ct) && may.SetEquals(await MayAsync(presence, ct))));
    }

    private async ValueTask<FrozenSet<string>> MayAsync(Presence presence, CancellationToken ct) =>
        presence.Acting is { } acting && acting.Role.IsStaff() ? (await permissions.NowAsync(ct)).Of(acting.Role) : [];

    private static ClaimsPrincipal PrincipalOf(Presence presence) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, presence.PersonId.ToString()),
            .. presence.Roles.Select(r => r.Role).Distinct().Select(role => new Claim(ClaimTypes.Role, role.ToString())),
        ],
        Name));
}
