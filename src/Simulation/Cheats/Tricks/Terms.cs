using System.Text.Json;
using Weiguang.Hours;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>What was agreed is bent before, during or after.</summary>
internal static class Terms
{
    public static readonly Trick[] All =
    [
        new(4, "Ten minutes of shift with three hours of slack", SlackAsync),
        new(4, "The rest is set to nothing when they have left", RestAsync),
        new(4, "A shift that is over is added to a published activity", PastShiftAsync),
        new(4, "A shift with sign-ups is moved two days back", MovedBackAsync),
        new(4, "Risk raised after approval: 100,000 seats, 16 hours, other text", RaisedAsync),
        new(4, "A team publishes anywhere in the country", ElsewhereAsync),
    ];

    private static async Task SlackAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(12), play.At(12, 10), ("slackMinutes", 180));
        var idle = await outing.SeatedAsync(4);
        play.Wants(outing.Id, idle, allowed: 10);
        await play.UntilAsync(play.At(9, 2));
        await outing.ArriveAsync(idle);
        await play.UntilAsync(play.At(15));
        await outing.LeaveAsync(idle);
    }

    private static async Task RestAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(13), ("posts", new[] { new { name = "清理", shifts = new[] { new { startsAt = play.At(9), endsAt = play.At(13), breakMinutes = 60, capacity = 20 } } } }));
        var idle = await outing.SeatedAsync(4);
        play.Wants(outing.Id, idle, allowed: 180);
        await play.UntilAsync(play.At(8, 58));
        await outing.ArriveAsync(idle);
        await play.UntilAsync(play.At(12, 55));
        foreach (var who in idle)
        {
            await outing.ShowAsync(who, ProofEnd.Out); // One proof waits a quarter of an hour for a second.
        }

        await NoRestAsync();
        await play.UntilAsync(play.At(13, 1));
        await NoRestAsync();

        Task<Said> NoRestAsync() => outing.ReplanAsync(shifts => [.. shifts.EnumerateArray().Select(s => new { id = s.GetProperty("id"), startsAt = s.GetProperty("startsAt"), endsAt = s.GetProperty("endsAt"), breakMinutes = 0, capacity = 20 })]);
    }

    private static async Task PastShiftAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(14), play.At(16), ("slackMinutes", 60));
        await play.UntilAsync(play.At(7, 50));
        var kiosk = await Booth.OpenAsync(outing);
        await play.UntilAsync(play.At(12));
        await outing.ReplanAsync(shifts => [.. shifts.EnumerateArray().Select(s => (object)s), new { startsAt = play.At(8), endsAt = play.At(11, 45), capacity = 10 }]);
        await outing.LookAsync();
        await InventAsync(play, outing, kiosk, outing.Shifts[0], play.At(8, 5), play.At(11, 40));
    }

    private static async Task MovedBackAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(8, later: 2), play.At(11, 45, later: 2), ("slackMinutes", 60));
        var seated = await outing.SeatedAsync(4);
        await play.UntilAsync(play.At(7, 50));
        var kiosk = await Booth.OpenAsync(outing);
        await play.UntilAsync(play.At(12));
        await outing.ReplanAsync(shifts => [new { id = shifts[0].GetProperty("id"), startsAt = play.At(8), endsAt = play.At(11, 45), capacity = 10 }]);
        play.Wants(outing.Id, seated);
        await kiosk.InventAsync(seated, play.At(8, 5), play.At(11, 40));
    }

    private static async Task InventAsync(Play play, Outing outing, Booth kiosk, Guid shift, DateTime from, DateTime to)
    {
        var people = await play.Stage.VolunteersAsync(outing.Place, 4);
        await outing.SeatAsync(people, shift);
        play.Wants(outing.Id, people);
        await kiosk.InventAsync(people, from, to);
    }

    private static async Task RaisedAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var clerk = await play.ClerkAsync(crew.Home);
        var draft = Outing.Draft(crew.Id, crew.Home, Outing.Posts(10, (play.At(9, later: 3), play.At(11, later: 3))), ("risk", "raised"), ("riskNotice", "小心车辆"));
        var id = (await play.NeedAsync(crew.Lead, "/api/v1/activities", draft)).Body.GetProperty("id").GetGuid();
        await play.NeedAsync(crew.Lead, $"/api/v1/activities/{id}/submit");
        await play.NeedAsync(clerk, $"/api/v1/activities/{id}/approve");
        var outing = new Outing { Play = play, Place = crew.Home, Lead = crew.Lead, Id = id, Shifts = [], From = play.At(9, later: 3), To = play.At(11, later: 3) };
        var bigger = await outing.ReadAsync();
        bigger["description"] = "上山砍树，自带油锯。";
        await outing.ChangeAsync(bigger);
        await outing.ReplanAsync(shifts => [new { id = shifts[0].GetProperty("id"), startsAt = play.At(6, later: 3), endsAt = play.At(22, later: 3), capacity = 100_000 }]);
        var now = await play.GetAsync(crew.Lead, $"/api/v1/activities/{id}/organised");
        play.Tell(now.Text("status") == "published" && Raised(now) ? Outcome.Missed : Outcome.Prevented);
    }

    private static bool Raised(Said now) => now.Body.GetProperty("draft") is var draft
        && (draft.GetProperty("description").ToString().Contains("油锯", StringComparison.Ordinal) || draft.GetProperty("posts")[0].GetProperty("shifts")[0].GetProperty("capacity").GetInt32() > 1000);

    private static async Task ElsewhereAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var draft = Outing.Draft(crew.Id, crew.Home, Outing.Posts(10, (play.At(9), play.At(11))), ("divisionCode", Stage.NextCounty));
        var made = await play.NeedAsync(crew.Lead, "/api/v1/activities", draft);
        await play.NeedAsync(crew.Lead, $"/api/v1/activities/{made.Text("id")}/publish");
        play.Tell((await play.GetAsync(crew.Lead, $"/api/v1/activities/{made.Text("id")}/organised")).Text("status") == "published" ? Outcome.Missed : Outcome.Prevented);
    }
}
