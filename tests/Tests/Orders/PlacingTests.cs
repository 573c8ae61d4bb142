using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

public class PlacingTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Fact]
    public async Task What_is_wrong_is_said_at_each_field()
    {
        var village = await Village.BuildAsync(await apps.On(TestDatabases.Sqlite));

        using var answer = await village.Resident.PostAsJsonAsync(
            "/api/v1/orders", new { urgency = "normal", forSomeoneElse = true, contactPhone = "12", lat = 95, lon = 10 }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var fields = (await answer.ProblemAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order();
        Assert.Equal(["address", "contactName", "contactPhone", "divisionCode", "position", "title", "windows"], fields);
    }

    [Fact]
    public async Task A_message_comes_in_the_callers_language()
    {
        var village = await Village.BuildAsync(await apps.On(TestDatabases.Sqlite));
        village.Resident.DefaultRequestHeaders.AcceptLanguage.Clear();
        village.Resident.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        using var answer = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { address = "" }), TestContext.Current.CancellationToken);

        var message = (await answer.ProblemAsync()).GetProperty("errors").GetProperty("address")[0].GetString()!;
        Assert.DoesNotContain(message, c => c > 0x2E80);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Phone_address_and_position_are_sealed_in_the_database(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync(new { forSomeoneElse = true, contactName = "赵大娘", contactPhone = "13912345678" });
        using var scope = app.Scope();

        var row = await scope.Db.Set<Order>().Where(o => o.Id == order).Select(o => new { o.ContactPhone, o.Address, o.Position, o.ContactName }).SingleAsync(TestContext.Current.CancellationToken);

        var stored = row.ContactPhone.Text + row.Address.Text + row.Position.Text + row.ContactName.Text;
        Assert.True(row.Position.Text.Length > 20);
        foreach (var secret in new[] { "13912345678", "东头", "45.33", "赵" })
        {
            Assert.DoesNotContain(secret, stored);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_repeated_key_gives_the_first_answer_and_one_order(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(village.Resident, key, Village.Draft())));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        var ids = await Task.WhenAll(answers.Select(async a => (await a.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid()));
        Assert.Single(ids.Distinct());
        Assert.Equal(7, answers.Count(a => a.Headers.Contains("Idempotency-Replayed")));
        using var other = await PostAsync(village.Resident, key, Village.Draft(new { title = "别的事" }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task A_double_tap_on_the_form_makes_one_order()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var browser = await app.BrowserOfAsync(village.ResidentId);
        var url = $"/orders/new?station={village.StationId}";
        var page = await browser.GetPageAsync(url, TestContext.Current.CancellationToken);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("main form[method=post]")!;
        var fields = new Dictionary<string, string> { ["Form.Title"] = "请帮忙买药", ["Form.Urgency"] = "Urgent", ["Form.Address"] = "西头第一家" };

        var taps = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => browser.SubmitAsync(url, form, fields, TestContext.Current.CancellationToken)));

        Assert.All(taps, t => Assert.True(t.StatusCode == HttpStatusCode.Redirect, t.Content.ReadAsStringAsync().Result));
        Assert.Single(taps.Select(t => t.Headers.Location!.ToString()).Distinct());
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<Order>().CountAsync(o => o.Title == "请帮忙买药", TestContext.Current.CancellationToken));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string key, object body) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders") { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", key } } });
}
