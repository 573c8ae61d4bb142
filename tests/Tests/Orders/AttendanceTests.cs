using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

public class AttendanceTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory]
    [InlineData(45.3372, 122.7851, 20, true)]
    [InlineData(45.3390, 122.7851, 150, true)] // 200 m away: inside the fence
    [InlineData(45.3500, 122.7851, 20, false)] // 1.4 km away
    [InlineData(45.3372, 122.7851, 5000, false)] // the phone does not know where it is
    public async Task A_position_proves_presence_only_near_and_exact(double lat, double lon, double accuracy, bool proves)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);

        using var answer = await volunteer.TryStepAsync(order, "check-in", new { lat, lon, accuracy });

        Assert.Equal(proves ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(proves ? OrderStatus.InService : OrderStatus.Accepted, await village.StatusAsync(order));
        if (lat > 45.34)
        {
            Assert.Matches("约 1[34]\\d\\d 米，要在 320 米以内", (await answer.ProblemAsync()).GetProperty("errors").GetProperty("position")[0].GetString());
        }
    }

    /// <summary>A resident who reads out the digits days before, a clerk who ticks: nobody has come to an order of Thursday on Tuesday.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_checks_in_long_before_the_agreed_time(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var (volunteerId, from) = (await app.VolunteerAsync(), app.Clock.GetUtcNow().AddDays(2));
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.OrderAsync(new { urgency = "normal", windows = new[] { new { from, to = from.AddHours(2) } } });
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });
        await volunteer.StepAsync(order, "accept");
        var (arrival, _) = await village.CodesAsync(order);

        foreach (var (who, body) in new[] { (volunteer, (object)new { code = arrival }), (village.Staff, new { }) })
        {
            using var early = await who.TryStepAsync(order, "check-in", body);
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
            var problem = await early.ProblemAsync();
            Assert.EndsWith("order-too-early", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.Equal(from.AddHours(-2).UtcDateTime, problem.GetProperty("opensAt").GetDateTime().ToUniversalTime(), TimeSpan.FromSeconds(1));
        }

        Assert.Equal(OrderStatus.Accepted, await village.StatusAsync(order));
        var page = await (await app.BrowserOfAsync(volunteerId)).GetPageAsync($"/orders/{order}");
        Assert.Contains("还没到约好的时间", page.QuerySelector("[data-too-early]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[name='Form.Code']"));

        app.Clock.Set(from.AddHours(-2)); // A little earlier than agreed is fine.
        await (await app.ProgramOfAsync(volunteerId)).StepAsync(order, "check-in", new { code = arrival });
        Assert.Equal(OrderStatus.InService, await village.StatusAsync(order));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task After_five_wrong_codes_even_the_right_one_proves_nothing(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        var (arrival, _) = await village.CodesAsync(order);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await volunteer.TryStepAsync(order, "check-in", new { code = arrival == "0000" ? "0001" : "0000" });
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using var right = await volunteer.TryStepAsync(order, "check-in", new { code = arrival });

        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
        Assert.Contains("请站里代您记一下", (await right.ProblemAsync()).GetProperty("errors").GetProperty("code")[0].GetString());
        var asks = await (await app.BrowserOfAsync(village.ResidentId)).GetPageAsync($"/orders/{order}");
        Assert.Null(asks.QuerySelector("b.code")); // Nobody is asked to read it out any more.
        Assert.NotNull(asks.QuerySelector("[data-locked]"));
        var goes = await (await app.BrowserOfAsync(volunteerId)).GetPageAsync($"/orders/{order}");
        Assert.Null(goes.QuerySelector("[name='Form.Code']"));
        Assert.Contains("请用定位，或者请", goes.QuerySelector("[data-ways]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_not_four_digits_is_no_guess_and_a_wrong_guess_says_how_many_are_left(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        var (arrival, _) = await village.CodesAsync(order);

        for (var i = 0; i < 6; i++)
        {
            Assert.Contains("不算输错", await CodeErrorAsync(i % 2 == 0 ? "12" : "１２３"), StringComparison.Ordinal);
        }

        var wrong = arrival == "0000" ? "0001" : "0000";
        foreach (var left in (int[])[4, 3, 2, 1])
        {
            Assert.Contains($"还能试 {left} 次", await CodeErrorAsync(wrong), StringComparison.Ordinal);
        }

        await volunteer.StepAsync(order, "check-in", new { code = string.Concat(arrival.Select(c => (char)(c - '0' + '０'))) }); // As a Chinese keyboard writes it.
        Assert.Equal(OrderStatus.InService, await village.StatusAsync(order));

        async Task<string> CodeErrorAsync(string code)
        {
            using var answer = await volunteer.TryStepAsync(order, "check-in", new { code });
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            return (await answer.ProblemAsync()).GetProperty("errors").GetProperty("code")[0].GetString()!;
        }
    }

    /// <summary>Two taps ended a visit after a minute, and it counted nothing.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_checks_out_a_moment_after_they_came_is_asked_and_keeps_what_they_typed(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Its clock will run ahead.
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        var (arrival, leaving) = await village.CodesAsync(order);
        await volunteer.StepAsync(order, "check-in", new { code = arrival });
        var (browser, address) = (await app.BrowserOfAsync(volunteerId), $"/orders/{order}");

        using var asked = await LeaveAsync();
        var question = await asked.ReadPageAsync();
        Assert.NotNull(question.QuerySelector("[data-asks]"));
        Assert.Equal(OrderStatus.InService, await village.StatusAsync(order));
        Assert.Equal(leaving, question.QuerySelector("[name='Form.Code']")!.GetAttribute("value"));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        using var left = await LeaveAsync(); // Nobody asks now.
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.NotEqual(OrderStatus.InService, await village.StatusAsync(order));

        async Task<HttpResponseMessage> LeaveAsync()
        {
            var form = (IHtmlFormElement)(await browser.GetPageAsync(address)).QuerySelector("form:has([name='Form.Code'])")!;
            return await browser.SubmitAsync(address, form, new Dictionary<string, string> { ["Form.Code"] = leaving });
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_means_it_leaves_at_once(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        var (arrival, leaving) = await village.CodesAsync(order);
        await volunteer.StepAsync(order, "check-in", new { code = arrival });
        var (browser, address) = (await app.BrowserOfAsync(volunteerId), $"/orders/{order}");
        var form = (IHtmlFormElement)(await browser.GetPageAsync(address)).QuerySelector("form:has([name='Form.Code'])")!;
        using var asked = await browser.SubmitAsync(address, form, new Dictionary<string, string> { ["Form.Code"] = leaving });

        using var left = await browser.SubmitAsync(address, (IHtmlFormElement)(await asked.ReadPageAsync()).QuerySelector("form:has([name='Form.Sure'])")!, new Dictionary<string, string>());

        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.NotEqual(OrderStatus.InService, await village.StatusAsync(order));
    }

    /// <summary>It was passed over in silence, and the visit booked by the position alone.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_wrong_code_is_said_at_its_field_whatever_else_is_shown_and_nothing_is_booked(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        var (arrival, _) = await village.CodesAsync(order);
        var wrong = arrival == "0000" ? "0001" : "0000";

        using var answer = await volunteer.TryStepAsync(order, "check-in", new { lat = 45.3372, lon = 122.7851, accuracy = 20.0, code = wrong });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("到达码不对，请再问一下，还能试 4 次", (await answer.ProblemAsync()).GetProperty("errors").GetProperty("code")[0].GetString());
        Assert.Equal(OrderStatus.Accepted, await village.StatusAsync(order));
        await volunteer.StepAsync(order, "check-in", new { lat = 45.3372, lon = 122.7851, accuracy = 20.0, code = arrival });
        await volunteer.StepAsync(order, "check-out", new { lat = 45.3372, lon = 122.7851, accuracy = 20.0 });
        await village.Resident.StepAsync(order, "complete");

        var address = $"/orders/{order}";
        Assert.Contains("两个人作证", (await (await app.BrowserOfAsync(volunteerId)).GetPageAsync(address)).Body!.TextContent, StringComparison.Ordinal); // As its record says.
    }

    [Fact]
    public async Task The_arrival_code_does_not_prove_the_end()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        var (arrival, leaving) = await village.CodesAsync(order);
        await volunteer.StepAsync(order, "check-in", new { code = arrival });

        using var again = await volunteer.TryStepAsync(order, "check-out", new { code = arrival });

        Assert.NotEqual(arrival, leaving); // One in ten thousand orders has equal codes; this one must not, or the test proves nothing.
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task Who_forgets_to_check_out_gains_nothing_beyond_the_longest_service()
    {
        var app = await TestApp.StartAsync(TestDatabases.Sqlite, ("Orders:LongestServiceMinutes", "240"));
        await using var _ = app;
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromHours(9));

        var left = await village.Staff.StepAsync(order, "check-out");

        Assert.Equal(240, left.GetProperty("attendance").GetProperty("minutes").GetInt32());
    }
}
