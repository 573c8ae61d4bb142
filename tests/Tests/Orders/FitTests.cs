using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Kernel.Security;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Orders;

/// <summary>Who may go to an order is asked by the same engine as who may take a seat, whichever way the order went out.</summary>
public class FitTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Electrician = "0102";

    private const string Form = "form.stack:has([name='Form.Title'])";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_open_order_is_taken_by_nobody_without_the_skill_it_asks_for(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var order = await OrderAsync(village, new() { RequiredSkill = Electrician });
        await village.Staff.StepAsync(order, "dispatch", new { open = true });
        var (without, with) = (await app.VolunteerAsync(), await app.VolunteerAsync(skills: [Electrician]));

        using var refused = await (await app.ProgramOfAsync(without)).TryStepAsync(order, "accept");
        var problem = await refused.ProblemAsync();
        Assert.Equal("/problems/order-not-eligible", problem.GetProperty("type").GetString());
        Assert.Equal("skill", problem.GetProperty("unmet")[0].GetProperty("what").GetString());
        var page = await (await app.BrowserOfAsync(without)).GetStringAsync($"/orders/{order}", Ct);
        Assert.Contains("还差一点，暂时不能接这一单：要会：", page, StringComparison.Ordinal);
        Assert.DoesNotContain("我去</button>", page, StringComparison.Ordinal); // What the page hides the API refuses, and the other way round.
        Assert.Contains("我去</button>", await (await app.BrowserOfAsync(with)).GetStringAsync($"/orders/{order}", Ct), StringComparison.Ordinal);
        await (await app.ProgramOfAsync(with)).StepAsync(order, "accept");
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Dangerous_work_is_for_grown_ups_and_only_while_it_is_insured(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime);
        var item = new Asks { IsDangerous = true, CoveredUntil = today.AddDays(30) };
        var order = await OrderAsync(village, item);
        await village.Staff.StepAsync(order, "dispatch", new { open = true });
        var (unknown, young, grown) = (await app.VolunteerAsync(), await AgedAsync(app, 17), await AgedAsync(app, 40));

        Assert.Equal("known-age", await LackAsync(app, unknown, order));
        Assert.Equal("grown-up", await LackAsync(app, young, order));
        await CoverAsync(app, order, today.AddDays(-1));
        Assert.Equal("cover", await LackAsync(app, grown, order)); // It ran out since the order was placed.
        await CoverAsync(app, order, today.AddDays(30));
        await (await app.ProgramOfAsync(grown)).StepAsync(order, "accept");
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_service_may_ask_for_an_age(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var order = await OrderAsync(village, new() { MinAge = 16 });
        await village.Staff.StepAsync(order, "dispatch", new { open = true });

        Assert.Equal("min-age", await LackAsync(app, await AgedAsync(app, 15), order));
        await (await app.ProgramOfAsync(await AgedAsync(app, 16))).StepAsync(order, "accept");
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Naming_somebody_who_cannot_go_says_who_and_why_and_sends_nothing(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var order = await OrderAsync(village, new() { RequiredSkill = Electrician });
        var (without, with) = (await app.VolunteerAsync("张无"), await app.VolunteerAsync("李有", skills: [Electrician]));

        using var refused = await village.Staff.TryStepAsync(order, "dispatch", new { volunteerIds = new[] { without, with } });
        var problem = await refused.ProblemAsync();

        Assert.Equal("/problems/order-not-fitting", problem.GetProperty("type").GetString());
        var misfit = Assert.Single(problem.GetProperty("misfits").EnumerateArray());
        Assert.Equal((without, "张无"), (misfit.GetProperty("personId").GetGuid(), misfit.GetProperty("name").GetString()));
        Assert.StartsWith("要会：", misfit.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(OrderStatus.PendingReview, await village.StatusAsync(order));
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { with } });
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_promised_all_its_times_away_is_neither_proposed_nor_named_and_nobody_learns_where_they_are(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var (busy, free) = (await app.VolunteerAsync("张忙"), await app.VolunteerAsync("李闲"));
        var (activity, shifts) = await app.ActivityAsync(a => a.Title = "清河日", begins: TimeSpan.FromHours(25), capacities: 5);
        await (await app.ProgramOfAsync(busy)).SignUpAsync(activity, shifts[0]);
        var from = app.Clock.GetUtcNow().AddHours(24);
        var order = await village.OrderAsync(new { windows = new[] { new { from, to = from.AddHours(3) } } });

        var best = await village.Staff.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}/candidates", Ct);
        var proposed = best.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("volunteerId").GetGuid()).ToList();
        Assert.DoesNotContain(busy, proposed);
        Assert.NotEmpty(proposed);
        using var refused = await village.Staff.TryStepAsync(order, "dispatch", new { volunteerIds = new[] { busy } });
        var message = (await refused.ProblemAsync()).GetProperty("misfits")[0].GetProperty("message").GetString();
        Assert.Equal("这几个时间都已经答应了别的事", message);
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { free } });
    }

    /// <summary>Insured for the first time and free at the second is no time at all.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_is_free_only_when_it_is_not_insured_is_neither_proposed_nor_named_nor_told_that_they_fit(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var (busy, free) = (await AgedAsync(app, 40), await AgedAsync(app, 40));
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(25), capacities: 5);
        await (await app.ProgramOfAsync(busy)).SignUpAsync(activity, shifts[0]);
        var (soon, late) = (app.Clock.GetUtcNow().AddHours(24), app.Clock.GetUtcNow().AddDays(12));
        var order = await OrderAsync(village, new()
        {
            IsDangerous = true, CoveredUntil = DateOnly.FromDateTime(late.UtcDateTime).AddDays(20), Windows = [new { from = soon, to = soon.AddHours(3) }, new { from = late, to = late.AddHours(3) }],
        });
        await CoverAsync(app, order, DateOnly.FromDateTime(soon.UtcDateTime).AddDays(4)); // It was to last for both.

        var best = await village.Staff.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}/candidates", Ct);
        var proposed = best.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("volunteerId").GetGuid()).ToList();
        using var refused = await village.Staff.TryStepAsync(order, "dispatch", new { volunteerIds = new[] { busy } });

        Assert.DoesNotContain(busy, proposed);
        Assert.NotEmpty(proposed);
        Assert.Equal("/problems/order-not-fitting", (await refused.ProblemAsync()).GetProperty("type").GetString());
        using (var scope = app.Scope())
        {
            var fit = scope.Get<Weiguang.Orders.Fitting.Fit>(); // What the page says in the place of the button.
            Assert.Equal(Weiguang.Eligibility.Requirement.Cover, Assert.Single(await fit.UnmetAsync(order, busy, Ct)).What);
            Assert.Empty(await fit.UnmetAsync(order, free, Ct));
        }

        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { free } });
        await (await app.ProgramOfAsync(free)).StepAsync(order, "accept", new { window = 0 });
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_dangerous_service_comes_on_the_menu_only_with_its_insurance(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var browser = await app.BrowserOfAsync(village.StaffId);
        var menu = $"/console/menu?station={village.StationId}";
        var fields = new Dictionary<string, string>
        {
            ["Form.Title"] = "登高换灯", ["Form.Category"] = "0017", ["Form.Minutes"] = "40", ["Form.Dangerous"] = "true", ["Form.Cover"] = "", ["Form.CoveredUntil"] = "",
        };

        using var refused = await browser.SubmitAsync(menu, fields, Form, Ct);
        Assert.Contains("有危险的服务要先给志愿者上保险", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        fields["Form.Cover"] = "人保财险 PEAC2026";
        fields["Form.CoveredUntil"] = $"{app.Clock.GetUtcNow().AddYears(1):yyyy-MM-dd}";
        using var added = await browser.SubmitAsync(menu, fields, Form, Ct);
        Assert.Equal(HttpStatusCode.Found, added.StatusCode);
        using var scope = app.Scope();
        Assert.True((await scope.Db.Set<MenuItem>().SingleAsync(i => i.Title == "登高换灯", Ct)).IsDangerous);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_insurance_that_has_run_out_takes_the_service_off_the_menu_until_it_is_renewed(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime);
        await OrderAsync(village, new() { IsDangerous = true, CoveredUntil = today.AddDays(5) });
        Guid item;
        using (var scope = app.Scope())
        {
            item = await scope.Db.Set<MenuItem>().Where(i => i.StationId == village.StationId && i.IsDangerous).OrderByDescending(i => i.Id).Select(i => i.Id).FirstAsync(Ct);
            await scope.Db.Set<MenuItem>().Where(i => i.Id == item).ExecuteUpdateAsync(set => set.SetProperty(i => i.CoveredUntil, today.AddDays(-1)), Ct);
        }

        Assert.DoesNotContain($"{item}", await village.Resident.GetStringAsync($"/api/v1/stations/{village.StationId}/menu", Ct), StringComparison.Ordinal);
        using var refused = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { menuItemId = item }), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var browser = await app.BrowserOfAsync(village.StaffId);
        using var renewed = await browser.SubmitAsync($"/console/menu?station={village.StationId}", new Dictionary<string, string> { ["Renewal.Id"] = $"{item}", ["Renewal.Cover"] = "人保财险 PEAC2027", ["Renewal.CoveredUntil"] = $"{today.AddYears(1):yyyy-MM-dd}" }, "form.stack", Ct);
        Assert.Equal(HttpStatusCode.Found, renewed.StatusCode);
        Assert.Contains($"{item}", await village.Resident.GetStringAsync($"/api/v1/stations/{village.StationId}/menu", Ct), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_a_team_those_are_asked_who_can_go_and_who_is_nobody_here_is_named_to_nobody(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var order = await OrderAsync(village, new() { RequiredSkill = Electrician });
        var (without, with) = (await app.VolunteerAsync("张无"), await app.VolunteerAsync("李有", skills: [Electrician]));
        var team = await app.BandAsync(without, with);
        var stranger = await app.PersonAsync("钱某人");

        using var unknown = await village.Staff.TryStepAsync(order, "dispatch", new { volunteerIds = new[] { stranger, with } });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.DoesNotContain("钱某人", await unknown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await village.Staff.StepAsync(order, "dispatch", new { teamId = team });
        using var scope = app.Scope();
        Assert.Equal([with], await scope.Db.Set<Offer>().Where(o => o.OrderId == order).Select(o => o.VolunteerId).ToListAsync(Ct));
    }

    /// <summary>An open order is out of sight the moment somebody has it: whoever looks or presses in that moment is told so, and sees no error.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_presses_a_moment_too_late_reads_that_somebody_was_faster(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var order = await OrderAsync(village, new());
        await village.Staff.StepAsync(order, "dispatch", new { open = true });
        var presses = new List<(HttpClient Browser, IHtmlFormElement Form)>();
        for (var i = 0; i < 8; i++)
        {
            var browser = await app.BrowserOfAsync(await app.VolunteerAsync());
            presses.Add((browser, (IHtmlFormElement)(await browser.GetPageAsync($"/orders/{order}", Ct)).QuerySelector("form:has(input[value='Accept'])")!));
        }

        var answers = await Task.WhenAll(presses.Select(async p =>
        {
            using var pressed = await p.Browser.SubmitAsync($"/orders/{order}", form: p.Form, ct: Ct);
            using var looked = await p.Browser.GetAsync($"/orders/{order}", Ct);
            return (Pressed: (int)pressed.StatusCode, Looked: (int)looked.StatusCode);
        }));

        Assert.All(answers, a => Assert.Equal((302, 200), a));
        Assert.Equal(OrderStatus.Accepted, await village.StatusAsync(order));
    }

    private async Task<(TestApp App, Village Village)> ArrangeAsync(string database)
    {
        var app = await apps.On(database);
        return (app, await Village.BuildAsync(app));
    }

    private sealed record Asks
    {
        public string RequiredSkill { get; init; } = "";

        public int? MinAge { get; init; }

        public bool IsDangerous { get; init; }

        public DateOnly? CoveredUntil { get; init; }

        public object[]? Windows { get; init; }
    }

    /// <summary>An order of a service that asks this.</summary>
    private static async Task<Guid> OrderAsync(Village village, Asks asks)
    {
        var item = new MenuItem
        {
            StationId = village.StationId, Title = $"修电路{Guid.NewGuid():N}"[..12], Category = "0017", DurationMinutes = 40, RequiredSkill = asks.RequiredSkill, MinAge = asks.MinAge, IsDangerous = asks.IsDangerous,
            Cover = asks.IsDangerous ? "人保财险 PEAC2026" : "", CoveredUntil = asks.CoveredUntil,
        };
        using (var scope = village.App.Scope())
        {
            scope.Db.Add(item);
            await scope.Db.SaveChangesAsync(Ct);
        }

        return await village.OrderAsync(asks.Windows is { } windows ? new { menuItemId = item.Id, windows } : new { menuItemId = item.Id });
    }

    private static async Task CoverAsync(TestApp app, Guid order, DateOnly until)
    {
        using var scope = app.Scope();
        var item = await scope.Db.Set<Order>().Where(o => o.Id == order).Select(o => o.MenuItemId).SingleAsync(Ct);
        await scope.Db.Set<MenuItem>().Where(i => i.Id == item).ExecuteUpdateAsync(set => set.SetProperty(i => i.CoveredUntil, until), Ct);
    }

    private static async Task<string?> LackAsync(TestApp app, Guid volunteer, Guid order)
    {
        using var refused = await (await app.ProgramOfAsync(volunteer)).TryStepAsync(order, "accept");
        return (await refused.ProblemAsync()).GetProperty("unmet")[0].GetProperty("what").GetString();
    }

    private static async Task<Guid> AgedAsync(TestApp app, int age)
    {
        var id = await app.VolunteerAsync();
        using var scope = app.Scope();
        var vault = scope.Get<Vault>();
        (await scope.Db.Set<Volunteer>().SingleAsync(v => v.PersonId == id, Ct)).Identify(Sealed.Nothing, vault.Seal(Personal.BirthDate, $"{app.Clock.GetUtcNow().AddYears(-age).AddDays(-30):yyyy-MM-dd}"));
        await scope.Db.SaveChangesAsync(Ct);
        return id;
    }
}
