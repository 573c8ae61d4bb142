using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>Kiosks over HTTP; the protocol is told in docs/algorithms/check-in.md.</summary>
internal static class KioskApi
{
    public static void MapKioskApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities/{id:guid}").WithTags("Check-in").RequireAuthorization(Policies.SignedIn);
        api.MapPost("kiosks", OpenAsync).WithMetadata(new TellsSecret()).WithSummary("Make a phone a kiosk: it gets the key of its list, once");
        api.MapGet("kiosks/{kioskId:guid}", StateAsync).WithSummary("Whether a kiosk is still open: it asks while it has network, and wipes its list when not");
        api.MapGet("kiosks/{kioskId:guid}/roster", RosterAsync).WithSummary("The list, encrypted under the kiosk's key; measures the device's clock");
        api.MapDelete("kiosks/{kioskId:guid}", RevokeAsync).WithSummary("Close a kiosk: it gets no list any more, and what it read before is still taken; reported lost, all it brings home waits for the organiser");
        api.MapPost("kiosk-scans", SendAsync).Paced(ActivityVerbs.BringHome).WithMetadata(new SettlesElsewhere(), new NotRemembered()).WithSummary("Bring home what a kiosk read, up to 500 at once, also when it is closed; what is not booked waits for the organiser; sending again changes nothing");
        routes.MapGet("/console/activities/{id:guid}/kiosk/app.webmanifest", Manifest).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<Results<Ok<OpenedKiosk>, Problem>> OpenAsync(Guid id, KioskInput input, HttpContext http, Roster roster, KioskBook kiosks, CancellationToken ct)
    {
        if (await roster.FindAsync(id, ct) is not { } activity)
        {
            return Problems.NotFound();
        }

        if (input.PublicKey is not null && !PhoneKey.IsKey(input.PublicKey))
        {
            return Problems.Invalid("publicKey", Phrase.Of("这不是 P-256 的公钥"));
        }

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await kiosks.OpenAsync(activity, ShortWords.Of(input.Name, 60), new(input.PublicKey ?? "", input.At, input.Elapsed), ct));
    }

    private static async Task<Results<Ok<SealedRoster>, Problem>> RosterAsync(
        Guid id, Guid kioskId, HttpContext http, Roster roster, KioskBook kiosks, KioskLogs logs, TimeProvider clock, CancellationToken ct, DateTimeOffset? now = null, int? number = null, [MaxLength(KioskEntry.HashLetters)] string? head = null)
    {
        if (await roster.FindAsync(id, ct) is not { } activity || await kiosks.FindAsync(id, kioskId, ct) is not { } kiosk)
        {
            return Problems.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        await logs.HearAsync(kiosk, number is { } last ? new(last, head) : null, clock.Now(), ct);
        return kiosk.IsOpen(clock.Now()) ? TypedResults.Ok(await kiosks.SealAsync(kiosk, activity, now?.UtcDateTime ?? clock.Now(), ct)) : Closed();
    }

    private static async Task<Results<Ok<KioskState>, Problem>> StateAsync(
        Guid id, Guid kioskId, HttpContext http, Roster roster, KioskBook kiosks, KioskLogs logs, TimeProvider clock, CancellationToken ct, int? number = null, [MaxLength(KioskEntry.HashLetters)] string? head = null)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await roster.FindAsync(id, ct) is null || await kiosks.FindAsync(id, kioskId, ct) is not { } kiosk)
        {
            return Problems.NotFound();
        }

        await logs.HearAsync(kiosk, number is { } last ? new(last, head) : null, clock.Now(), ct);
        return TypedResults.Ok(new KioskState(kiosk.IsOpen(clock.Now())));
    }

    private static async Task<Results<NoContent, Problem>> RevokeAsync(Guid id, Guid kioskId, Roster roster, KioskBook kiosks, CancellationToken ct, bool lost = false) =>
        await roster.FindAsync(id, ct) is not null && await kiosks.RevokeAsync(id, kioskId, lost, ct) ? TypedResults.NoContent() : Problems.NotFound();

    private static async Task<Results<Ok<KioskReplies>, Problem>> SendAsync(
        Guid id, KioskScansInput input, Roster roster, KioskBook kiosks, KioskIntake intake, IStringLocalizer phrases, TimeProvider clock, CancellationToken ct)
    {
        if (await roster.FindAsync(id, ct) is null || await kiosks.FindAsync(id, input.KioskId, ct) is not { } kiosk)
        {
            return Problems.NotFound();
        }

        if (input.Scans is not { Count: > 0 and <= KioskIntake.Most } scans || scans.DistinctBy(s => s?.Nonce).Count() != scans.Count)
        {
            return Problems.Invalid("scans", Phrase.Of("一次送来 1 到 500 条，编号不能重复"));
        }

        if (scans.Any(s => s?.Mark is not { Length: > 0 and <= KioskIntake.MarkMost }))
        {
            return Problems.Invalid("scans", Phrase.Of("每一条都要有证的标记"));
        }

        var utc = scans.Select(s => s with { At = s.At.ToUniversalTime() }).ToList();
        var (replies, isBroken) = await intake.TakeAsync(kiosk, input.SentAt.UtcDateTime, input.Log, utc, ct);
        return TypedResults.Ok(new KioskReplies([.. replies.Select(r => r with { Message = phrases[r.Message] })], kiosk.IsOpen(clock.Now()), isBroken));
    }

    private static Problem Closed() => Problems.Conflict("kiosk-closed", Phrase.Of("这台签到机已经停用"));

    // The browser asks for it without cookies; it says nothing that the address does not say.
    private static JsonHttpResult<object> Manifest(Guid id, IStringLocalizer L) => TypedResults.Json<object>(
        new
        {
            id = $"/console/activities/{id}/kiosk",
            name = L["微光签到机"].Value,
            short_name = L["签到机"].Value,
            start_url = $"/console/activities/{id}/kiosk",
            scope = $"/console/activities/{id}/kiosk",
            display = "standalone",
            background_color = "#faf7f2",
            theme_color = "#c0151b",
            icons = new[] { new { src = "/icon.svg", sizes = "any", type = "image/svg+xml", purpose = "any maskable" } },
        },
        contentType: "application/manifest+json");
}

/// <param name="Name">What the device calls itself.</param>
/// <param name="PublicKey">Signs its log: P-256, the point without compression (65 bytes) in base64url. Without one, nothing vouches for what it brings home late.</param>
/// <param name="At">The device's clock, milliseconds since 1970.</param>
/// <param name="Elapsed">Milliseconds since its page was opened, by a clock that nobody sets.</param>
internal sealed record KioskInput([property: MaxLength(60)] string? Name = null, [property: MaxLength(PhoneKey.Length)] string? PublicKey = null, long? At = null, long? Elapsed = null);

/// <param name="SentAt">The kiosk's own clock at this moment.</param>
/// <param name="Log">How far its log goes, also beyond what comes now; without it, this says nothing of when anything was read.</param>
internal sealed record KioskScansInput(Guid KioskId, DateTimeOffset SentAt, [property: MaxLength(KioskIntake.Most)] IReadOnlyList<KioskScan>? Scans, KioskPledge? Log = null);
