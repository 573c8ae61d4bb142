using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.People;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Orders;

/// <summary>An order that everybody may see shows everybody what it is, and only the desk it lies on whom it was offered to and what they said.</summary>
public class DesksOwnTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const long OtherVillage = 220881103202;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whom_the_desk_asked_and_what_they_said_is_read_at_no_other_desk(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var (volunteerId, spare) = (await app.VolunteerAsync(), await app.VolunteerAsync());
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId, spare } });
        await (await app.ProgramOfAsync(volunteerId)).StepAsync(order, "decline", new { reason = "腰疼去医院" });
        await village.Staff.StepAsync(order, "recall");
        await village.Staff.StepAsync(order, "dispatch", new { open = true });
        var elsewhere = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, OtherVillage));
        var township = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, Village.Township));

        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync($"/api/v1/orders/{order}", Ct)).StatusCode); // It is open, so they see what it is.
        foreach (var list in (string[])["offers", "candidates"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/api/v1/orders/{order}/{list}", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await township.GetAsync($"/api/v1/orders/{order}/{list}", Ct)).StatusCode);
        }

        Assert.Contains("腰疼去医院", await village.Staff.GetStringAsync($"/api/v1/orders/{order}/offers", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("腰疼去医院", await elsewhere.GetStringAsync($"/api/v1/orders/{order}", Ct), StringComparison.Ordinal);
    }

    /// <summary>Whoever goes is not their own desk, and reads no colleague's reason.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_clerk_who_goes_reads_the_desks_lists_of_their_own_visit_no_more(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var both = await app.VolunteerAsync();
        await app.GrantAsync(both, Role.Station, TestPeople.Village);
        var clerk = await app.ProgramOfAsync(both);
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { both } });
        Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync($"/api/v1/orders/{order}/offers", Ct)).StatusCode);

        await clerk.StepAsync(order, "accept");

        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"/api/v1/orders/{order}/offers", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"/api/v1/orders/{order}/candidates", Ct)).StatusCode);
    }

    /// <summary>Who was asked by name, or with their team, keeps the order in sight after somebody else went.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_was_only_asked_reads_neither_who_went_nor_what_was_said_of_them(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var (went, asked) = (await app.VolunteerAsync("刘文彬"), await app.VolunteerAsync("李有"));
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { teamId = await app.BandAsync(went, asked) });
        await (await app.ProgramOfAsync(went)).StepAsync(order, "accept");
        await village.Staff.StepAsync(order, "check-in");
        await village.Staff.StepAsync(order, "check-out");
        await village.Staff.StepAsync(order, "complete");
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = false, solved = "no", stars = 1, words = "喝了酒来的" });

        var (outside, own, desk) = (await DetailAsync(app, asked, order), await DetailAsync(app, went, order), await village.Staff.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", Ct));

        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (outside.GetProperty("rating").ValueKind, outside.GetProperty("attendance").ValueKind));
        Assert.DoesNotContain("文彬", outside.GetProperty("volunteer").GetString());
        Assert.All(new[] { own, desk }, o => Assert.Equal(("刘文彬", "喝了酒来的"), (o.GetProperty("volunteer").GetString(), o.GetProperty("rating").GetProperty("words").GetString())));
        Assert.DoesNotContain("喝了酒来的", await (await app.BrowserOfAsync(asked)).GetStringAsync($"/orders/{order}", Ct), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> DetailAsync(TestApp app, Guid person, Guid order) => await (await app.ProgramOfAsync(person)).GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", Ct);
}
