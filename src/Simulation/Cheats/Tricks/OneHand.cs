using System.Text.Json;
using Weiguang.Hours;
using Weiguang.People;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>One person makes hours alone.</summary>
internal static class OneHand
{
    public static readonly Trick[] All =
    [
        new(1, "An organiser types the numbers of absent people as cards", TypedAsync),
        new(1, "A leader reads the own screen and invents a position", OwnScreenAsync),
        new(1, "A station alone", play => OfficeAsync(play, Role.Station)),
        new(1, "An administrator alone", play => OfficeAsync(play, Role.Admin)),
        new(1, "An official ticks six absent people and clears the case", ClearedAsync),
        new(1, "A card typed out after the volunteer left", TypedOutAsync),
    ];

    private static async Task TypedAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(11));
        var (absent, there) = (await outing.SeatedAsync(6), await Neighbours.OfAsync(outing, 6));
        play.Wants(outing.Id, absent);
        await play.UntilAsync(play.At(8, 50));
        await outing.ArriveAsync(there);
        await play.UntilAsync(play.At(9, 5));
        await TypeAsync(outing, ProofEnd.In, absent);
        await play.UntilAsync(play.At(10, 50));
        await outing.LeaveAsync(there);
        await TypeAsync(outing, ProofEnd.Out, absent);
    }

    /// <summary>As one types who has a list: one after the other.</summary>
    private static async Task TypeAsync(Outing outing, ProofEnd end, IEnumerable<Somebody> people)
    {
        foreach (var who in people)
        {
            await outing.TickAsync(outing.Lead, end, [who], cards: true);
            await outing.Play.WaitAsync(outing.Play.Chance.Between(0.1, 0.4));
        }
    }

    private static async Task OwnScreenAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(12));
        await outing.SeatAsync([crew.Lead]);
        play.Wants(outing.Id, crew.Lead);
        await play.UntilAsync(play.At(9));
        await outing.ShowAsync(crew.Lead, ProofEnd.In, outing.Near());
        await play.UntilAsync(play.At(12));
        await outing.ShowAsync(crew.Lead, ProofEnd.Out, outing.Near());
        await play.UntilAsync(play.At(9, later: 1));
        await play.ConfirmOwnAsync(outing.Id, crew.Lead);
    }

    private static async Task OfficeAsync(Play play, Role role)
    {
        var place = await play.Stage.PlaceAsync();
        var boss = await play.Stage.StaffAsync(place, role, role == Role.Admin ? 0 : place.Code);
        var outing = await Outing.CallAsync(play, boss, null, place, play.At(9), play.At(11));
        var absent = await outing.SeatedAsync(5);
        play.Wants(outing.Id, absent);
        await play.UntilAsync(play.At(9));
        await TypeAsync(outing, ProofEnd.In, absent);
        await play.UntilAsync(play.At(11));
        await TypeAsync(outing, ProofEnd.Out, absent);
        await play.UntilAsync(play.At(9, later: 1));
        await play.ConfirmAsync(boss, outing.Id, absent);
    }

    private static async Task ClearedAsync(Play play)
    {
        var place = await play.Stage.PlaceAsync();
        var official = await play.CoordinatorAsync(place);
        var outing = await Outing.CallAsync(play, official, null, place, play.At(14), play.At(16));
        var absent = await outing.SeatedAsync(6);
        play.Wants(outing.Id, absent);
        await play.UntilAsync(play.At(14));
        await outing.TickAsync(official, ProofEnd.In, absent, cards: true);
        await play.UntilAsync(play.At(16));
        await outing.TickAsync(official, ProofEnd.Out, absent, cards: true);
        await play.UntilAsync(play.At(9, later: 1));
        var cases = await play.GetAsync(official, "/api/v1/anomalies");
        foreach (var found in cases.Body.GetProperty("items").EnumerateArray().Where(c => c.GetRawText().Contains($"{outing.Id}", StringComparison.Ordinal)).Select(IdOf))
        {
            await play.PostAsync(official, $"/api/v1/hours/{outing.Id}/anomalies/{found}/clear", new { words = "都来了，我在场" });
        }

        await play.ConfirmAsync(official, outing.Id, absent);
    }

    private static Guid IdOf(JsonElement found) => found.GetProperty("id").GetGuid();

    private static async Task TypedOutAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(12));
        var gone = await outing.SeatedAsync(2);
        play.Wants(outing.Id, gone, allowed: 20);
        await play.UntilAsync(play.At(9));
        await outing.ArriveAsync(gone);
        await play.UntilAsync(play.At(12)); // They went home after twenty minutes.
        await TypeAsync(outing, ProofEnd.Out, gone);
    }
}
