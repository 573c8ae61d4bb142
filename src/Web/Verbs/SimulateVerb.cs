using System.CommandLine;
using Weiguang.Kernel;
using Weiguang.People;
using Weiguang.Simulation;
using Weiguang.Simulation.Cheats;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>Fills a database with an invented county: an empty one, or one of invented people only.</summary>
internal static class SimulateVerb
{
    private static readonly Option<long> Division = new("--division") { Description = "12-digit code of a county", DefaultValueFactory = _ => SimulationPlan.Small.Division };
    private static readonly Option<int> Volunteers = new("--volunteers") { Description = "How many volunteers", DefaultValueFactory = _ => SimulationPlan.Small.Volunteers };
    private static readonly Option<int> Days = new("--days") { Description = "How many past days of orders", DefaultValueFactory = _ => SimulationPlan.Small.Days };
    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed gives the same county", DefaultValueFactory = _ => SimulationPlan.Small.Seed };

    private static readonly Option<bool> Cheats = new("--cheats") { Description = "Play every known trick against a product of its own, and report; ends with 1 when one is missed, or more than 1 % of the honest are held" };
    private static readonly Option<int> Activities = new("--activities") { Description = "With --cheats: how many honest activities", DefaultValueFactory = _ => CheatPlan.Usual.Activities };
    private static readonly Option<int> Visits = new("--visits") { Description = "With --cheats: how many honest visits", DefaultValueFactory = _ => CheatPlan.Usual.Visits };
    private static readonly Option<int> Times = new("--times") { Description = "With --cheats: how often each trick is played", DefaultValueFactory = _ => CheatPlan.Usual.Times };

    public static Command Command()
    {
        var simulate = new Command("simulate", "Invent a county with its past. Example: simulate --division 220881000000 --volunteers 5000 --days 60 --seed 1")
        {
            Division, Volunteers, Days, Seed, Cheats, Activities, Visits, Times,
        };
        simulate.SetAction((parsed, ct) => parsed.GetValue(Cheats) ? CheatAsync(parsed, ct) : Operator.FillAsync(parsed, async services =>
        {
            var plan = new SimulationPlan(parsed.GetValue(Division), parsed.GetValue(Volunteers), parsed.GetValue(Days), parsed.GetValue(Seed));
            var marked = (await DemoMark.ReadAsync(services.GetRequiredService<AppDbContext>(), ct)).Count > 0;
            await FirstStart.ImportDivisionsAsync(services, ct);
            await Progress.RunAsync($"County {plan.Division}", async told =>
            {
                await services.GetRequiredService<County>().SimulateAsync(plan, told, ct);
                return $"{plan.Volunteers:N0} volunteers, {plan.Days} days";
            });
            parsed.Say(marked
                ? "The demo sign-in stays with the people of the first county."
                : "Anybody may sign in as these invented people, an administrator too: a server in Production refuses this database without --Demo:SignIn=true, `demo remove` ends it.");
            return 0;
        }, ct));
        return simulate;
    }

    private static async Task<int> CheatAsync(ParseResult parsed, CancellationToken ct)
    {
        var plan = new CheatPlan(parsed.GetValue(Seed), parsed.GetValue(Activities), CheatPlan.Usual.People, parsed.GetValue(Visits), parsed.GetValue(Times));
        var report = await CheatHost.PlayAsync([.. Operator.Quiet, .. parsed.Settings()], plan, ct);
        parsed.Say(report.Markdown());
        return report.IsGood ? 0 : 1;
    }
}
