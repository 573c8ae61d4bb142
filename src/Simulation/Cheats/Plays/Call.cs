using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Plays;

/// <summary>An order of a resident, as everybody on its way meets it.</summary>
internal sealed class Call
{
    public required Play Play { get; init; }

    public required Place Place { get; init; }

    public required Guid Id { get; init; }

    private string Api => $"/api/v1/orders/{Id}";

    /// <param name="forWhom">Name of somebody who has no account, and at which number they are reached.</param>
    public static async Task<Call> PlaceAsync(Play play, Somebody asker, Place place, DateTime from, DateTime to, string? forWhom = null, string phone = "15400000000")
    {
        var made = await play.NeedAsync(asker, "/api/v1/orders", new
        {
            title = "灯不亮了，请人看看", divisionCode = place.Code, stationId = place.StationId, address = "东头第三家，红铁门", urgency = "normal", lat = place.Lat, lon = place.Lon,
            windows = new[] { new { from = Outing.Offset(from), to = Outing.Offset(to) } },
            forSomeoneElse = forWhom is not null, contactName = forWhom, contactPhone = forWhom is null ? null : phone,
        });
        return new() { Play = play, Place = place, Id = made.Body.GetProperty("id").GetGuid() };
    }

    /// <summary>The station sends somebody, and they say yes.</summary>
    public async Task SendAsync(Somebody clerk, Somebody volunteer)
    {
        await Play.NeedAsync(clerk, $"{Api}/dispatch", new { volunteerIds = new[] { volunteer.Id } });
        await Play.NeedAsync(volunteer, $"{Api}/accept");
    }

    public Task<Said> StepAsync(Somebody who, string step, object? body = null) => Play.PostAsync(who, $"{Api}/{step}", body);

    /// <summary>With the resident's four digits, a position, or both.</summary>
    public async Task<Said> ComeAsync(Somebody who, bool asks = true, Spot? spot = null) =>
        await StepAsync(who, "check-in", new { code = asks ? (await CodesAsync()).Arrival : null, lat = spot?.Lat, lon = spot?.Lon, accuracy = spot?.Accuracy });

    public async Task<Said> GoAsync(Somebody who, bool asks = true, Spot? spot = null) =>
        await StepAsync(who, "check-out", new { code = asks ? (await CodesAsync()).Leaving : null, lat = spot?.Lat, lon = spot?.Lon, accuracy = spot?.Accuracy });

    public async Task PraiseAsync(Somebody asker)
    {
        await StepAsync(asker, "complete");
        await StepAsync(asker, "rating", new { came = true, onTime = true, solved = "yes", stars = 5, words = "好" });
    }

    /// <summary>What stands on the resident's own page.</summary>
    private Task<(string Arrival, string Leaving)> CodesAsync() => Play.Stage.WithAsync(async services =>
    {
        var order = await services.GetRequiredService<AppDbContext>().Set<Order>().AsNoTracking().SingleAsync(o => o.Id == Id, Play.Stage.Ct);
        var codes = services.GetRequiredService<ServiceCodes>();
        return (codes.Arrival(order), codes.Leaving(order));
    });
}
