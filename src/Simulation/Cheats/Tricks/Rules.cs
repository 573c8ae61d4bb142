using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>Whoever sets the rules sets them for themselves.</summary>
internal static class Rules
{
    public static readonly Trick[] All =
    [
        new(5, "The rules are switched off for one sweep and restored after", SwitchedOffAsync),
        new(5, "Publicity is set to one day around one approval", OneDayAsync),
        new(5, "A correction from 2 to 480 minutes, with one nod", CorrectedAsync),
        new(5, "1,199 backfilled minutes a month, below the floor", play => BackfilledAsync(play, isTeams: true)),
        new(5, "The same by a station, which has no team", play => BackfilledAsync(play, isTeams: false)),
    ];

    private static async Task SwitchedOffAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var chief = await play.CoordinatorAsync(crew.Home);
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(11));
        var windows = (await outing.SeatedAsync(6)).Select(w => w with { Device = crew.Lead.Device, Network = crew.Lead.Network }).ToList();
        play.Wants(outing.Id, windows);
        await play.UntilAsync(outing.From);
        foreach (var rule in (string[])["device", "identical", "crowd"])
        {
            await play.PutAsync(chief, Rule(rule), new { numbers = new Dictionary<string, int?> { ["on"] = 0, ["people"] = 500, ["minutes"] = 1 } });
        }

        foreach (var end in (ProofEnd[])[ProofEnd.In, ProofEnd.Out])
        {
            await play.UntilAsync(end == ProofEnd.In ? outing.From : outing.To);
            var spot = outing.Near();
            foreach (var who in windows)
            {
                await outing.ShowAsync(who, end, spot);
            }
        }

        await play.UntilAsync(play.At(11, 20)); // Whoever knows the rounds waits for one.
        await play.Stage.WalkAsync();
        await play.UntilAsync(play.At(12));
        foreach (var rule in (string[])["device", "identical", "crowd"])
        {
            await play.DeleteAsync(chief, Rule(rule));
        }

        string Rule(string rule) => $"/api/v1/hour-rules/{crew.Home.Code}/{rule}";
    }

    private static async Task OneDayAsync(Play play)
    {
        var (paper, place) = await PaperAsync(play, isTeams: true, people: 2);
        var chief = await play.CoordinatorAsync(place);
        var rule = $"/api/v1/hour-rules/{place.Code}/backfill";
        await play.PutAsync(chief, rule, new { numbers = new Dictionary<string, int?> { ["percent"] = 10, ["leastMinutes"] = 1200, ["publicityDays"] = 1 } });
        var approved = play.Stage.Now;
        await paper.DecideAsync(await play.ClerkAsync(place));
        await play.DeleteAsync(chief, rule);
        await play.UntilAsync(approved.AddDays(1).AddHours(23)); // Three working days are never over so soon.
        await play.Stage.WalkAsync();
        var records = await Task.WhenAll(paper.People.Select(who => play.RecordAsync(paper.Outing.Id, who)));
        play.Tell(records.Any(r => r is { State: RecordState.Posted or RecordState.Proven }) ? Outcome.Missed : Outcome.Prevented);
    }

    private static async Task CorrectedAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(17));
        var friend = (await outing.SeatedAsync(1))[0];
        play.Wants(outing.Id, friend, allowed: 2);
        await play.UntilAsync(play.At(9));
        await outing.ShowAsync(friend, ProofEnd.In, outing.Near());
        await play.WaitAsync(2);
        await outing.ShowAsync(friend, ProofEnd.Out, outing.Near());
        await play.UntilAsync(play.At(18));
        if (await play.RecordAsync(outing.Id, friend) is not { } record)
        {
            return;
        }

        var hours = $"/api/v1/hours/{outing.Id}";
        await play.NeedAsync(friend, $"{hours}/records/{record.Id}/corrections", new { reason = "我做了一整天" });
        var correction = (await play.GetAsync(friend, $"{hours}/records/{record.Id}")).Body.GetProperty("corrections")[0].GetProperty("id").GetGuid();
        await play.NeedAsync(crew.Lead, $"{hours}/corrections/{correction}/proposal", new { minutes = 480, answer = "对，我在场" });
        await play.NeedAsync(await play.ClerkAsync(crew.Home), $"{hours}/corrections/{correction}/decision", new { approved = true, decision = "同意" });
    }

    private static async Task BackfilledAsync(Play play, bool isTeams)
    {
        var (paper, place) = await PaperAsync(play, isTeams, people: 5);
        play.Wants(paper.Outing.Id, paper.People);
        await paper.DecideAsync(await play.CoordinatorAsync(place));
    }

    /// <summary>Absent friends are entered afterwards with a picture of some yard, and agree.</summary>
    private static async Task<(Paper Paper, Place Place)> PaperAsync(Play play, bool isTeams, int people)
    {
        var place = await play.Stage.PlaceAsync();
        var crew = await play.CrewAsync(place);
        var clerk = isTeams ? crew.Lead : await play.ClerkAsync(place);
        var outing = await Outing.CallAsync(play, clerk, isTeams ? crew.Id : null, place, play.At(8), play.At(12));
        var absent = await outing.SeatedAsync(people);
        await play.UntilAsync(play.At(14));
        return (await Paper.HandInAsync(outing, absent, play.At(8), play.At(11, 59)), place);
    }
}
