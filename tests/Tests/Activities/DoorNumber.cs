using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Weiguang.Tests.Activities;

/// <summary>Scanning at a door where the number is asked for, and telling it.</summary>
internal static class DoorNumber
{
    /// <summary>So few that nobody is drawn.</summary>
    public const string Nobody = "1000000000";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Well inside its five minutes, so that one number is right and every other wrong.</summary>
    public static async Task<TestApp> AskingAsync(string database, string share = "1")
    {
        var app = await TestApp.StartAsync(database, ("Activities:DoorShare", share));
        app.Clock.Advance(TimeSpan.FromSeconds(90));
        return app;
    }

    public static Task<HttpResponseMessage> ScanAsync(DoorStep door, Guid who, string? code = null) =>
        door.ShowAsync(who, "check-in", new { code = code ?? door.Code(), lat = 45.3372 + (Random.Shared.NextDouble() / 10_000), lon = 122.7851, accuracy = 20 });

    public static async Task<string> NumberAsync(DoorStep door) =>
        (await (await door.App.ProgramOfAsync(door.Lead)).GetFromJsonAsync<JsonElement>($"/api/v1/activities/{door.Activity}/door-number", Ct)).GetProperty("number").GetString()!;

    public static async Task<(HttpStatusCode Status, JsonElement Body)> TellAsync(DoorStep door, Guid who, string number, string end = "in")
    {
        using var answer = await (await door.App.ProgramOfAsync(who)).PostAsJsonAsync($"/api/v1/activities/{door.Activity}/door-number", new { end, number }, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }
}
