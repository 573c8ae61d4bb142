using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Orders.Domain;
using Weiguang.Regions;

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

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Somebody_named_in_an_order_for_oneself_is_asked_about_and_not_dropped(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var browser = await app.BrowserOfAsync(village.ResidentId);
        var form = await browser.GetPageAsync("/orders/new", ct);
        Assert.Null(form.QuerySelector("details[open]"));
        Assert.NotNull(form.QuerySelector("[data-more] [name='Form.ContactName']"));

        using var answer = await browser.SubmitAsync("/orders/new", new Dictionary<string, string> { ["Form.Title"] = "给我妈理发", ["Form.Urgency"] = "Urgent", ["Form.Address"] = "西头第一家", ["Form.ContactName"] = "赵大娘" }, ct: ct);
        var page = await answer.ReadPageAsync(ct);
        using var program = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { contactName = "赵大娘", contactPhone = "13912345678" }), ct);

        Assert.Contains("给他点，上面请选“替别人点”", page.QuerySelector("#Form-ContactName-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[data-more]")); // In sight, whatever is chosen.
        Assert.Equal("赵大娘", page.QuerySelector("[name='Form.ContactName']")!.GetAttribute("value"));
        Assert.Equal(["contactName", "contactPhone"], (await program.ProblemAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Theory]
    [InlineData("长")]
    [InlineData("“")]
    [InlineData("\"\n")]
    [InlineData("𠀂")]
    public async Task As_much_as_a_reason_may_hold_reaches_whom_it_is_told(string letter)
    {
        var village = await Village.BuildAsync(await apps.On(PostgresServer.IsAvailable ? TestDatabases.Postgres : TestDatabases.Sqlite));
        var order = await village.OrderAsync();

        using var answer = await village.Staff.TryStepAsync(order, "reject", new { reason = string.Concat(Enumerable.Repeat(letter, 1000 / letter.EnumerateRunes().Count())) });

        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    [Theory]
    [InlineData("bd09", false)]
    [InlineData("BD-09", false)]
    [InlineData("wgs84", true)]
    [InlineData("GCJ02", true)]
    public async Task A_position_in_a_datum_we_do_not_know_is_refused_at_its_field(string datum, bool known)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);

        using var placed = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { datum }), TestContext.Current.CancellationToken);
        using var arrived = await volunteer.TryStepAsync(order, "check-in", new { lat = Village.Lat, lon = Village.Lon, accuracy = 20, datum });

        Assert.Equal(known ? HttpStatusCode.Created : HttpStatusCode.BadRequest, placed.StatusCode);
        foreach (var refused in known ? [] : new[] { placed, arrived })
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal(["datum"], (await refused.ProblemAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }
    }

    [Theory]
    [InlineData("138 0013 8111", "13800138111")]
    [InlineData("138-0013-8111", "13800138111")]
    [InlineData("+8613800138111", "13800138111")]
    [InlineData("１３８００１３８１１１", "13800138111")]
    [InlineData("13８００１３８１１１", "13800138111")]
    [InlineData("(0436)6222222", "0436-6222222")]
    [InlineData("0436 6222222", "0436-6222222")]
    [InlineData("4008001234", "4008001234")]
    [InlineData("13800", null)]
    [InlineData("138001381111", null)]
    [InlineData("没有电话", null)]
    [InlineData(null, null)]
    public void A_phone_is_read_as_people_write_it(string? typed, string? read) => Assert.Equal(read, Weiguang.Kernel.Text.PhoneText.Contact(typed));

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

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_repeated_key_gives_the_first_answer_after_a_restart_too(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        app.Clock.Set(DateTimeOffset.UtcNow);
        var village = await Village.BuildAsync(app);
        var key = Guid.NewGuid().ToString();
        using var first = await PostAsync(village.Resident, key, Village.Draft());

        await using var restarted = app.AnotherNode();
        using var http = restarted.Browser();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await app.TokenOfAsync(village.ResidentId));
        using var again = await PostAsync(http, key, Village.Draft());

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_menu_offers_can_be_ordered_by_its_name(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var item = new MenuItem { StationId = village.StationId, Title = "上门理发", Category = "0017", DurationMinutes = 40 };
        using (var scope = app.Scope())
        {
            scope.Db.Add(item);
            await scope.Db.SaveChangesAsync(ct);
        }

        var menu = await village.Resident.GetFromJsonAsync<JsonElement>($"/api/v1/stations/{village.StationId}/menu", ct);
        var order = await village.OrderAsync(new { title = (string?)null, menuItemId = menu.GetProperty("items").EnumerateArray().First(i => i.GetProperty("id").GetGuid() == item.Id).GetProperty("id").GetGuid() });

        var seen = await village.Resident.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", ct);
        Assert.Equal(("上门理发", "0017"), (seen.GetProperty("title").GetString(), seen.GetProperty("category").GetString()));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_station_takes_orders_of_its_own_place_and_of_what_lies_below_it_alone(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        var village = await Village.BuildAsync(await apps.On(database));
        var (above, elsewhere) = (await village.StationAsync(Village.Township), await village.StationAsync(TestPeople.NextCounty));
        foreach (var id in new[] { village.StationId, above })
        {
            await village.OrderAsync(new { stationId = id });
        }

        using var refused = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { stationId = elsewhere }), ct);
        using var below = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { stationId = village.StationId, divisionCode = Village.Township }), ct);

        foreach (var answer in new[] { refused, below })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(["stationId"], (await answer.ProblemAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_ordered_for_another_village_goes_to_the_station_that_serves_it(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var browser = await app.BrowserOfAsync(village.ResidentId);
        using var scope = app.Scope();
        var regions = scope.Get<RegionDirectory>();
        var other = (await regions.ChildrenAsync(Village.Township, ct)).First(v => v.Code != TestPeople.Village);
        var town = (await regions.FindAsync(Village.Township, ct))!;

        using var answer = await browser.SubmitAsync("/orders/new", new Dictionary<string, string> { ["Form.Title"] = "给我妈理发", ["Form.Urgency"] = "Urgent", ["Form.Address"] = "西头第一家", ["Form.Village"] = $"{town.Name} {other.Name}" }, ct: ct);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var id = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
        var order = await scope.Db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        Assert.Equal((other.Code, Village.Township), (order.DivisionCode, order.DeskDivisionCode));
        Assert.Contains("这一单由", (await browser.GetPageAsync($"/orders/{id}", ct)).QuerySelector(".flash")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Whoever takes the name out means another place, and writes it perhaps into the wrong field.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_village_taken_out_of_its_field_is_not_ones_own(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var browser = await app.BrowserOfAsync(village.ResidentId);

        using var answer = await browser.SubmitAsync("/orders/new", new Dictionary<string, string> { ["Form.Title"] = "给我妈理发", ["Form.Urgency"] = "Urgent", ["Form.Address"] = "好田村二组", ["Form.Village"] = " " }, ct: ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("请填村或社区的名字", (await answer.ReadPageAsync(ct)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_written_beside_a_chosen_item_of_the_menu_is_kept_as_a_note(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var item = new MenuItem { StationId = village.StationId, Title = "上门理发", Category = "0017", DurationMinutes = 40 };
        using (var scope = app.Scope())
        {
            scope.Db.Add(item);
            await scope.Db.SaveChangesAsync(ct);
        }

        var browser = await app.BrowserOfAsync(village.ResidentId);
        async Task<Order> PlacedAsync(string title, string notes)
        {
            using var placed = await browser.SubmitAsync("/orders/new", new Dictionary<string, string>
            {
                ["Form.MenuItemId"] = $"{item.Id}", ["Form.Title"] = title, ["Form.Notes"] = notes, ["Form.Urgency"] = "Urgent", ["Form.Address"] = "西头第一家",
            }, ct: ct);
            Assert.True(placed.StatusCode == HttpStatusCode.Redirect, string.Join('\n', (await placed.ReadPageAsync(ct)).QuerySelectorAll(".error").Select(e => e.TextContent)));
            var id = Guid.Parse(placed.Headers.Location!.ToString().Split('/')[^1]);
            using var scope = app.Scope();
            return await scope.Db.Set<Order>().IgnoreQueryFilters().AsNoTracking().SingleAsync(o => o.Id == id, ct);
        }

        var (both, same) = (await PlacedAsync("想剪短一点", "狗拴着呢"), await PlacedAsync("上门理发", ""));

        Assert.Equal(("上门理发", "想剪短一点\n狗拴着呢"), (both.Title, both.Notes));
        Assert.Equal(("上门理发", ""), (same.Title, same.Notes));
        using var much = await browser.SubmitAsync("/orders/new", new Dictionary<string, string>
        {
            ["Form.MenuItemId"] = $"{item.Id}", ["Form.Title"] = "想剪短一点", ["Form.Notes"] = new string('长', 1000), ["Form.Urgency"] = "Urgent", ["Form.Address"] = "西头第一家",
        }, ct: ct);
        Assert.NotNull((await much.ReadPageAsync(ct)).QuerySelector("#Form-Notes-error"));
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
        Assert.Single(await scope.Db.Set<Order>().Select(o => o.Title).ToListAsync(TestContext.Current.CancellationToken), title => title == "请帮忙买药");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string key, object body) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders") { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", key } } });
}
