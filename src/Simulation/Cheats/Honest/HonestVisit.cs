using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Honest;

/// <summary>An honest visit: one in three by the same volunteer to the same old person every week.</summary>
internal static class HonestVisit
{
    public static async Task RunAsync(Play play, Somebody resident, Somebody clerk, Somebody coordinator, Somebody volunteer)
    {
        var (hour, luck) = (play.Chance.Between(8, 15), play.Chance.Unit());
        var (from, to) = (play.At(hour), play.At(hour + 2));
        await play.UntilAsync(from.AddHours(-3));
        var call = await Call.PlaceAsync(play, resident, resident.Home, from, to);
        play.Stage.Trusts(call.Id, volunteer);
        await call.SendAsync(clerk, volunteer);
        await play.UntilAsync(from.AddMinutes(play.Chance.Normal(0, 8)));
        var (asks, finds) = (luck < 0.8, luck is < 0.55 or >= 0.8);
        volunteer = play.Chance.Happens(0.3) ? volunteer with { Network = resident.Network } : volunteer; // There is no signal: she lends her network.
        var isWord = luck >= 0.94; // A dead phone: the station says so.
        Spot? Spot() => finds ? resident.Home.Off(play.Chance.Between(3.0, 90), Math.Round(play.Chance.Between(7.0, 60), 1)) : null;
        await (isWord ? call.StepAsync(clerk, "check-in") : call.ComeAsync(volunteer, asks, Spot()));
        await play.WaitAsync(play.Chance.Between(25.0, 110));
        await (isWord ? call.StepAsync(clerk, "check-out") : call.GoAsync(volunteer, asks, Spot()));
        await play.WaitAsync(play.Chance.Between(10.0, 300));
        if (play.Chance.Happens(0.85))
        {
            await call.PraiseAsync(resident);
        }

        await play.UntilAsync(play.At(20, later: 4)); // Where the resident said nothing, the clock has.
        await play.ConfirmWhereAskedAsync(volunteer, call.Id, volunteer);
        await play.ConfirmWhereAskedAsync(clerk, call.Id, volunteer);
        await play.ConfirmWhereAskedAsync(coordinator, call.Id, volunteer);
    }
}
