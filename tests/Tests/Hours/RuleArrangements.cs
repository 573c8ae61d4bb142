using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Hours.Rulebook;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Regions.Domain;

namespace Weiguang.Tests.Hours;

/// <summary>Rules of hours that hold.</summary>
internal static class RuleArrangements
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A rule that has held from the beginning.</summary>
    public static async Task HoldRuleAsync(this TestApp app, string rule, object numbers, long place = TestPeople.County)
    {
        using var scope = app.Scope();
        scope.Db.Add(new Rule { DivisionCode = place, Code = HourSheets.Find(rule)!.Code, Numbers = JsonSerializer.Serialize(numbers) });
        await scope.Db.SaveChangesAsync(Ct);
    }

    /// <summary>Somebody a level up says yes to the change that waits.</summary>
    public static async Task ApproveRuleAsync(this TestApp app, string rule, long place = TestPeople.County)
    {
        var above = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, DivisionCodes.Parent(place)));
        using var answer = await app.DecideRuleAsync(above, rule, new { approved = true }, place);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Decides about the newest change.</summary>
    public static async Task<HttpResponseMessage> DecideRuleAsync(this TestApp app, HttpClient who, string rule, object decision, long place = TestPeople.County)
    {
        using var scope = app.Scope();
        var code = HourSheets.Find(rule)!.Code;
        var sequence = await scope.Db.Set<RuleChange>().Where(c => c.DivisionCode == place && c.Code == code).MaxAsync(c => c.Sequence, Ct);
        return await who.PostAsJsonAsync($"/api/v1/hour-rules/{place}/{rule}/changes/{sequence}/decision", decision, Ct);
    }
}
