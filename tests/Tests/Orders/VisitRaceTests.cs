using System.Net;
using System.Net.Http.Json;
using Weiguang.Hours.Domain;
using static Weiguang.Tests.Orders.VisitFacts;

namespace Weiguang.Tests.Orders;

/// <summary>What different people say of one visit at the same moment: one waits for the other, and all of it holds.</summary>
public class VisitRaceTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly object Praise = new { came = true, onTime = true, solved = "yes", stars = 5 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_rates_and_whoever_confirms_at_the_same_moment_are_both_heard(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(volunteer);
        for (var i = 0; i < 4; i++)
        {
            var (order, confirm) = await OfOneWordAsync(app, village, volunteer, program);

            var (rated, confirmed) = (village.Resident.TryStepAsync(order, "rating", Praise), program.PostAsJsonAsync($"{confirm}?version=1", new { }, Ct));
            await Task.WhenAll(rated, confirmed);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), ((await rated).StatusCode, (await confirmed).StatusCode));
            var stands = await StandsAsync(app, order);
            Assert.Equal((RecordState.Posted, 60, (int?)5), (stands.State, stands.Minutes, stands.Stars));
            app.Clock.Advance(TimeSpan.FromHours(5)); // The next visit is another time.
            await village.SignInAsync();
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Stars_that_came_meanwhile_change_nothing_of_what_is_confirmed(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(volunteer);
        var (order, confirm) = await OfOneWordAsync(app, village, volunteer, program);
        await village.Resident.StepAsync(order, "rating", Praise);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(program, $"{confirm}?version=1", new { })); // The page they look at is older than the stars.
    }

    /// <summary>A visit of an hour that rests on one clerk's word, and where its volunteer confirms it.</summary>
    private static async Task<(Guid Order, string Confirm)> OfOneWordAsync(TestApp app, Village village, Guid volunteer, HttpClient program)
    {
        var order = await village.AcceptedAsync(volunteer, program);
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        await village.Staff.StepAsync(order, "check-out");
        await village.Staff.StepAsync(order, "complete");
        var record = await RecordAsync(app, order);
        Assert.Equal((RecordState.Unconfirmed, 1), (record.State, record.Version));
        return (order, $"/api/v1/hours/{order}/records/{record.Id}/confirm");
    }
}
