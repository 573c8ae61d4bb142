using Weiguang.Hours.Domain;
using Weiguang.Orders.Domain;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Deciding;

/// <summary>Cases about visits, whose organiser is the office itself.</summary>
internal static class VisitMakers
{
    /// <summary>The office answers for a visit: whoever of it arranged the visit may as well, but not who went there.</summary>
    public static async Task<MadeCase> CorrectionAsync(TestApp app)
    {
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(volunteer);
        var order = await village.AcceptedAsync(volunteer, program);
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(40));
        await village.Staff.StepAsync(order, "check-out");
        await village.Resident.StepAsync(order, "complete");
        await VisitFacts.StandsAsync(app, order);
        var record = (await VisitFacts.RecordAsync(app, order)).Id;
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await VisitFacts.PostAsync(program, $"/api/v1/hours/{order}/records/{record}/corrections", new { reason = "少了" }));
        using var scope = app.Scope();
        var correction = await scope.Db.Set<Correction>().AsNoTracking().SingleAsync(c => c.SourceId == order);
        return new(app, "hours.correction", correction.Id, [volunteer], MadeCase.Post(app, $"/api/v1/hours/{order}/corrections/{correction.Id}/proposal", new { minutes = 30, answer = "是少了" })) { Arranged = village.StaffId };
    }

    public static async Task<MadeCase> FollowUpAsync(TestApp app)
    {
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var order = await village.AcceptedAsync(volunteer, await app.ProgramOfAsync(volunteer));
        await village.Staff.StepAsync(order, "check-in");
        await village.Staff.StepAsync(order, "check-out");
        await village.Resident.StepAsync(order, "complete");
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "no", stars = 1 });
        return new(app, "orders.follow-up", order, [volunteer], async (person, role) =>
        {
            using var answer = await (await app.BrowserOfAsync(person, role)).ForgeAsync($"/console/follow-ups?order={order}", ("_handler", "close"), ("Form.OrderId", $"{order}"), ("Form.Reason", "问清了"));
            using var scope = app.Scope();
            return await scope.Db.Set<FollowUp>().AnyAsync(f => f.OrderId == order && f.ClosedAt != null);
        });
    }
}
