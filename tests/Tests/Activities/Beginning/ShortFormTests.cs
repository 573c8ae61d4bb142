using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Form;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Tests.Activities.Organising;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Beginning;

/// <summary>Setting something up takes a name; what was written oddly is asked back where it stands.</summary>
public class ShortFormTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string New = "/console/activities/new";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_name_is_enough_for_the_first_activity_of_a_team(string database)
    {
        var app = await apps.On(database);
        var (leader, _) = await WithStationAsync(app);
        var browser = await app.BrowserOfAsync(leader);

        var activity = await SaveAsync(app, browser, ("Form.Title", "周五下午给老人理发"), ("Form.Do", "publish"));

        Assert.Equal((ActivityStatus.Published, "那金村文明实践站", TestPeople.Village, "0001"), (activity.Status, activity.Place, activity.DivisionCode, activity.Category));
        Assert.Equal((45.31, 122.81), (activity.Lat, activity.Lon)); // Of the station.
        Assert.Equal(("志愿者", 10), (activity.Posts.Single().Name, activity.Shifts.Single().Capacity));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_next_one_begins_where_the_last_one_was_and_a_position_stays_with_its_words(string database)
    {
        var app = await apps.On(database);
        var (leader, _) = await WithStationAsync(app);
        var browser = await app.BrowserOfAsync(leader);
        await SaveAsync(app, browser, ("Form.Title", "河边捡垃圾"), ("Form.Category", "0006"), ("Form.Place", "大桥东头"), ("Form.Position", "45.36, 122.86"), ("Form.Do", "publish"));

        var form = Form(await browser.GetPageAsync(New, Ct));
        Assert.Equal("大桥东头", form.QuerySelector<IHtmlInputElement>("[name='Form.Place']")!.Value);
        Assert.Equal("0006", form.QuerySelector<IHtmlSelectElement>("[name='Form.Category']")!.Value);
        Assert.Contains("那金村文明实践站", form.QuerySelectorAll("datalist option").Select(o => o.GetAttribute("value")));

        Assert.Equal((45.36, 122.86), Where(await SaveAsync(app, browser, ("Form.Title", "再去一次"), ("Form.Do", "save"))));
        Assert.Equal((null, null), Where(await SaveAsync(app, browser, ("Form.Title", "换个地方"), ("Form.Place", "大桥西头"), ("Form.Do", "publish"))));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_Friday_is_two_answers(string database)
    {
        var app = await apps.On(database);
        var (_, clerk) = await WithStationAsync(app);
        var browser = await app.BrowserOfAsync(clerk);
        var friday = Enumerable.Range(1, 7).Select(app.Clock.Today().AddDays).Single(d => d.DayOfWeek == DayOfWeek.Friday);

        var first = await SaveAsync(app, browser, ("Form.Title", "志愿服务日"), ("Form.Times[0].Day", $"{friday:yyyy-MM-dd}"), ("Form.Every", "weekly"), ("Form.Do", "publish"));

        var series = await app.SeriesOfAsync(first.Id);
        Assert.True(series.Count >= 8, $"{series.Count}");
        Assert.All(series, a => Assert.Equal((DayOfWeek.Friday, ActivityStatus.Published), (a.StartsAt.ToShanghai().DayOfWeek, a.Status)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_month_is_the_same_weekday_of_the_month(string database)
    {
        var app = await apps.On(database);
        var (leader, _) = await WithStationAsync(app);
        var first = await SaveAsync(app, await app.BrowserOfAsync(leader), ("Form.Title", "月末大扫除"), ("Form.Times[0].Day", "2026-10-30"), ("Form.Every", "monthly"), ("Form.Do", "publish"));

        using var scope = app.Scope();
        Assert.Equal("FREQ=MONTHLY;BYDAY=-1FR", await scope.Db.Set<Series>().Where(s => s.Id == first.SeriesId).Select(s => s.Rule).SingleAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Hours_the_wrong_way_round_are_asked_back_and_a_tick_holds_for_these_hours_alone(string database)
    {
        var app = await apps.On(database);
        var (leader, _) = await WithStationAsync(app);
        var browser = await app.BrowserOfAsync(leader);
        var typed = Fields(("Form.Title", "夜里巡逻"), ("Form.Times[0].From", "19:00"), ("Form.Times[0].To", "07:00"), ("Form.Do", "save"));

        var asked = await (await browser.SubmitAsync(New, Form(await browser.GetPageAsync(New, Ct)), typed, Ct)).ReadPageAsync(Ct);
        Assert.Contains("是不是写反了", asked.QuerySelector(".field:has([name='Form.Times[0].To']) .error")!.TextContent, StringComparison.Ordinal);
        var tick = asked.QuerySelector<IHtmlInputElement>("[name='Form.Times[0].Sure']")!;
        Assert.False(tick.IsChecked);

        var others = await (await browser.SubmitAsync(New, Form(asked), Fields(("Form.Times[0].Sure", tick.Value), ("Form.Times[0].From", "08:00"), ("Form.Times[0].To", "20:00"), ("Form.Do", "save")), Ct)).ReadPageAsync(Ct);
        Assert.Contains("超过 10 个小时", others.QuerySelector(".field:has([name='Form.Times[0].To']) .error")!.TextContent, StringComparison.Ordinal);

        using var done = await browser.SubmitAsync(New, Form(asked), Fields(("Form.Times[0].Sure", tick.Value), ("Form.Do", "save")), Ct);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var edit = $"/console/activities/{done.Headers.Location!.OriginalString.Split('/')[^2]}/edit";
        using var again = await browser.SubmitAsync(edit, Form(await browser.GetPageAsync(edit, Ct)), Fields(("Form.Title", "夜里巡一圈"), ("Form.Do", "save")), Ct);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode); // What stands was meant.
    }

    [Theory]
    [InlineData("14:00", "16:00", false, false), InlineData("08:00", "18:00", false, false), InlineData("22:00", "01:00", false, false), InlineData("22:00", "06:00", false, false)]
    [InlineData("08:00", "18:01", true, true), InlineData("08:00", "20:00", true, true), InlineData("16:00", "14:00", true, false), InlineData("10:00", "09:00", true, false), InlineData("20:00", "08:00", true, true)]
    [InlineData("06:00", "23:00", false, false), InlineData("14:00", "14:00", false, false), InlineData("", "16:00", false, false), InlineData("下午", "16:00", false, false)]
    public void What_hardly_anybody_means_is_asked(string from, string to, bool isAsked, bool mayBeMeant)
    {
        var question = TimeQuestion.About(new TimeRow { From = from, To = to });
        Assert.Equal((isAsked, mayBeMeant), (question is not null, question?.MayBeMeant == true));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_asks_for_a_code_and_names_none_is_given_one(string database)
    {
        var app = await apps.On(database);
        var (leader, _) = await WithStationAsync(app);
        var activity = await SaveAsync(app, await app.BrowserOfAsync(leader), ("Form.Title", "内部练兵"), ("Form.Recruit", "Code"), ("Form.Do", "publish"));
        Assert.Equal((ActivityStatus.Published, 6), (activity.Status, activity.Code.Length));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_organises_for_several_takes_over_where_each_of_them_meets(string database)
    {
        var app = await apps.On(database);
        var (leader, _) = await WithStationAsync(app);
        var second = await app.BandAsync(leader);
        var browser = await app.BrowserOfAsync(leader);
        await SaveAsync(app, browser, ("Form.Organiser", $"team:{second}"), ("Form.Title", "练队"), ("Form.Place", "文化广场"), ("Form.Category", "0008"), ("Form.Do", "save"));

        var page = await (await browser.SubmitAsync(New, Form(await browser.GetPageAsync(New, Ct)), Fields(("Form.Organiser", $"team:{second}"), ("Form.Title", "再练"), ("Form.Do", "organiser")), Ct)).ReadPageAsync(Ct);

        Assert.Equal(("再练", "文化广场"), (Value(page, "Form.Title"), Value(page, "Form.Place")));
        Assert.Equal("0008", page.QuerySelector<IHtmlSelectElement>("[name='Form.Category']")!.Value);
        Assert.Null(page.QuerySelector("[role=alert]"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_rest_is_folded_until_it_says_something_or_is_wrong(string database)
    {
        var app = await apps.On(database);
        var (leader, _) = await WithStationAsync(app);
        var browser = await app.BrowserOfAsync(leader);
        var page = await browser.GetPageAsync(New, Ct);
        Assert.Empty(page.QuerySelectorAll("#activity details[open]"));

        var back = await (await browser.SubmitAsync(New, Form(page), Fields(("Form.Title", "扫雪"), ("Form.MinAge", "十八"), ("Form.Description", "扫雪。"), ("Form.Do", "save")), Ct)).ReadPageAsync(Ct);

        Assert.Equal(["more-what", "more-signup"], back.QuerySelectorAll("#activity details[open]").Select(d => d.Id));
    }

    /// <summary>A leader whose village has a station, and its clerk.</summary>
    private static async Task<(Guid Leader, Guid Clerk)> WithStationAsync(TestApp app)
    {
        var (_, leader, _) = await app.LeaderAsync();
        using var scope = app.Scope();
        if (!await scope.Db.Set<Station>().AnyAsync(s => s.DivisionCode == TestPeople.Village, Ct))
        {
            scope.Db.Add(Station.Found(new StationFacts("那金村文明实践站", StationKind.Station, TestPeople.Village, null, new GeoPoint(45.31, 122.81), OpeningHours.Unknown, null, true), app.Clock.Now()));
            await scope.Db.SaveChangesAsync(Ct);
        }

        return (leader, await app.PersonWithAsync(Role.Station, TestPeople.Village));
    }

    private static async Task<Activity> SaveAsync(TestApp app, HttpClient browser, params (string, string)[] typed)
    {
        using var answer = await browser.SubmitAsync(New, Form(await browser.GetPageAsync(New, Ct)), Fields(typed), Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? (await answer.ReadPageAsync(Ct)).QuerySelector("[role=alert]")?.TextContent : $"{answer.StatusCode}");
        return await app.ActivityOfAsync(Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^2]));
    }

    private static (double?, double?) Where(Activity activity) => (activity.Lat, activity.Lon);

    private static IHtmlFormElement Form(IHtmlDocument page) => (IHtmlFormElement)page.QuerySelector("#activity")!;

    private static string? Value(IHtmlDocument page, string name) => page.QuerySelector<IHtmlInputElement>($"[name='{name}']")!.Value;

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);
}
