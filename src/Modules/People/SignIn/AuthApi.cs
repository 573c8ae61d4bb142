using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People.Sessions;
using Weiguang.Regions;

namespace Weiguang.People.SignIn;

/// <summary>Signing programs in: a code to the phone, then a bearer token.</summary>
internal static class AuthApi
{
    public static void MapAuthApi(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/v1/auth").WithTags("Sign-in");
        auth.MapPost("/code", SendCodeAsync).WithMetadata(new NotRemembered()).WithSummary("Send a code to a phone"); // What was sent is not taken back, and a gateway may be slow: no transaction is open around it.
        auth.MapPost("/token", TakeTokenAsync).WithMetadata(new TellsSecret()).WithSummary("A phone and its code for a bearer token; a phone nobody has yet answers 409 with a ticket for register");
        auth.MapPost("/register", RegisterAsync).WithMetadata(new TellsSecret()).WithSummary("Register with that ticket, a name and the village or community one lives in; answers with a token");
        auth.MapDelete("/token", DropTokenAsync).RequireAuthorization(Policies.SignedIn).WithSummary("Give the token back: it opens nothing any more");
    }

    private static async Task<Results<Accepted<CodeOnItsWay>, Problem>> SendCodeAsync(PhoneRequest request, HttpContext http, SignInCodes codes, SignInSettings settings, CancellationToken ct)
    {
        if (PhoneText.Mobile(request.Phone) is not { } phone)
        {
            return Problems.Invalid("phone", Phrase.Of("手机号要 11 位，比如 139 0000 0000（空格没关系）"));
        }

        var sent = await codes.SendAsync(phone, Network.Of(http), ct);
        if (sent.Ok)
        {
            return TypedResults.Accepted((string?)null, new CodeOnItsWay((int)Domain.OneTimeCode.Life.TotalSeconds, 60));
        }

        var (phrase, number) = Waiting.Phrased(sent);
        if (sent.Wait is not { } wait)
        {
            return new Problem(503, "sms-failed", phrase, number);
        }

        http.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
        return new Problem(429, "too-many-codes", phrase, number) { Facts = { ["retryAfter"] = (int)Math.Ceiling(wait.TotalSeconds) } };
    }

    /// <summary>Phone and code for a token. A phone that nobody has yet answers 409 with a ticket for <c>/register</c>.</summary>
    private static async Task<Results<Ok<TokenAnswer>, Problem>> TakeTokenAsync(
        CodeRequest request, HttpContext http, SignInCodes codes, Door door, Trails trails, CancellationToken ct)
    {
        if (PhoneText.Mobile(request.Phone) is not { } phone)
        {
            return Problems.Invalid("phone", Phrase.Of("手机号要 11 位，比如 139 0000 0000（空格没关系）"));
        }

        if (Wrong(await codes.CheckAsync(phone, request.Code ?? "", ct)) is { } wrong)
        {
            return Problems.Invalid("code", wrong);
        }

        return await door.WhoHasAsync(phone, ct) is { } personId
            ? await TokenAsync(http, door, personId, ct)
            : new Problem(409, "registration-needed", Phrase.Of("这个手机号还没有登记，请填姓名和所在的村或社区")) { Facts = { ["ticket"] = trails.Ticket(phone, proved: true, null) } };
    }

    private static async Task<Results<Ok<TokenAnswer>, Problem>> RegisterAsync(
        RegisterRequest request, HttpContext http, Door door, Trails trails, RegionDirectory regions, IStringLocalizer phrases, CancellationToken ct)
    {
        if (trails.Read(request.Ticket) is not { Proved: true } trail)
        {
            return Problems.Invalid("ticket", Phrase.Of("时间太久了，请重新要一个验证码"));
        }

        if (PersonName.Parse(request.Name) is not { } name)
        {
            return Problems.Invalid("name", PersonName.Refusal(request.Name, phrases));
        }

        return await regions.FindAsync(request.DivisionCode, ct) is { Level: >= 4 } division
            ? await TokenAsync(http, door, await door.RegisterAsync(trail.Phone, name, division.Code, ct), ct)
            : Problems.Invalid("divisionCode", Phrase.Of("请选您住的村或社区"));
    }

    private static async Task<NoContent> DropTokenAsync(Visitor visitor, SessionBook sessions, CancellationToken ct)
    {
        await sessions.RevokeAsync(visitor.SessionId, ct);
        return TypedResults.NoContent();
    }

    /// <summary>The message for a code that does not open the door; null when it does.</summary>
    internal static string? Wrong(CodeAnswer answer) => answer switch
    {
        CodeAnswer.Right => null,
        CodeAnswer.Wrong => Phrase.Of("验证码不对，请再看一下短信"),
        CodeAnswer.TooManyTries => Phrase.Of("试错太多次了，请重新要一个验证码"),
        CodeAnswer.Expired => Phrase.Of("验证码过期了，请重新要一个"),
    };

    private static async Task<Ok<TokenAnswer>> TokenAsync(HttpContext http, Door door, Guid personId, CancellationToken ct)
    {
        var opened = await door.HandTokenAsync(http, personId, null, ct);
        return TypedResults.Ok(new TokenAnswer(opened.Token, opened.ExpiresAt));
    }
}

internal sealed record PhoneRequest([property: MaxLength(LengthDoor.Word)] string? Phone);

internal sealed record CodeRequest([property: MaxLength(LengthDoor.Word)] string? Phone, [property: MaxLength(LengthDoor.Word)] string? Code);

internal sealed record RegisterRequest([property: MaxLength(2000)] string? Ticket, [property: MaxLength(PersonName.Longest)] string? Name, long DivisionCode);

/// <param name="ExpiresIn">Seconds the code lives.</param>
/// <param name="RetryAfter">Seconds until another may be asked for.</param>
internal sealed record CodeOnItsWay(int ExpiresIn, int RetryAfter);

internal sealed record TokenAnswer(string Token, DateTime ExpiresAt);
