using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Hours.Faces;

/// <summary>One's own face over HTTP: what goes in never comes out.</summary>
internal static class FaceApi
{
    public static IServiceCollection AddFaces(this IServiceCollection services) => services
        .AddScoped<CheckInDevice>().AddScoped<FaceReader>().AddScoped<FaceBook>().AddScoped<FaceRounds>()
        .AddScoped(p => new FaceOffers(p.GetRequiredService<FaceReader>(), p.GetRequiredService<CheckInDevice>()))
        .AddSingleton(new MeLink(Phrase.Of("人脸（自愿）"), Phrase.Of("同意没同意、存到什么时候、用过几次；一按就删。"), HoursLinks.OwnFace, 15, Role.Volunteer)
        {
            IsShown = (request, ct) => request.GetRequiredService<FaceReader>().IsShownAsync(ct),
        });

    public static void MapFaceApi(this IEndpointRouteBuilder routes)
    {
        var face = routes.MapGroup("/api/v1/me/face").RequireAuthorization(Policies.Volunteer).WithTags("Me");
        face.MapGet("", ShowAsync).WithSummary("What I agreed to about my face, since when it is kept and until when; never the face itself");
        face.MapPost("consent", AgreeAsync).WithSummary("Agree to the text of this version: separate from everything else, and taken back by DELETE");
        face.MapPost("challenges", ChallengeAsync).Paced(HoursVerbs.Face).WithSummary("Movements to make before the camera, drawn by lot, good once and for two minutes");
        face.MapPut("", EnrolAsync).WithSummary("Enrol the 128 numbers that this phone made of my face; it can be compared from tomorrow on");
        face.MapDelete("", WithdrawAsync).WithSummary("Withdraw: erased at once, wherever faces are used or not");
        routes.MapPost("/api/v1/hours/{id:guid}/engagements/{engagementId:guid}/face-checks", CheckAsync).RequireAuthorization(Policies.SignedIn).WithTags("Records")
            .WithSummary("Add my face to my own check-in on this phone: same, unsure or other; the check-in stands whatever it says");
    }

    private static async Task<Results<Ok<FaceItem>, Problem>> ShowAsync(FaceReader reader, CancellationToken ct) => await reader.MineAsync(ct) is var here && here.WhyNot is { } no
        ? no.Problem() : TypedResults.Ok(new FaceItem(FaceConsent.Version, here.Face?.AgreedAt, here.Face?.EnrolledAt, here.UntilAt, here.Face?.UsedAt));

    private static async Task<Results<NoContent, Problem>> AgreeAsync(FaceConsentInput input, FaceBook book, CancellationToken ct) => (await book.AgreeAsync(input.Version ?? 0, ct)).ToResult();

    private static async Task<Results<Ok<FaceChallengeItem>, Problem>> ChallengeAsync(FaceBook book, CancellationToken ct)
    {
        var (answer, asked) = await book.ChallengeAsync(ct);
        return asked is null ? answer.Problem() : TypedResults.Ok(new FaceChallengeItem(asked.Id, FaceRules.MovesOf(asked.Drawn), asked.UntilAt));
    }

    private static async Task<Results<NoContent, Problem>> EnrolAsync(FaceInput input, FaceBook book, CancellationToken ct) => (await book.EnrolAsync(input.Shown, ct)).ToResult();

    private static async Task<NoContent> WithdrawAsync(FaceBook book, CancellationToken ct)
    {
        await book.WithdrawAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<FaceVerdictItem>, Problem>> CheckAsync(Guid id, Guid engagementId, FaceInput input, FaceBook book, FaceReader reader, CheckInDevice device, IStringLocalizer L, HttpContext http,
        CancellationToken ct)
    {
        var (answer, verdict) = await book.CheckAsync(id, engagementId, input.Shown, device.Of(http), ct);
        return verdict is { } said && await reader.TriesAsync(id, engagementId, device.Of(http), ct) is { } tries ? TypedResults.Ok(new FaceVerdictItem(said, L[tries.Words])) : answer.Problem();
    }
}

/// <param name="Version">Of the text that was read.</param>
internal sealed record FaceConsentInput(int? Version = null);

/// <param name="Moves">The movements that were made, in their order.</param>
/// <param name="Numbers">128 of them, as the model makes them.</param>
internal sealed record FaceInput(Guid? ChallengeId = null, [property: MaxLength(FaceRules.Moves)] IReadOnlyList<FaceMove>? Moves = null, [property: MaxLength(FaceRules.Length)] IReadOnlyList<float>? Numbers = null)
{
    internal FaceShown Shown => new(ChallengeId ?? Guid.Empty, Moves ?? [], Numbers ?? []);
}

/// <param name="Version">Of the text to agree to.</param>
/// <param name="UntilAt">When it is erased at the latest.</param>
internal sealed record FaceItem(int Version, DateTime? AgreedAt, DateTime? EnrolledAt, DateTime? UntilAt, DateTime? UsedAt);

internal sealed record FaceChallengeItem(Guid Id, IReadOnlyList<FaceMove> Moves, DateTime UntilAt);

/// <param name="Message">The same as a sentence in the caller's language.</param>
internal sealed record FaceVerdictItem(FaceVerdict Verdict, string Message);
