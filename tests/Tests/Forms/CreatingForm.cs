using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Projects.Domain;
using Weiguang.Recognition.Domain;
using Weiguang.Regions.Domain;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Projects;
using Weiguang.Tests.Recognition;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;
using Fields = System.Collections.Generic.Dictionary<string, string>;

namespace Weiguang.Tests.Forms;

/// <summary>A page with a form that makes something, filled in, and how to count what it made.</summary>
/// <param name="Typed">A field of free text, to be sent with other words.</param>
internal sealed record CreatingForm(HttpClient Browser, string Url, string Selector, Fields Values, string Typed, Func<Task<int>> CountAsync)
{
    public static readonly IReadOnlyDictionary<string, Func<TestApp, Task<CreatingForm>>> All = new Dictionary<string, Func<TestApp, Task<CreatingForm>>>
    {
        ["order"] = OrderAsync,
        ["certificate"] = CertificateAsync,
        ["activity"] = app => ActivityAsync(app, new() { ["Form.Do"] = "publish" }),
        ["series"] = app => ActivityAsync(app, new() { ["Form.Every"] = "weekly", ["Form.Days"] = "FR", ["Form.Do"] = "publish" }),
        ["project"] = ProjectAsync,
        ["team"] = TeamAsync,
        ["station"] = StationAsync,
        ["menu item"] = MenuItemAsync,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The form as it is now shown, with an id of its own.</summary>
    public async Task<IHtmlFormElement> OpenAsync() => (IHtmlFormElement)(await Browser.GetPageAsync(Url, Ct)).QuerySelector(Selector)!;

    public Task<HttpResponseMessage> SendAsync(IHtmlFormElement form, string? typed = null)
    {
        var values = new Fields(Values);
        values[Typed] = typed ?? values[Typed];
        return Browser.SubmitAsync(Url, form, values, Ct);
    }

    private static async Task<CreatingForm> OrderAsync(TestApp app)
    {
        var village = await Village.BuildAsync(app);
        return new(
            await app.BrowserOfAsync(village.ResidentId), $"/orders/new?station={village.StationId}", "main form[method=post]",
            new() { ["Form.Title"] = "请帮忙买药", ["Form.Urgency"] = "Urgent", ["Form.Address"] = "西头第一家" }, "Form.Title", Count<Order>(app));
    }

    private static async Task<CreatingForm> CertificateAsync(TestApp app)
    {
        var volunteer = await app.VolunteerAsync("王小明");
        await app.EarnAsync(volunteer, 90, "送医陪诊");
        return new(
            await app.BrowserOfAsync(volunteer), "/me/certificates/new?from=2026-01-01&to=2026-09-30", "form:has(input[name=Entries])",
            new() { ["ShowsName"] = "false" }, "ShowsName", Count<Certificate>(app));
    }

    private static async Task<CreatingForm> ActivityAsync(TestApp app, Fields more)
    {
        var (_, leader, _) = await Weiguang.Tests.Activities.Organising.Organising.LeaderAsync(app);
        var values = new Fields(more)
        {
            ["Form.Title"] = "周五义剪", ["Form.Category"] = "0001", ["Form.Place"] = "村委会", ["Form.Position"] = "45.335, 122.787", ["Form.Description"] = "免费理发。",
            ["Form.Posts[0].Name"] = "理发", ["Form.Posts[0].Cells[0].Seats"] = "3", ["Form.Times[0].Day"] = "2026-09-04", ["Form.Times[0].From"] = "09:00", ["Form.Times[0].To"] = "11:00",
        };
        return new(await app.BrowserOfAsync(leader), "/console/activities/new", "#activity", values, "Form.Title", more.ContainsKey("Form.Every") ? Count<Series>(app) : Count<Activity>(app));
    }

    private static async Task<CreatingForm> ProjectAsync(TestApp app)
    {
        await app.ImportCityAsync();
        var (_, leader) = await app.TeamAsync();
        var values = new Fields
        {
            ["Form.Title"] = "独居老人送餐", ["Form.Category"] = "0017", ["Form.Goals"] = "吃上热饭", ["Form.Description"] = "中午做饭送到家", ["Form.For"] = "03",
            ["Form.Round.Plan"] = "先摸底", ["Form.Round.RecruitFrom"] = "2026-09-05", ["Form.Round.RecruitTo"] = "2026-09-10", ["Form.Round.EndsOn"] = "2026-09-30",
        };
        return new(await app.BrowserOfAsync(leader), "/projects/new", "#found", values, "Form.Title", Count<Project>(app));
    }

    private static async Task<CreatingForm> TeamAsync(TestApp app)
    {
        await app.ImportCityAsync();
        var phone = TestPeople.NewPhone();
        var leader = await app.PersonAsync("孙桂兰", phone: phone);
        using (var scope = app.Scope())
        {
            scope.Db.Add(Volunteer.Join(leader, $"V{leader:N}"[..18], TestPeople.Village, app.Clock.GetUtcNow().UtcDateTime));
            await scope.Db.SaveChangesAsync(Ct);
        }

        var values = new Fields { ["Form.Name"] = "银龄帮帮团", ["Form.Kind"] = "STD8", ["Form.Division"] = $"{TestPeople.County}", ["Form.Leader"] = phone };
        return new(await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator)), "/console/teams/new", "#found", values, "Form.Name", Count<Team>(app));
    }

    private static async Task<CreatingForm> StationAsync(TestApp app)
    {
        await app.ImportCityAsync();
        var values = new Fields { ["Form.Name"] = "那金站", ["Form.Kind"] = "ZHAN", ["Form.Division"] = $"{TestPeople.Village}" };
        return new(await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator)), "/console/stations/new", "main form[method=post]", values, "Form.Name", Count<Station>(app));
    }

    private static async Task<CreatingForm> MenuItemAsync(TestApp app)
    {
        var village = await Village.BuildAsync(app);
        return new(
            await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)), $"/console/menu?station={village.StationId}", "form:has([name='Form.Minutes'])",
            new() { ["Form.Title"] = "上门理发", ["Form.Minutes"] = "40" }, "Form.Title", Count<MenuItem>(app));
    }

    private static Func<Task<int>> Count<T>(TestApp app) where T : class => async () =>
    {
        using var scope = app.Scope();
        return await scope.Db.Set<T>().CountAsync(Ct);
    };
}
