using Weiguang.Tests.Teams;
using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

/// <summary>An order that is out is taken from nobody by a slip of the finger.</summary>
public partial class MeanwhileTests
{
    /// <summary>Its name is read by the page, once: two parts of it asked for it side by side.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_desk_opens_what_a_team_has(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { teamId = await app.BandAsync(await app.VolunteerAsync("刘文彬"), await app.VolunteerAsync("李有")) });
        var desk = await DeskAsync(app, "李站长");

        for (var look = 0; look < 10; look++)
        {
            Assert.Contains("等回话", (await desk.GetPageAsync(Console(order), Ct)).QuerySelector("main")!.TextContent);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Once_it_is_out_no_key_stands_and_a_change_names_whom_it_replaces(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Only these volunteers, so that the desk proposes them.
        var village = await Village.BuildAsync(app);
        Guid[] volunteers = [await app.VolunteerAsync("刘文彬"), await app.VolunteerAsync("郭凤霞")];
        var order = await village.OrderAsync();
        var desk = await DeskAsync(app, "李站长");
        await desk.SubmitAsync(Console(order), await FormAsync(desk, order, volunteers[0]), ct: Ct);

        var page = await desk.GetPageAsync(Console(order), Ct);
        var change = (IHtmlFormElement)page.QuerySelector("form:has([name='Form.Do'][value=Dispatch]):has([name='Form.Replaces'])")!;
        await desk.SubmitAsync(Console(order), change, new Dictionary<string, string> { ["Form.Replaces"] = volunteers[1].ToString() }, Ct);
        var kept = await OpenAsync(app, order);
        await desk.SubmitAsync(Console(order), change, ct: Ct);

        Assert.Empty(page.QuerySelectorAll("[data-hotkey]"));
        Assert.Contains("已派给刘文彬，等回话", page.QuerySelector("main")!.TextContent);
        Assert.Contains("派给：刘文彬", page.QuerySelector("main")!.TextContent);
        Assert.Contains("已派给刘文彬，换成郭凤霞？", change.TextContent);
        Assert.NotNull(change.Closest("details:not([open])"));
        Assert.Equal([volunteers[0]], kept); // The form named somebody who does not have it.
        Assert.Equal([volunteers[1]], await OpenAsync(app, order));
        Assert.Contains("不用您接单了", await (await app.ProgramOfAsync(volunteers[0])).GetStringAsync("/api/v1/me/messages", Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task More_can_be_asked_without_taking_it_from_anybody(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Only these volunteers, so that the desk proposes them.
        var village = await Village.BuildAsync(app);
        Guid[] volunteers = [await app.VolunteerAsync("刘文彬"), await app.VolunteerAsync("郭凤霞")];
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteers[0] } });
        var desk = await DeskAsync(app, "李站长");

        var more = (IHtmlFormElement)(await desk.GetPageAsync(Console(order), Ct)).QuerySelector("form:has([name='Form.Do'][value=Offer])")!;
        await desk.SubmitAsync(Console(order), more, ct: Ct);

        Assert.Equal(volunteers.Order(), (await OpenAsync(app, order)).Order());
        Assert.Contains("也请了", await FlashAsync(desk, Console(order)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_api_sends_anew_what_is_out_only_for_who_says_what_they_saw(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        Guid[] volunteers = [await app.VolunteerAsync("刘文彬"), await app.VolunteerAsync("郭凤霞")];
        var order = await village.OrderAsync();
        var sent = await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteers[0] } });
        var version = sent.GetProperty("version").GetInt32();

        using var same = await village.Staff.TryStepAsync(order, "dispatch", new { volunteerIds = new[] { volunteers[0] } });
        using var blind = await village.Staff.TryStepAsync(order, "dispatch", new { volunteerIds = new[] { volunteers[1] } });
        using var wrong = await village.Staff.TryStepAsync(order, $"dispatch?version={version}", new { volunteerIds = new[] { volunteers[1] }, replaces = volunteers[1] });
        var kept = await OpenAsync(app, order);
        await village.Staff.StepAsync(order, $"dispatch?version={version}", new { volunteerIds = new[] { volunteers[1] }, replaces = volunteers[0] });

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict], [same.StatusCode, blind.StatusCode, wrong.StatusCode]);
        Assert.Equal([volunteers[0]], kept);
        Assert.Equal([volunteers[1]], await OpenAsync(app, order));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_live_look_says_what_happened_since_the_page_was_read(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync("刘文彬");
        var order = await village.OrderAsync();
        var desk = await DeskAsync(app, "李站长");
        var seen = (await desk.GetPageAsync(Console(order), Ct)).QuerySelector("wg-live")!.GetAttribute("data-seen");
        var colleague = await DeskAsync(app, "张站长");
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });

        desk.DefaultRequestHeaders.Add("Wg-Seen", seen);
        var looked = await desk.GetPageAsync(Console(order), Ct);
        var opened = await colleague.GetPageAsync(Console(order), Ct);

        Assert.Contains("已经把这一单派给了刘文彬", looked.QuerySelector("[data-news]")!.TextContent);
        Assert.NotNull(looked.QuerySelector("[data-news] button[type=button]"));
        Assert.DoesNotContain("刘文彬", opened.QuerySelector("[data-news]")!.TextContent);
    }

    private static async Task<List<Guid>> OpenAsync(TestApp app, Guid order)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Offer>().Where(o => o.OrderId == order && o.State == OfferState.Open).Select(o => o.VolunteerId).ToListAsync(Ct);
    }
}
