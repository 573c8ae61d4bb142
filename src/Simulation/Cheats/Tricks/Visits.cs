using Weiguang.Hours;
using Weiguang.People;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>Visits that nobody made, or nobody asked for.</summary>
internal static class Visits
{
    public static readonly Trick[] All =
    [
        new(8, "The resident is the volunteer, with two phones, eight hours on five days", TwoPhonesAsync),
        new(8, "A station places, checks in and out and completes for a nobody", NobodyAsync),
        new(8, "The official is the volunteer", OfficialAsync),
        new(8, "The clock completes what the resident never saw", ClockAsync),
        new(8, "Served at night, two days before the window", BeforeAsync),
        new(8, "A visit and an activity at the same hour", TwiceAsync),
        new(8, "Recall and dispatch make the due time begin anew", RestartedAsync),
    ];

    private static async Task TwoPhonesAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var (resident, clerk) = (await play.Stage.ResidentAsync(place), await play.ClerkAsync(place));
        var self = await play.Stage.VolunteerAsync(place) with { Network = resident.Network };
        for (var day = 0; day < 5; day++)
        {
            await play.UntilAsync(play.At(7, 30, later: day));
            var call = await Call.PlaceAsync(play, resident, place, play.At(8, later: day), play.At(16, later: day));
            play.Wants(call.Id, self);
            await call.SendAsync(clerk, self);
            await play.UntilAsync(play.At(8, 1, later: day));
            await call.ComeAsync(self, asks: true, place.Off(15, 12));
            await play.UntilAsync(play.At(16, later: day));
            await call.GoAsync(self, asks: true, place.Off(15, 12));
            await call.PraiseAsync(resident);
        }
    }

    private static async Task NobodyAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var (clerk, nobody) = (await play.ClerkAsync(place), await play.Stage.VolunteerAsync(place));
        nobody = nobody with { Device = clerk.Device, Network = clerk.Network };
        await play.UntilAsync(play.At(8));
        var call = await Call.PlaceAsync(play, clerk, place, play.At(9), play.At(11), forWhom: "张大娘");
        play.Wants(call.Id, nobody);
        await call.SendAsync(clerk, nobody);
        await play.UntilAsync(play.At(9));
        await call.StepAsync(clerk, "check-in");
        await play.UntilAsync(play.At(11));
        await call.StepAsync(clerk, "check-out");
        await call.PraiseAsync(clerk);
        await play.ConfirmAsync(clerk, call.Id, nobody);
        await play.ConfirmOwnAsync(call.Id, nobody);
    }

    private static async Task OfficialAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var (resident, clerk) = (await play.Stage.ResidentAsync(place), await play.ClerkAsync(place));
        var self = clerk with { Acting = Role.Volunteer };
        await play.UntilAsync(play.At(8));
        var call = await Call.PlaceAsync(play, resident, place, play.At(9), play.At(11));
        play.Wants(call.Id, self);
        await call.SendAsync(clerk, self);
        await play.UntilAsync(play.At(9));
        await call.ComeAsync(self, asks: false, place.Off(20, 15));
        await play.UntilAsync(play.At(11));
        await call.GoAsync(self, asks: false, place.Off(20, 15));
        await call.StepAsync(clerk, "complete");
        await play.ConfirmAsync(clerk, call.Id, self);
        await play.ConfirmOwnAsync(call.Id, self);
    }

    private static async Task ClockAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var (resident, clerk, liar) = (await play.Stage.ResidentAsync(place), await play.ClerkAsync(place), await play.Stage.VolunteerAsync(place));
        await play.UntilAsync(play.At(8));
        var call = await Call.PlaceAsync(play, resident, place, play.At(9), play.At(11));
        play.Wants(call.Id, liar);
        await call.SendAsync(clerk, liar);
        await play.UntilAsync(play.At(9));
        await call.ComeAsync(liar, asks: false, place.Off(30, 20));
        await play.UntilAsync(play.At(11));
        await call.GoAsync(liar, asks: false, place.Off(30, 20));
        await play.UntilAsync(play.At(12, later: 4));
        await play.ConfirmOwnAsync(call.Id, liar);
    }

    private static async Task BeforeAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var (resident, clerk, liar) = (await play.Stage.ResidentAsync(place), await play.ClerkAsync(place), await play.Stage.VolunteerAsync(place));
        await play.UntilAsync(play.At(20));
        var call = await Call.PlaceAsync(play, resident, place, play.At(9, later: 2), play.At(11, later: 2));
        play.Wants(call.Id, liar);
        await call.SendAsync(clerk, liar);
        await play.UntilAsync(play.At(22));
        await call.ComeAsync(liar, asks: true, place.Off(30, 20));
        await play.UntilAsync(play.At(5, later: 1));
        await call.GoAsync(liar, asks: true, place.Off(30, 20));
        await call.PraiseAsync(resident);
    }

    private static async Task TwiceAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var (resident, clerk, crew) = (await play.Stage.ResidentAsync(place), await play.ClerkAsync(place), await play.CrewAsync(place));
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(11));
        var both = (await outing.SeatedAsync(1))[0];
        await play.UntilAsync(play.At(7));
        var call = await Call.PlaceAsync(play, resident, place, play.At(11, 30), play.At(13, 30));
        play.Wants(outing.Id, both, allowed: 120);
        play.Wants(call.Id, both);
        await call.SendAsync(clerk, both);
        await play.UntilAsync(play.At(9));
        await outing.ShowAsync(both, ProofEnd.In, outing.Near());
        await play.UntilAsync(play.At(9, 32));
        await call.ComeAsync(both, asks: true, outing.Near());
        await play.UntilAsync(play.At(10, 58));
        await call.GoAsync(both, asks: true, outing.Near());
        await play.UntilAsync(play.At(11));
        await outing.ShowAsync(both, ProofEnd.Out, outing.Near());
        await call.PraiseAsync(resident);
    }

    private static async Task RestartedAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var (resident, clerk, friend) = (await play.Stage.ResidentAsync(place), await play.ClerkAsync(place), await play.Stage.VolunteerAsync(place));
        await play.UntilAsync(play.At(8));
        var call = await Call.PlaceAsync(play, resident, place, play.At(9, later: 3), play.At(11, later: 3));
        var due = await DueAsync(call, clerk);
        await play.UntilAsync(due.AddHours(-2));
        await call.StepAsync(clerk, "dispatch", new { volunteerIds = new[] { friend.Id } });
        await call.StepAsync(clerk, "recall", new { reason = "再看看" });
        play.Tell(await DueAsync(call, clerk) > due.AddMinutes(10) ? Outcome.Missed : Outcome.Prevented);
    }

    private static async Task<DateTime> DueAsync(Call call, Somebody clerk) => (await call.Play.GetAsync(clerk, $"/api/v1/orders/{call.Id}")).Body.GetProperty("dueAt").GetDateTimeOffset().UtcDateTime;
}
