using Weiguang.Hours;
using Weiguang.People;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>Two people of one body speak for each other.</summary>
internal static class TwoHands
{
    public static readonly Trick[] All =
    [
        new(2, "Absent people are ticked, the own deputy gives the second word", DeputyAsync),
        new(2, "The deputy ticks out again, and the leader confirms the own tick", AgainAsync),
        new(2, "A clerk ticks absent people and appoints the outsider who confirms it", AppointedAsync),
    ];

    private static async Task DeputyAsync(Play play)
    {
        var (crew, outing, absent) = await OutingAsync(play);
        await outing.TickAsync(crew.Lead, ProofEnd.In, absent);
        await play.UntilAsync(outing.To);
        await outing.TickAsync(crew.Lead, ProofEnd.Out, absent);
        await play.UntilAsync(play.At(9, later: 1));
        await play.ConfirmAsync(crew.Deputy, outing.Id, absent);
    }

    private static async Task AgainAsync(Play play)
    {
        var (crew, outing, absent) = await OutingAsync(play);
        await outing.TickAsync(crew.Lead, ProofEnd.In, absent);
        await play.UntilAsync(outing.To);
        await outing.TickAsync(crew.Lead, ProofEnd.Out, absent);
        await play.WaitAsync(5);
        await outing.TickAsync(crew.Deputy, ProofEnd.Out, absent);
        await play.UntilAsync(play.At(9, later: 1));
        await play.ConfirmAsync(crew.Lead, outing.Id, absent);
    }

    private static async Task AppointedAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var clerk = await play.ClerkAsync(place);
        var outing = await Outing.CallAsync(play, clerk, null, place, play.At(9), play.At(11));
        var absent = await outing.SeatedAsync(4);
        play.Wants(outing.Id, absent);
        await play.UntilAsync(outing.From);
        await outing.TickAsync(clerk, ProofEnd.In, absent);
        await play.UntilAsync(outing.To);
        await outing.TickAsync(clerk, ProofEnd.Out, absent);
        await play.UntilAsync(play.At(9, later: 1));
        foreach (var who in absent)
        {
            await play.ConfirmAsync(who, outing.Id, who); // Accounts out of the clerk's drawer.
        }

        var friend = await play.Stage.StaffAsync(place, Role.Station, by: clerk);
        await play.ConfirmAsync(friend, outing.Id, absent);
    }

    private static async Task<(Crew Crew, Outing Outing, Somebody[] Absent)> OutingAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(11));
        var absent = await outing.SeatedAsync(4);
        play.Wants(outing.Id, absent);
        await play.UntilAsync(outing.From);
        return (crew, outing, absent);
    }
}
