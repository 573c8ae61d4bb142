using Weiguang.Hours;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>What a kiosk brings home only its owner knows.</summary>
internal static class Kiosks
{
    public static readonly Trick[] All = [new(7, "Scans are invented a day after the end", InventedAsync)];

    private static async Task InventedAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(11));
        var (there, absent) = (await Neighbours.OfAsync(outing, 4), await outing.SeatedAsync(5));
        play.Wants(outing.Id, absent);
        await play.UntilAsync(play.At(8, 50));
        var kiosk = await Booth.OpenAsync(outing);
        await outing.ArriveAsync(there);
        await play.UntilAsync(outing.To);
        await outing.LeaveAsync(there);
        await play.UntilAsync(play.At(11, later: 1));
        await kiosk.InventAsync(absent, play.At(9, 1), play.At(10, 58));
    }
}
