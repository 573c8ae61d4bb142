using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Recognition;

namespace Weiguang.Tests.Forms;

/// <summary>A button does what it says, whoever was faster; a slip of the hand is answered at its field.</summary>
public class WantedStateTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Stopping_an_item_of_the_menu_twice_or_by_two_colleagues_leaves_it_stopped(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var item = new MenuItem { StationId = village.StationId, Title = "上门理发", Category = "0017", DurationMinutes = 40 };
        using (var scope = app.Scope())
        {
            scope.Db.Add(item);
            await scope.Db.SaveChangesAsync(Ct);
        }

        var url = $"/console/menu?station={village.StationId}";
        var (one, two) = (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)), await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)));
        var stops = await Task.WhenAll(new[] { one, two }.Select(async who => (who, Form: await FormAsync(who))));
        foreach (var (who, form) in stops)
        {
            Assert.Contains(KeyValuePair.Create("Form.Offered", "false"), Html.Fields(form));
            using var pressed = await who.SubmitAsync(url, form, ct: Ct);
            Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        }

        using var after = app.Scope();
        Assert.False((await after.Db.Set<MenuItem>().SingleAsync(i => i.Id == item.Id, Ct)).IsOffered);

        async Task<IHtmlFormElement> FormAsync(HttpClient who) =>
            (IHtmlFormElement)(await who.GetPageAsync(url, Ct)).QuerySelector($"form:has([name='Form.Id'][value='{item.Id}'])")!;
    }

    [Fact]
    public async Task Certificate_dates_the_wrong_way_round_are_said_at_the_field_and_stay_as_typed()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var volunteer = await app.VolunteerAsync();
        await app.EarnAsync(volunteer, 60);
        var browser = await app.BrowserOfAsync(volunteer);

        var page = await browser.GetPageAsync("/me/certificates/new?from=2026-09-01&to=2026-01-01", Ct);

        var wrong = (IHtmlInputElement)page.QuerySelector("[name=to][aria-invalid=true]")!;
        Assert.Equal(("2026-01-01", "2026-09-01"), (wrong.Value, ((IHtmlInputElement)page.QuerySelector("[name=from]")!).Value));
        Assert.Null(page.QuerySelector("input[name=Entries]"));
        var broken = await browser.GetPageAsync("/me/certificates/new?from=gestern", Ct);
        Assert.NotNull(broken.QuerySelector("[name=from][aria-invalid=true]"));
    }
}
