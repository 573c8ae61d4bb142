using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Orders;

/// <summary>A village with a station, its township and county above it, a resident, and whoever else a test brings.</summary>
internal sealed class Village
{
    /// <summary>那金镇.</summary>
    public const long Township = 220881103000;

    public const double Lat = 45.3372;
    public const double Lon = 122.7851;

    public required TestApp App { get; init; }

    public required Guid StationId { get; init; }

    public required Guid ResidentId { get; init; }

    public required HttpClient Resident { get; init; }

    public HttpClient Staff { get; private set; } = default!;

    public required Guid StaffId { get; init; }

    /// <summary>Sessions of staff end after half a day without use: after a jump of the clock they sign in anew.</summary>
    public async Task SignInAsync() => Staff = await App.ProgramOfAsync(StaffId);

    public static async Task<Village> BuildAsync(TestApp app)
    {
        await app.ImportCityAsync();
        var station = await StationAsync(app, "那金村文明实践站", StationKind.Station, TestPeople.Village);
        await StationAsync(app, "那金镇文明实践所", StationKind.Office, Township);
        var resident = await app.PersonAsync("王秀英");
        var village = new Village
        {
            App = app,
            StationId = station,
            ResidentId = resident,
            Resident = await app.ProgramOfAsync(resident),
            StaffId = await app.PersonWithAsync(Role.Station, TestPeople.Village),
        };
        await village.SignInAsync();
        return village;
    }

    public static object Draft(object? more = null)
    {
        var draft = new Dictionary<string, object?>
        {
            ["title"] = "灯不亮了，请人看看",
            ["divisionCode"] = TestPeople.Village,
            ["address"] = "东头第三家，红铁门",
            ["urgency"] = "urgent",
            ["lat"] = Lat,
            ["lon"] = Lon,
        };
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            draft[property.Name] = property.GetValue(more);
        }

        return draft;
    }

    /// <summary>A fresh order of the resident.</summary>
    public async Task<Guid> OrderAsync(object? more = null)
    {
        using var answer = await Resident.PostAsJsonAsync("/api/v1/orders", Draft(more));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    /// <summary>An order that this volunteer has accepted.</summary>
    public async Task<Guid> AcceptedAsync(Guid volunteerId, HttpClient volunteer)
    {
        var order = await OrderAsync();
        await Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });
        await volunteer.StepAsync(order, "accept");
        return order;
    }

    public async Task<(string Arrival, string Leaving)> CodesAsync(Guid orderId)
    {
        using var scope = App.Scope();
        var order = await scope.Db.Set<Order>().SingleAsync(o => o.Id == orderId);
        var codes = scope.Get<ServiceCodes>();
        return (codes.Arrival(order), codes.Leaving(order));
    }

    public async Task<OrderStatus> StatusAsync(Guid orderId)
    {
        using var scope = App.Scope();
        return await scope.Db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.Status).SingleAsync();
    }

    public Task<Guid> StationAsync(long division) => StationAsync(App, "别处的站", StationKind.Station, division);

    private static async Task<Guid> StationAsync(TestApp app, string name, StationKind kind, long division)
    {
        using var scope = app.Scope();
        if (await scope.Db.Set<Station>().Where(s => s.DivisionCode == division).Select(s => (Guid?)s.Id).FirstOrDefaultAsync() is { } known)
        {
            return known;
        }

        var station = Station.Found(new StationFacts(name, kind, division, null, null, OpeningHours.Unknown, null, true), app.Clock.GetUtcNow().UtcDateTime);
        scope.Db.Add(station);
        await scope.Db.SaveChangesAsync();
        return station.Id;
    }
}

internal static class OrderSteps
{
    /// <summary>Takes a step that must succeed; the order as it stands then.</summary>
    public static async Task<JsonElement> StepAsync(this HttpClient client, Guid order, string step, object? body = null)
    {
        using var answer = await client.TryStepAsync(order, step, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{step}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<HttpResponseMessage> TryStepAsync(this HttpClient client, Guid order, string step, object? body = null) =>
        client.PostAsJsonAsync($"/api/v1/orders/{order}/{step}", body ?? new { });

    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
