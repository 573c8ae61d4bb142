using Weiguang.Simulation.Cheats.Honest;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;
using Weiguang.Simulation.Cheats.Tricks;

namespace Weiguang.Simulation.Cheats;

/// <summary>Plays every known trick against the running product, among honest people, and reads what became of each.</summary>
public static class CheatRun
{
    private const int FirstDay = 2;
    private const int Days = 8;

    private static readonly Trick[] Played = [.. OneHand.All, .. TwoHands.All, .. Friends.All, .. Terms.All, .. Rules.All, .. Hidden.All, .. Kiosks.All, .. Visits.All, .. Papers.All];

    /// <summary>Everything it needs is there already but people; the clock is its own.</summary>
    public static async Task<CheatReport> PlayAsync(CheatSite site, CheatPlan plan, CancellationToken ct)
    {
        using var stage = new Stage(site, plan, ct);
        await stage.ImportAsync();
        var honest = await HonestCounty.MakeAsync(stage, plan);
        var tricks = Enumerable.Range(0, plan.Times).SelectMany(time => Played.Select((trick, i) => new Play(stage, trick, FirstDay + ((i + (3 * time)) % Days)))).ToList();
        await stage.Timeline.RunAsync(honest.Concat(tricks).Select(play => (Func<Task>)play.RunAsync).Append(() => stage.Timeline.UntilAsync(stage.At(32, 12))));
        var after = await Aftermath.ReadAsync(stage);
        var tampered = Tampering.All.Select(trick => new Play(stage, trick, 0)).ToList();
        foreach (var play in tampered)
        {
            await play.RunAsync();
        }

        return new(plan, [.. tricks.Concat(tampered).Select(play => Judging.Of(play, after)).OrderBy(r => r.Trick.Group)], Honesty.Of(stage.Trusted, honest, after));
    }

    /// <summary>For the host: nothing walks by itself any more.</summary>
    public static void Still(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => Rounds.Still(services);
}
