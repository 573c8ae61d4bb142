using Weiguang.Hours;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>What a kiosk brings home only its owner knows.</summary>
internal static class Kiosks
{
    public static readonly Trick[] All =
    [
        new(7, "Scans are invented a day after the end", InventedAsync),
        new(7, "The device's clock is set back, and scans are invented", SetBackAsync),
        new(7, "The log is gone on with from before, beside what came home", ForkedAsync),
    ];

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

    /// <summary>While the shift still lasts, so that nobody has been missed yet.</summary>
    private static async Task SetBackAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(12));
        var (there, absent) = (await Neighbours.OfAsync(outing, 4), await outing.SeatedAsync(4));
        play.Wants(outing.Id, absent);
        await play.UntilAsync(play.At(8, 50));
        var kiosk = await Booth.OpenAsync(outing);
        await outing.ArriveAsync(there);
        await play.UntilAsync(play.At(12, 5));
        await outing.LeaveAsync(there);
        await kiosk.SetBackAsync(absent, play.At(9, 2), play.At(11, 57));
    }

    private static async Task ForkedAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(12));
        var (there, absent) = (await Neighbours.OfAsync(outing, 4), await outing.SeatedAsync(4));
        play.Wants(outing.Id, absent);
        await play.UntilAsync(play.At(8, 50));
        var kiosk = await Booth.OpenAsync(outing);
        var before = kiosk.Reach;
        await play.UntilAsync(play.At(8, 58));
        await kiosk.ReadAsync(there, ProofEnd.In);
        await play.UntilAsync(play.At(12, 5));
        await kiosk.ReadAsync(there, ProofEnd.Out);
        await kiosk.ForkAsync(before, absent, play.At(9, 2), play.At(11, 57));
    }
}
