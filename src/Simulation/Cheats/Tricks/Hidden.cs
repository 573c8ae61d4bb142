using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>What nobody can see nobody can doubt; what a script does looks like nothing.</summary>
internal static class Hidden
{
    public static readonly Trick[] All =
    [
        new(6, "Hours of a closed activity stand on no public page", play => ClosedAsync(play, (outing, outsider, _) => play.GetAsync(null, $"/api/v1/hours/{outing.Id}"))),
        new(6, "Hours of a closed activity take no objection", play => ClosedAsync(play, (outing, outsider, record) => play.PostAsync(outsider, $"/api/v1/hours/{outing.Id}/records/{record}/objections", new { reason = "那天我没见他" }))),
        new(6, "One tick a second instead of all at once", EachSecondAsync),
    ];

    private static async Task ClosedAsync(Play play, Func<Outing, Somebody, Guid, Task<Said>> ask)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var (guests, outsider) = (await play.Stage.VolunteersAsync(crew.Home, 3), await play.Stage.ResidentAsync(crew.Home));
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(11), ("recruit", "closed"));
        await play.NeedAsync(crew.Lead, $"/api/v1/activities/{outing.Id}/invitations", new { named = guests.Select(g => g.Number) });
        await outing.SeatAsync(guests);
        await play.UntilAsync(outing.From);
        await outing.ArriveAsync(guests);
        await play.UntilAsync(outing.To);
        await outing.LeaveAsync(guests);
        await play.UntilAsync(play.At(9, later: 8)); // Whatever publicity there is, is over.
        var counts = await play.RecordAsync(outing.Id, guests[0]) is { State: RecordState.Posted } record && !(await ask(outing, outsider, record.Id)).IsGood;
        play.Tell(counts ? Outcome.Missed : Outcome.Prevented);
    }

    private static async Task EachSecondAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(11));
        var absent = await outing.SeatedAsync(20);
        play.Wants(outing.Id, absent);
        foreach (var end in (ProofEnd[])[ProofEnd.In, ProofEnd.Out])
        {
            await play.UntilAsync(end == ProofEnd.In ? outing.From : outing.To);
            foreach (var who in absent)
            {
                await outing.TickAsync(crew.Lead, end, [who], cards: true);
                await play.WaitAsync(1 / 60.0);
            }
        }

        await play.UntilAsync(play.At(9, later: 1));
        await play.ConfirmAsync(crew.Deputy, outing.Id, absent);
        await play.ConfirmOwnAsync(outing.Id, absent);
    }
}
