using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

/// <summary>Facts before stars: five of them for somebody who did not come are no praise.</summary>
public class RatingTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_volunteer_reads_what_was_said_before_the_stars(string database)
    {
        var app = await apps.On(database);
        foreach (var (rating, says) in new[]
        {
            ((object)new { came = false, stars = 5 }, "点单的人说“灯不亮了，请人看看”人没来，给了5颗星。站里会来了解情况。"),
            (new { came = true, onTime = true, solved = "no", stars = 5 }, "点单的人说“灯不亮了，请人看看”没办好，给了5颗星。站里会来了解情况。"),
            (new { came = true, onTime = true, solved = "yes", stars = 4 }, "“灯不亮了，请人看看”有了评价：4颗星。"),
        })
        {
            var (village, order, volunteer, _) = await ClosedAsync(app);
            await village.Resident.StepAsync(order, "rating", rating);

            Assert.Contains(says, await volunteer.GetStringAsync("/api/v1/me/messages", Ct));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Answers_that_contradict_each_other_are_asked_about_once_and_then_taken(string database)
    {
        var app = await apps.On(database);
        var (_, order, _, resident) = await ClosedAsync(app);
        var path = $"/orders/{order}";
        var form = (IHtmlFormElement)(await resident.GetPageAsync(path, Ct)).QuerySelector("form:has([name='Form.Do'][value=Rate])")!;
        var said = new Dictionary<string, string> { ["Form.Came"] = "false", ["Form.OnTime"] = "true", ["Form.Solved"] = "Yes", ["Form.Stars"] = "5", ["Form.Words"] = "挺好的" };

        using var asked = await resident.SubmitAsync(path, form, said, Ct);
        var page = await asked.ReadPageAsync(Ct);
        var again = (IHtmlFormElement)page.QuerySelector("form:has([name='Form.Do'][value=Rate])")!;
        Assert.Null(await RatingAsync(app, order));
        using var taken = await resident.SubmitAsync(path, again, ct: Ct); // Everything chosen is still chosen.

        Assert.Contains("您说人没来，又给了 5 颗星。是没来吗？", again.TextContent);
        Assert.Equal("挺好的", again.QuerySelector("textarea")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        var rating = (await RatingAsync(app, order))!;
        Assert.Equal((false, true, Solved.Yes, 5, "挺好的"), (rating.Came, rating.OnTime, rating.Solved, rating.Stars, rating.Words));
    }

    /// <summary>The readers of .NET take several words for their sum, and a form any number: kept, they could not be read again by anybody.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_no_single_word_of_a_list_is_refused_and_nothing_is_kept(string database)
    {
        var app = await apps.On(database);
        var (village, order, _, resident) = await ClosedAsync(app);
        var path = $"/orders/{order}";
        var form = (IHtmlFormElement)(await resident.GetPageAsync(path, Ct)).QuerySelector("form:has([name='Form.Do'][value=Rate])")!;
        foreach (var solved in new[] { "partly,no", "3", "-1", "sometimes" })
        {
            using var said = await village.Resident.TryStepAsync(order, "rating", new { came = true, onTime = true, solved, stars = 3 });
            using var sent = await resident.SubmitAsync(path, form, new Dictionary<string, string> { ["Form.Came"] = "true", ["Form.OnTime"] = "true", ["Form.Solved"] = solved, ["Form.Stars"] = "3" }, Ct);
            using var step = await resident.SubmitAsync(path, form, new Dictionary<string, string> { ["Form.Do"] = solved }, Ct);

            Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (said.StatusCode, sent.StatusCode, step.StatusCode));
        }

        // A name that looks like another and is cleaned to it.
        using var dressed = await resident.SubmitAsync(path, form, new Dictionary<string, string> { ["Form.Came"] = "true", ["Form.OnTime"] = "true", ["Form.Solved\u200b"] = "7", ["Form.Stars"] = "3" }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, dressed.StatusCode);
        Assert.Contains("solved", (await (await village.Resident.TryStepAsync(order, "rating", new { came = true, solved = "yes,no", stars = 3 })).ProblemAsync()).GetProperty("errors").ToString());
        Assert.Equal(HttpStatusCode.BadRequest, (await village.Resident.GetAsync("/api/v1/orders?status=Accepted,Rated", Ct)).StatusCode);
        Assert.Null(await RatingAsync(app, order));
        Assert.Equal(OrderStatus.Closed, await village.StatusAsync(order));
    }

    [Theory]
    [InlineData("true", "", "1", "又说准时")]
    [InlineData("", "Yes", "2", "又说事情办好了")]
    [InlineData("false", "No", "4", "又给了 4 颗星")]
    [InlineData("false", "No", "1", null)]
    [InlineData("", "", "2", null)]
    public async Task Only_what_does_not_go_together_is_asked_about(string onTime, string solved, string stars, string? asks)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var (_, order, _, resident) = await ClosedAsync(app);
        var said = new Dictionary<string, string> { ["Form.Came"] = "false", ["Form.OnTime"] = onTime, ["Form.Solved"] = solved, ["Form.Stars"] = stars };

        using var answer = await resident.SubmitAsync($"/orders/{order}", said, "form:has([name='Form.Do'][value=Rate])", Ct);

        Assert.Equal(asks is null ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(asks ?? "", await answer.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<OrderRating?> RatingAsync(TestApp app, Guid order)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<OrderRating>().AsNoTracking().SingleOrDefaultAsync(r => r.OrderId == order, Ct);
    }

    private static async Task<(Village Village, Guid Order, HttpClient Volunteer, HttpClient Resident)> ClosedAsync(TestApp app)
    {
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        await village.Staff.StepAsync(order, "check-in");
        await village.Staff.StepAsync(order, "check-out");
        await village.Resident.StepAsync(order, "complete");
        return (village, order, volunteer, await app.BrowserOfAsync(village.ResidentId));
    }
}
