using Weiguang.Hours;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>Somebody who is there helps friends who are not.</summary>
internal static class Friends
{
    public static readonly Trick[] All =
    [
        new(3, "The rotating code is sent on by chat, positions are invented", play => ForwardedAsync(play, tellsNumber: false)),
        new(3, "The code is sent on, and the organiser says afterwards that all were there", ForwardedAndConfirmedAsync),
        new(3, "The code is sent on, and somebody at the door sends the number after it", play => ForwardedAsync(play, tellsNumber: true)),
        new(3, "Private windows on one phone", play => OnePhoneAsync(play, (friend, number, phone) => friend with { Network = phone.Network, Device = $"{phone.Device[..20]}{number:00}" })),
        new(3, "One phone for five, with the same cookie", play => OnePhoneAsync(play, (friend, _, phone) => friend with { Network = phone.Network, Device = phone.Device })),
        new(3, "A position exactly at the centre, to a metre", CentreAsync),
        new(3, "A fence of ten kilometres, and at home inside it", WideAsync),
        new(3, "A screenshot of the card, shown by a friend", ScreenshotAsync),
    ];

    private static async Task ForwardedAndConfirmedAsync(Play play)
    {
        var (outing, friends) = await ForwardedAsync(play, tellsNumber: false);
        await play.UntilAsync(play.At(9, later: 1));
        await play.ConfirmAsync(outing.Lead, outing.Id, friends);
    }

    private static async Task<(Outing Outing, Somebody[] Friends)> ForwardedAsync(Play play, bool tellsNumber)
    {
        var (outing, there, friends) = await OutingAsync(play, 5);
        await outing.ArriveAsync(there);
        await SendOnAsync(outing, ProofEnd.In, friends, tellsNumber);
        await play.UntilAsync(outing.To);
        await outing.LeaveAsync(there);
        await SendOnAsync(outing, ProofEnd.Out, friends, tellsNumber);
        return (outing, friends);
    }

    private static async Task SendOnAsync(Outing outing, ProofEnd end, Somebody[] friends, bool tellsNumber)
    {
        var code = await outing.ScreenAsync(end);
        foreach (var friend in friends)
        {
            await outing.Play.WaitAsync(0.15); // They wait for it.
            await outing.ShowAsync(friend, end, outing.Near(), code: code);
            await (tellsNumber ? outing.TellAsync(friend, end, await outing.NumberAsync()) : Task.CompletedTask);
        }
    }

    private static async Task OnePhoneAsync(Play play, Func<Somebody, int, Somebody, Somebody> window)
    {
        var (outing, there, friends) = await OutingAsync(play, 5);
        var windows = friends.Select((f, number) => window(f, number, friends[0])).ToList();
        await outing.ArriveAsync(there);
        foreach (var end in (ProofEnd[])[ProofEnd.In, ProofEnd.Out])
        {
            await play.UntilAsync(end == ProofEnd.In ? outing.From : outing.To);
            var spot = outing.Near();
            foreach (var friend in windows)
            {
                await outing.ShowAsync(friend, end, spot);
                await play.WaitAsync(0.5);
            }
        }

        await outing.LeaveAsync(there);
    }

    private static async Task CentreAsync(Play play)
    {
        var (outing, there, friends) = await OutingAsync(play, 3);
        await outing.ArriveAsync(there);
        foreach (var friend in friends)
        {
            await outing.ShowAsync(friend, ProofEnd.In, outing.Place.Off(0, 1), scans: false);
        }

        await play.UntilAsync(outing.To);
        await outing.LeaveAsync(there);
        foreach (var friend in friends)
        {
            await outing.ShowAsync(friend, ProofEnd.Out, outing.Place.Off(0, 1), scans: false);
        }
    }

    private static async Task WideAsync(Play play)
    {
        var (outing, there, friends) = await OutingAsync(play, 3, ("fenceMetres", 10_000));
        await outing.ArriveAsync(there);
        foreach (var end in (ProofEnd[])[ProofEnd.In, ProofEnd.Out])
        {
            await play.UntilAsync(end == ProofEnd.In ? outing.From : outing.To);
            foreach (var friend in friends)
            {
                await outing.ShowAsync(friend, end, outing.Place.Off(9_800, play.Chance.Between(8, 30)), scans: false);
                await play.WaitAsync(1.5);
            }
        }

        await outing.LeaveAsync(there);
        await play.UntilAsync(play.At(9, later: 1));
        await play.ConfirmAsync(outing.Lead, outing.Id, friends); // Who drew so wide a fence helps along.
    }

    private static async Task ScreenshotAsync(Play play)
    {
        var (outing, there, friends) = await OutingAsync(play, 2);
        await outing.ArriveAsync(there);
        await outing.TickAsync(outing.Lead, ProofEnd.In, friends, cards: true);
        await play.UntilAsync(outing.To);
        await outing.TickAsync(outing.Lead, ProofEnd.Out, friends, cards: true);
        await outing.LeaveAsync(there);
        await play.UntilAsync(play.At(9, later: 1));
        await play.ConfirmOwnAsync(outing.Id, friends);
    }

    private static async Task<(Outing Outing, Somebody[] There, Somebody[] Friends)> OutingAsync(Play play, int friends, params (string Field, object? Value)[] other)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(14), play.At(16), other);
        var (there, absent) = (await Neighbours.OfAsync(outing, 5), await outing.SeatedAsync(friends));
        play.Wants(outing.Id, absent);
        await play.UntilAsync(play.At(13, 55));
        return (outing, there, absent);
    }
}
