using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.Hours.Rulebook;

/// <summary>Rules of hours over the API, for coordinators of the division: not for everybody, who knows the limits knows how to stay below them.</summary>
internal static class RuleApi
{
    public static void MapRuleApi(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/api/v1/hour-rules/{division:long}").RequireAuthorization(HoursPermissions.SetRules).WithTags("Hour rules");
        rules.MapGet("/", ListAsync).WithSummary("The rules of hours that hold in a division of my range, and whose they are");
        rules.MapGet("{rule}/changes", TrailAsync).WithSummary("Who changed a rule here or above, newest first");
        rules.MapPut("{rule}", SetAsync).WithSummary("Propose a rule of its own for the division, from tomorrow or later; it holds, and below as well, once somebody a level up has said yes");
        rules.MapDelete("{rule}", ResetAsync).WithSummary("Propose to go back to the rule that is inherited, from tomorrow on");
        rules.MapPost("{rule}/changes/{sequence:int}/decision", DecideAsync).WithSummary("Somebody a level up: say yes or no to a change that waits; whoever proposed it takes it back with a no");
    }

    private static async Task<Results<Ok<Page<RuleItem>>, Problem>> ListAsync(long division, RuleBook book, CancellationToken ct) => await book.IsMineAsync(division, ct)
        ? TypedResults.Ok(new Page<RuleItem>([.. (await book.ReadAsync(HourSheets.All, division, ct)).Select(RuleItem.Of)], null)) : Problems.NotFound();

    private static async Task<Results<Ok<Page<RuleChangeItem>>, Problem>> TrailAsync(long division, [MaxLength(LengthDoor.Word)] string rule, RuleBook book, CancellationToken ct) => HourSheets.Find(rule) is { } sheet && await book.IsMineAsync(division, ct)
        ? TypedResults.Ok(new Page<RuleChangeItem>([.. (await book.TrailAsync(sheet, division, ct)).Select(RuleChangeItem.Of)], null)) : Problems.NotFound();

    private static async Task<Results<Ok<RuleItem>, Problem>> SetAsync(long division, [MaxLength(LengthDoor.Word)] string rule, RuleInput input, RuleBook book, RuleChanges changes, IStringLocalizer L, CancellationToken ct)
    {
        if (HourSheets.Find(rule) is not { } sheet || !await book.IsMineAsync(division, ct))
        {
            return Problems.NotFound();
        }

        var asked = sheet.Fields.Select(f => f.Name).ToHashSet();
        var numbers = new RuleNumbers((input.Numbers ?? []).Where(n => n.Value is not null && asked.Contains(n.Key)).ToDictionary(n => n.Key, n => n.Value!.Value));
        var mistakes = sheet.Mistakes(numbers);
        return mistakes.Count > 0
            ? Problems.Invalid(mistakes.GroupBy(m => $"numbers.{m.Field}").ToDictionary(g => g.Key, g => g.Select(m => L[m.Message, m.Arguments].Value).ToArray()))
            : await AnswerAsync(book, division, sheet, await changes.ProposeAsync(sheet, division, numbers, input.From, input.Seen, ct), ct);
    }

    private static async Task<Results<Ok<RuleItem>, Problem>> ResetAsync(long division, [MaxLength(LengthDoor.Word)] string rule, RuleBook book, RuleChanges changes, CancellationToken ct) => HourSheets.Find(rule) is { } sheet
        ? await AnswerAsync(book, division, sheet, await changes.ProposeAsync(sheet, division, null, null, null, ct), ct) : Problems.NotFound();

    private static async Task<Results<Ok<RuleItem>, Problem>> DecideAsync(long division, [MaxLength(LengthDoor.Word)] string rule, int sequence, RuleDecisionInput input, RuleBook book, RuleChanges changes, CancellationToken ct) => HourSheets.Find(rule) is { } sheet
        ? await AnswerAsync(book, division, sheet, await changes.DecideAsync(sheet, division, sequence, input.Approved, input.Decision, ct), ct) : Problems.NotFound();

    private static async Task<Results<Ok<RuleItem>, Problem>> AnswerAsync(RuleBook book, long division, RuleSheet sheet, StepAnswer answer, CancellationToken ct) =>
        answer.IsDone ? TypedResults.Ok(RuleItem.Of(await book.ReadAsync(sheet, division, ct))) : answer.Problem();
}

/// <param name="Numbers">By name; what is left out is empty.</param>
/// <param name="Seen">The number of changes the caller saw; left out, the last one wins, also of two at the same instant.</param>
/// <param name="From">From which day in China on; left out, from tomorrow, which is the earliest.</param>
internal sealed record RuleInput(Dictionary<string, int?>? Numbers = null, int? Seen = null, DateOnly? From = null);

/// <param name="Decision">Why; a yes needs no words.</param>
internal sealed record RuleDecisionInput(bool? Approved, [property: MaxLength(ReasonText.MostLetters)] string? Decision = null);

/// <param name="Source">The division whose rule it is; null where nobody has set one.</param>
/// <param name="Waiting">What is proposed instead and waits for somebody a level up.</param>
/// <param name="Coming">What was approved for days to come.</param>
internal sealed record RuleItem(string Rule, long Division, IReadOnlyDictionary<string, int> Numbers, long? Source, int Seen, RuleChangeItem? Waiting, IReadOnlyList<RuleChangeItem> Coming)
{
    public static RuleItem Of(RuleHere rule) => new(
        rule.Sheet.Slug(), rule.Place, rule.Numbers.Values, rule.Source, rule.Seen, rule.Waiting is { } waiting ? RuleChangeItem.Of(waiting) : null, [.. rule.Coming.Select(RuleChangeItem.Of)]);
}

/// <param name="Sequence">Its number among the changes of this rule in this division.</param>
/// <param name="From">From which day in China on.</param>
internal sealed record RuleChangeItem(
    long Division, int Sequence, DateTime At, Guid By, bool IsReset, IReadOnlyDictionary<string, int> Before, IReadOnlyDictionary<string, int> After, DateOnly From, RuleChangeState State, Guid? DecidedBy, DateTime? DecidedAt, string Decision)
{
    public static RuleChangeItem Of(RuleStep c) => new(c.Division, c.Sequence, c.At, c.By, c.IsReset, c.Before.Values, c.After.Values, c.FromDay, c.State, c.DecidedBy, c.DecidedAt, c.Decision);
}
