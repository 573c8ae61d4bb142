using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars.Deciding;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars;

/// <summary>Stars over the API: everybody reads publicity and rules, the signed-in object, certifiers decide.</summary>
internal static class StarsApi
{
    public static void MapStars(this IEndpointRouteBuilder routes)
    {
        var stars = routes.MapGroup("/api/v1/stars").WithTags("Stars");
        stars.MapGet("/", PublicityAsync).WithSummary("Stars in publicity with masked names, by division with everything below");
        stars.MapGet("/{id:guid}", PublicAsync).WithSummary("One star in publicity");
        stars.MapPost("/{id:guid}/objections", ObjectAsync).Paced(RecognitionVerbs.Object).RequireAuthorization(Policies.SignedIn).WithSummary("Object, with a reason");
        routes.MapGet("/api/v1/star-rules", RuleAsync).WithTags("Stars").WithSummary("The rule that holds in a division");
        routes.MapGet("/api/v1/me/star", MineAsync).RequireAuthorization(Policies.SignedIn).WithTags("Stars").WithSummary("My star, my hours, and how far it is to the next");

        var desk = routes.MapGroup("/api/v1/console").RequireAuthorization(RecognitionPermissions.CertifyStars).WithTags("Stars");
        desk.MapList<StarQueue, StarCase, StarLine, StarItem>("/stars", StarItem.Of).WithSummary("Stars of my range, those that have stood longest first: those in publicity, unless view says otherwise");
        desk.MapGet("/stars/{id:guid}", FileAsync).WithSummary("One star with its hours, objections and story");
        desk.MapPost("/stars/{id:guid}/{step}", StepAsync).WithSummary("certify, decline, keep or withdraw; a no needs a reason");
        desk.MapPost("/stars/{id:guid}/objections/{objectionId:guid}", DecideAsync).WithSummary("Settle an objection, with the reason");
        routes.MapPut("/api/v1/console/star-rules", SetRuleAsync).RequireAuthorization(RecognitionPermissions.SetStarRules).WithTags("Stars").WithSummary("Propose the rule of a division in my range, from tomorrow or later; it holds once somebody a level up has said yes");
        routes.MapPost("/api/v1/console/star-rules/{division:long}/changes/{sequence:int}/decision", DecideRuleAsync).RequireAuthorization(RecognitionPermissions.SetStarRules).WithTags("Stars").WithSummary("Somebody a level up: say yes or no to a change that waits; whoever proposed it takes it back with a no");
    }

    private static async Task<Ok<Page<StarItem>>> PublicityAsync(StarReader stars, CancellationToken ct, long division = 0, string? cursor = null) =>
        TypedResults.Ok((await stars.InPublicityAsync(DivisionCodes.IsValid(division) ? division : 0, cursor, ct)).Select(StarItem.Of));

    private static async Task<Results<Ok<StarItem>, Problem>> PublicAsync(Guid id, StarReader stars, CancellationToken ct) =>
        await stars.PublicAsync(id, ct) is { } star ? TypedResults.Ok(StarItem.Of(star)) : Problems.NotFound();

    private static async Task<Results<Ok<StarDone>, Problem>> ObjectAsync(Guid id, ReasonRequest request, StarReader stars, StarObjections objections, CancellationToken ct)
    {
        if (await stars.PublicAsync(id, ct) is null)
        {
            return Problems.NotFound();
        }

        if (ReasonText.Mistake(request.Reason) is { } mistake)
        {
            return Problems.Invalid("reason", mistake);
        }

        var answer = await objections.ObjectAsync(id, request.Reason!.Trim(), ct);
        return answer == ObjectionAnswer.Taken ? TypedResults.Ok(new StarDone("taken")) : Problems.Conflict("objection-not-taken", StarWords.Refusal(answer));
    }

    private static async Task<Ok<StarRuleForm>> RuleAsync(RuleBook rules, CancellationToken ct, long division = 0) =>
        TypedResults.Ok(StarRuleForm.Of(await rules.ReadAsync(StarRule.Sheet, DivisionCodes.IsValid(division) ? division : 0, ct)));

    private static async Task<Ok<MyStar>> MineAsync(StarReader stars, RuleBook rules, LedgerBook ledger, Visitor visitor, TimeProvider clock, CancellationToken ct)
    {
        var (own, rule) = (await stars.OwnAsync(ct), await rules.ForAsync(StarRule.Sheet, visitor.DivisionCode, clock.Today(), ct));
        return TypedResults.Ok(MyStar.Of(own, rule, await ledger.BalanceAsync(visitor.PersonId, LedgerUnit.Minutes, ct)));
    }

    private static async Task<Results<Ok<StarFileItem>, Problem>> FileAsync(Guid id, StarFiles files, CancellationToken ct) =>
        await files.ReadAsync(id, ct) is { } file ? TypedResults.Ok(StarFileItem.Of(file)) : Problems.NotFound();

    private static async Task<Results<Ok<StarDone>, Problem>> StepAsync(Guid id, [MaxLength(LengthDoor.Word)] string step, ReasonRequest? request, StarFiles files, StarSteps steps, CancellationToken ct)
    {
        if (await files.ReadAsync(id, ct) is null || WordDoor.Read<StarStep>(step) is not { } taken)
        {
            return Problems.NotFound();
        }

        if ((StarFilePage.NeedsReason(taken) || request?.Reason?.Length > 0) && ReasonText.Mistake(request?.Reason) is { } mistake)
        {
            return Problems.Invalid("reason", mistake);
        }

        return Answer(await steps.StepAsync(id, taken, request?.Reason?.Trim() ?? "", ct));
    }

    private static async Task<Results<Ok<StarDone>, Problem>> DecideAsync(
        Guid id, Guid objectionId, DecisionRequest request, StarFiles files, StarSteps steps, CancellationToken ct)
    {
        if ((await files.ReadAsync(id, ct))?.Objections.Any(o => o.Id == objectionId) != true)
        {
            return Problems.NotFound();
        }

        return ReasonText.Mistake(request.Reason) is { } mistake
            ? Problems.Invalid("reason", mistake)
            : Answer(await steps.DecideAsync(id, objectionId, request.Upheld, request.Reason!.Trim(), ct));
    }

    private static async Task<Results<Ok<StarRuleForm>, Problem>> SetRuleAsync(long division, StarRuleForm rule, RuleBook rules, RuleChanges changes, IStringLocalizer phrases, CancellationToken ct)
    {
        var (numbers, mistakes) = rule.Read();
        if (numbers is null)
        {
            return Problems.Invalid(mistakes.GroupBy(m => m.Field).ToDictionary(g => g.Key, g => g.Select(m => phrases[m.Message, m.Arguments].Value).Distinct().ToArray()));
        }

        var answer = await changes.ProposeAsync(StarRule.Sheet, division, numbers, rule.From, rule.Seen, ct);
        return answer.IsDone ? TypedResults.Ok(StarRuleForm.Of(await rules.ReadAsync(StarRule.Sheet, division, ct))) : answer.Problem();
    }

    private static async Task<Results<NoContent, Problem>> DecideRuleAsync(long division, int sequence, RuleDecisionRequest request, RuleChanges changes, CancellationToken ct) =>
        (await changes.DecideAsync(StarRule.Sheet, division, sequence, request.Approved, request.Decision, ct)).ToResult();

    private static Results<Ok<StarDone>, Problem> Answer(StepAnswer answer) => answer.IsDone ? TypedResults.Ok(new StarDone("done")) : answer.Problem();
}
