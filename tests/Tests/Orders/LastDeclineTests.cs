using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Orders.Clocks;

namespace Weiguang.Tests.Orders;

/// <summary>What the last "no" sent back is not told as if nobody had answered.</summary>
public class LastDeclineTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_desk_reads_who_could_not_come_in_the_story_and_on_a_page_that_lay_open(string database)
    {
        var app = await apps.On(database);
        var (village, order, volunteerId) = await AskedAsync(app);
        var desk = await app.BrowserOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Station, TestPeople.Village));
        var path = $"/console/orders/{order}";
        var recall = (IHtmlFormElement)(await desk.GetPageAsync(path, Ct)).QuerySelector("form:has([name='Form.Do'][value=Recall])")!;
        await (await app.ProgramOfAsync(volunteerId)).StepAsync(order, "decline", new { reason = "在外地" });

        await desk.SubmitAsync(path, recall, ct: Ct);
        var page = await desk.GetPageAsync(path, Ct);

        Assert.Contains("李超去不了，没有别人可问，这一单回到了站点。", page.QuerySelector(".flash[role=status]:not([hidden])")!.TextContent);
        var main = page.QuerySelector("main")!.TextContent;
        Assert.Contains("李超 · 去不了，没有别人可问，回到站点", main);
        Assert.DoesNotContain("到时没人接", main);
        using var read = await village.Staff.TryStepAsync(order, "recall?version=2");
        var meanwhile = (await read.ProblemAsync()).GetProperty("meanwhile");
        Assert.Equal(("lapse", "李超"), (meanwhile.GetProperty("what").GetString(), meanwhile.GetProperty("by").GetString()));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_but_the_desk_reads_who_it_was_and_nobody_reads_that_the_time_was_up(string database)
    {
        var app = await apps.On(database);
        var (village, order, volunteerId) = await AskedAsync(app);
        var volunteer = await app.ProgramOfAsync(volunteerId);
        await volunteer.StepAsync(order, "decline", new { reason = "在外地" });

        var page = (await (await app.BrowserOfAsync(village.ResidentId)).GetPageAsync($"/orders/{order}", Ct)).QuerySelector("main")!.TextContent;
        var seen = await village.Resident.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", Ct);
        using var read = await village.Resident.TryStepAsync(order, "complete?version=2");

        Assert.Contains("没人能去，回到站点", page);
        Assert.DoesNotContain("到时没人接", page);
        Assert.DoesNotContain("李超", page);
        Assert.DoesNotContain("李超", seen.GetRawText());
        Assert.DoesNotContain("李超", await read.Content.ReadAsStringAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_said_no_is_not_thanked_for_being_spared(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (_, order, volunteerId) = await AskedAsync(app);
        var volunteer = await app.ProgramOfAsync(volunteerId);

        await volunteer.StepAsync(order, "decline");

        Assert.DoesNotContain("不用您接单了", await volunteer.GetStringAsync("/api/v1/me/messages", Ct));
    }

    [Fact]
    public async Task What_the_clock_sent_back_is_still_told_so()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (village, order, _) = await AskedAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(21));
        using (var scope = app.Scope())
        {
            await scope.Get<OrderPatrol>().WalkAsync(Ct);
        }

        Assert.Contains("到时没人接，回到站点", (await (await app.BrowserOfAsync(village.ResidentId)).GetPageAsync($"/orders/{order}", Ct)).QuerySelector("main")!.TextContent);
    }

    private static async Task<(Village Village, Guid Order, Guid VolunteerId)> AskedAsync(TestApp app)
    {
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync("李超");
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });
        return (village, order, volunteerId);
    }
}
