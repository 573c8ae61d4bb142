using System.Text.Json;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>Certificates that say more than what counts.</summary>
internal static class Papers
{
    public static readonly Trick[] All =
    [
        new(10, "A certificate over disputed hours is valid", DisputedAsync),
        new(10, "Two certificates over the same hours", TwiceAsync),
        new(10, "A QR code to another host, through the Host header", HostAsync),
    ];

    private static async Task DisputedAsync(Play play)
    {
        var (holder, record) = await ServedAsync(play);
        var before = await IssueAsync(play, holder);
        await play.PostAsync(await play.Stage.VolunteerAsync(holder.Home), $"/api/v1/hours/{record.SourceId}/records/{record.Id}/objections", new { reason = "那天我没见他" });
        var after = await IssueAsync(play, holder);
        foreach (var number in (string[])[before, after])
        {
            play.Tell(number.Length == 0 || await WarnsAsync(play, number, "held", "disput", "doubt", "await", "pending") ? Outcome.Prevented : Outcome.Missed);
        }
    }

    private static async Task TwiceAsync(Play play)
    {
        var (holder, _) = await ServedAsync(play);
        var (_, second) = (await IssueAsync(play, holder), await IssueAsync(play, holder));
        play.Tell(second.Length == 0 || await WarnsAsync(play, second, "also", "other", "twice", "elsewhere") ? Outcome.Prevented : Outcome.Missed);
    }

    private static async Task HostAsync(Play play)
    {
        var (holder, _) = await ServedAsync(play);
        var number = await IssueAsync(play, holder);
        foreach (var path in (string[])[$"/me/certificates/{number}", $"/verify/{number}", $"/api/v1/me/certificates/{number}"])
        {
            var page = await play.GetAsync(holder, path, host: "weiguang.evil.example");
            play.Tell(page.IsGood && page.Body.ToString().Contains("evil.example", StringComparison.Ordinal) ? Outcome.Missed : Outcome.Prevented);
        }
    }

    /// <summary>Two hours that count.</summary>
    private static async Task<(Somebody Holder, ServiceRecord Record)> ServedAsync(Play play)
    {
        var crew = await play.CrewAsync(await play.Stage.PlaceAsync());
        var outing = await Outing.CallAsync(play, crew, play.At(9), play.At(11));
        var there = await Neighbours.OfAsync(outing, 3);
        await play.UntilAsync(play.At(8, 55));
        await outing.ArriveAsync(there);
        await play.UntilAsync(outing.To);
        await outing.LeaveAsync(there);
        await play.UntilAsync(play.At(12));
        play.Stage.Releases(outing.Id, there[0]); // What follows is theirs alone.
        return await play.RecordAsync(outing.Id, there[0]) is { State: RecordState.Posted } record ? (there[0] with { Acting = Role.Volunteer }, record) : throw new FoiledException("not posted");
    }

    /// <summary>The number; empty where it was refused.</summary>
    private static async Task<string> IssueAsync(Play play, Somebody holder) => (await play.PostAsync(holder, "/api/v1/me/certificates", new { from = "2026-09-01", to = "2026-12-31" })).Text("number");

    /// <summary>Whether whoever checks it is told, by its standing or by something that is said beside.</summary>
    private static async Task<bool> WarnsAsync(Play play, string number, params string[] words)
    {
        var check = await play.GetAsync(null, $"/api/v1/certificates/{number}");
        return check.Text("standing") != "valid" || Facts(check.Body).Any(f => words.Any(w => f.Name.Contains(w, StringComparison.OrdinalIgnoreCase)) && IsSaid(f.Value));
    }

    private static IEnumerable<JsonProperty> Facts(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Object => body.EnumerateObject().SelectMany(p => Facts(p.Value).Prepend(p)),
        JsonValueKind.Array => body.EnumerateArray().SelectMany(Facts),
        _ => [],
    };

    private static bool IsSaid(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.Object => true,
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Number => value.GetDouble() > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => false,
    };
}
