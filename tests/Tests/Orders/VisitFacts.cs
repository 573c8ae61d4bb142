using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;

namespace Weiguang.Tests.Orders;

/// <summary>How the hours of a visit stand.</summary>
internal static class VisitFacts
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<(RecordState State, int Minutes, EvidenceGrade Grade, int? Stars)> StandsAsync(TestApp app, Guid order)
    {
        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);
        var record = await RecordAsync(app, order);
        return (record.State, record.Minutes, record.Grade, record.Stars);
    }

    public static async Task<ServiceRecord> RecordAsync(TestApp app, Guid order)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<ServiceRecord>().AsNoTracking().SingleAsync(r => r.SourceId == order, Ct);
    }

    /// <summary>The volunteer says that what the station has said of them is so.</summary>
    public static async Task SayAsync(TestApp app, Guid order, Guid volunteer) =>
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await app.ProgramOfAsync(volunteer), $"/api/v1/hours/{order}/records/{(await RecordAsync(app, order)).Id}/confirm", new { }));

    public static async Task<long> BalanceAsync(TestApp app, Guid volunteer)
    {
        using var scope = app.Scope();
        return await scope.Get<LedgerBook>().BalanceAsync(volunteer, LedgerUnit.Minutes, Ct);
    }

    public static async Task<HttpStatusCode> PostAsync(HttpClient who, string path, object body)
    {
        using var answer = await who.PostAsJsonAsync(path, body, Ct);
        return answer.StatusCode;
    }

    /// <summary>The one objection to this order's hours.</summary>
    public static async Task<Guid> ObjectionAsync(TestApp app, Guid order)
    {
        using var scope = app.Scope();
        return (await scope.Db.Set<Objection>().SingleAsync(o => o.SourceId == order, Ct)).Id;
    }

    public static async Task<long> PointsAsync(TestApp app, Guid volunteer)
    {
        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);
        using var scope = app.Scope();
        return await scope.Get<LedgerBook>().BalanceAsync(volunteer, LedgerUnit.Points, Ct);
    }

    /// <summary>Served at the agreed time by both codes, a day each.</summary>
    /// <param name="asker">The resident when null.</param>
    public static async Task<Guid> VisitAsync(TestApp app, Village village, Guid volunteer, int minutes = 30, Guid? asker = null, object? draft = null)
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        await village.SignInAsync();
        using var placed = await (await app.ProgramOfAsync(asker ?? village.ResidentId)).PostAsJsonAsync("/api/v1/orders", Village.Draft(draft), Ct);
        var order = (await placed.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        var program = await app.ProgramOfAsync(volunteer);
        await program.StepAsync(order, "accept");
        var (arrival, leaving) = await village.CodesAsync(order);
        await program.StepAsync(order, "check-in", new { code = arrival });
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await program.StepAsync(order, "check-out", new { code = leaving });
        await (await app.ProgramOfAsync(asker ?? village.ResidentId)).StepAsync(order, "complete");
        await StandsAsync(app, order);
        return order;
    }
}
