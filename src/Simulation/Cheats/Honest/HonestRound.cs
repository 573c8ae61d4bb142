using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Honest;

/// <summary>Help that comes every day, and clerks through whom others ask for it.</summary>
internal static class HonestRound
{
    private const int Days = 10;

    /// <summary>The same volunteer brings the same old neighbour a meal every noon, and stays for a word; they may share a network, as neighbours do.</summary>
    public static async Task MealsAsync(Play play, Somebody resident, Somebody clerk, Somebody coordinator, Somebody neighbour, bool shares)
    {
        var volunteer = shares ? neighbour with { Network = resident.Network } : neighbour;
        var calls = new List<Call>();
        for (var day = 0; day < Days; day++)
        {
            await play.UntilAsync(play.At(9, later: day));
            var call = await Call.PlaceAsync(play, resident, resident.Home, play.At(11, later: day), play.At(13, later: day));
            calls.Add(call);
            play.Stage.Trusts(call.Id, volunteer);
            await call.SendAsync(clerk, volunteer);
            await play.UntilAsync(play.At(11, 30, later: day).AddMinutes(play.Chance.Normal(0, 6)));
            await call.ComeAsync(volunteer, asks: true, Near(play, resident));
            await play.WaitAsync(play.Chance.Between(6.0, 24));
            await call.GoAsync(volunteer, asks: true, Near(play, resident));
            await call.PraiseAsync(resident);
        }

        await play.UntilAsync(play.At(20, later: Days));
        foreach (var call in calls)
        {
            await SayAsync(play, call, volunteer, clerk, coordinator);
        }
    }

    /// <summary>Old people without a phone ring up, or come by; the clerk orders for them and sends whoever is free, most often the same two.</summary>
    public static async Task ClerkAsync(Play play, Somebody clerk, Somebody coordinator, Somebody[] volunteers)
    {
        string[] served = ["张大娘", "李大爷", "吴奶奶", "包大叔"];
        var calls = new List<(Call Call, Somebody Volunteer)>();
        for (var day = 0; day < Days; day++)
        {
            var (name, volunteer) = (served[day % served.Length], volunteers[play.Chance.Happens(0.8) ? day % 2 : ^1]);
            await play.UntilAsync(play.At(8, later: day));
            var call = await Call.PlaceAsync(play, clerk, clerk.Home, play.At(9, later: day), play.At(12, later: day), forWhom: name, phone: $"1540000{clerk.Home.Code / 1000 % 1000:D3}{day % served.Length}");
            calls.Add((call, volunteer));
            play.Stage.Trusts(call.Id, volunteer);
            await call.SendAsync(clerk, volunteer);
            await play.UntilAsync(play.At(9, 15, later: day).AddMinutes(play.Chance.Normal(0, 8)));
            await call.ComeAsync(volunteer, asks: false, Near(play, clerk));
            await play.WaitAsync(play.Chance.Between(60.0, 110));
            await call.GoAsync(volunteer, asks: false, Near(play, clerk));
            await call.PraiseAsync(clerk); // They rang again to say that it was done.
        }

        await play.UntilAsync(play.At(20, later: Days));
        foreach (var (call, volunteer) in calls)
        {
            await SayAsync(play, call, volunteer, clerk, coordinator);
        }
    }

    private static Spot Near(Play play, Somebody whose) => whose.Home.Off(play.Chance.Between(3.0, 90), Math.Round(play.Chance.Between(7.0, 60), 1));

    /// <summary>Whoever can say that it was so does.</summary>
    private static async Task SayAsync(Play play, Call call, Somebody volunteer, Somebody clerk, Somebody coordinator)
    {
        await play.ConfirmWhereAskedAsync(volunteer, call.Id, volunteer);
        await play.ConfirmWhereAskedAsync(clerk, call.Id, volunteer);
        await play.ConfirmWhereAskedAsync(coordinator, call.Id, volunteer);
    }
}
