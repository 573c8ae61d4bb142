using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Honest;

/// <summary>The honest of the county, among whom the tricks hide: villages with a team, a clerk, volunteers and residents.</summary>
internal static class HonestCounty
{
    private const int Each = 4;
    private const int Days = 10;
    private static readonly Trick Door = new(0, "Honest activity", _ => Task.CompletedTask);
    private static readonly Trick Visit = new(0, "Honest visit", _ => Task.CompletedTask);
    private static readonly Trick Round = new(0, "Honest round", _ => Task.CompletedTask);

    public static async Task<List<Play>> MakeAsync(Stage stage, CheatPlan plan)
    {
        var plays = new List<Play>();
        var coordinator = await stage.StaffAsync(await stage.PlaceAsync(), Weiguang.People.Role.Coordinator, Stage.County);
        var villages = Math.Max(1, (plan.Activities + Each - 1) / Each);
        for (var v = 0; v < villages; v++)
        {
            var place = await stage.PlaceAsync();
            var (crew, people) = (await stage.CrewAsync(place), await stage.VolunteersAsync(place, plan.People + 3));
            var clerk = await stage.StaffAsync(place, Weiguang.People.Role.Station);
            var residents = new[] { await stage.ResidentAsync(place), await stage.ResidentAsync(place), await stage.ResidentAsync(place) };
            if (v % 2 == 0)
            {
                plays.AddRange(await RoundsAsync(stage, place, clerk, coordinator, shares: v % 4 == 0));
            }

            for (var (i, n) = (0, v); n < plan.Activities; (i, n) = (i + 1, n + villages))
            {
                var (number, turn, village) = (n, i, v);
                plays.Add(new(stage, Door with { Plays = play => new HonestDoor(play, crew, clerk, [.. people.Skip(turn % 4).Take(plan.People)], number, oneNetwork: village % 3 == 0, oneOldPhone: village % 4 == 1).RunAsync() }, day: 2 + ((v + (2 * i)) % Days)));
            }

            for (var (i, n) = (0, v); n < plan.Visits; (i, n) = (i + 1, n + villages))
            {
                var (resident, helper) = i % 3 == 0 ? (residents[0], people[^1]) : (residents[1 + (i % 2)], people[i % (people.Length - 1)]);
                plays.Add(new(stage, Visit with { Plays = play => HonestVisit.RunAsync(play, resident, clerk, coordinator, helper) }, day: i % 3 == 0 ? 2 + (7 * (i / 3)) : 2 + ((v + (3 * i)) % Days)));
            }
        }

        return plays;
    }

    /// <summary>In every second village a meal comes every day, and its clerk orders for who has no phone; they have volunteers of their own.</summary>
    private static async Task<Play[]> RoundsAsync(Stage stage, Place place, Somebody clerk, Somebody coordinator, bool shares)
    {
        var (resident, neighbour, helpers) = (await stage.ResidentAsync(place), await stage.VolunteerAsync(place), await stage.VolunteersAsync(place, 3));
        return
        [
            new(stage, Round with { Plays = play => HonestRound.MealsAsync(play, resident, clerk, coordinator, neighbour, shares) }, day: 3),
            new(stage, Round with { Plays = play => HonestRound.ClerkAsync(play, clerk, coordinator, helpers) }, day: 4),
        ];
    }
}
