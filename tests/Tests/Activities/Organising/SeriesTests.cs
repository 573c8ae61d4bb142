using System.Net;
using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising;
using Weiguang.People;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

public class SeriesTests
{
    private const string Fridays = "FREQ=WEEKLY;BYDAY=FR";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_Friday_afternoon_comes_eight_weeks_ahead_and_each_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", Fridays), ("opensAt", "2026-08-31T08:00:00+08:00")));
        var made = await app.SeriesOfAsync(first);
        Assert.Equal(8, made.Count); // 4 September to 23 October; it is Tuesday 1 September.
        Assert.All(made, a => Assert.Equal((14, DayOfWeek.Friday), (a.StartsAt.AddHours(8).Hour, a.StartsAt.AddHours(8).DayOfWeek)));
        Assert.Equal(made[0].OpensAt.AddDays(49), made[7].OpensAt);

        Assert.Equal("published", (await (await program.StepAsync(first, "publish")).JsonAsync()).GetProperty("status").GetString());
        Assert.All(await app.SeriesOfAsync(first), a => Assert.Equal(ActivityStatus.Published, a.Status));

        app.Clock.Advance(TimeSpan.FromDays(14));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.WalkAsync())); // As four nodes would.
        var later = await app.SeriesOfAsync(first);
        Assert.Equal(10, later.Count);
        Assert.Equal(10, later.Select(a => a.SeriesDate).Distinct().Count());
        Assert.All(later.Skip(2), a => Assert.Equal(ActivityStatus.Published, a.Status));
        Assert.Equal(0, await app.WalkAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Changing_one_leaves_the_others_and_changing_the_following_keeps_their_people(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", Fridays), ("opensAt", "2026-08-01T08:00:00+08:00")));
        await (await program.StepAsync(first, "publish")).JsonAsync();
        var made = await app.SeriesOfAsync(first);
        foreach (var activity in made)
        {
            using var scope = app.Scope();
            var tracked = await scope.Db.Set<Activity>().SingleAsync(a => a.Id == activity.Id, Ct);
            tracked.OpensAt = app.Clock.GetUtcNow().UtcDateTime.AddDays(-1);
            await scope.Db.SaveChangesAsync(Ct);
        }

        var one = await program.ReadAsync(made[1].Id);
        one["place"] = "只这一次在学校";
        await (await program.PutAsJsonAsync($"/api/v1/activities/{made[1].Id}", one, Ct)).JsonAsync();
        Assert.Equal("村委会门口", (await app.SeriesOfAsync(first))[2].Place);

        var volunteer = await app.SignUpAsync(made[4].Id);
        var following = await program.ReadAsync(made[3].Id);
        following["posts"] = new[] { new { id = made[3].Posts[0].Id, name = "扫雪和送菜", shifts = new[] { new { id = made[3].Shifts[0].Id, startsAt = "2026-09-25T15:00:00+08:00", endsAt = "2026-09-25T17:00:00+08:00", capacity = 5 } } } };
        await (await program.PutAsJsonAsync($"/api/v1/activities/{made[3].Id}?following=true", following, Ct)).JsonAsync();

        var after = await app.SeriesOfAsync(first);
        Assert.All(after.Take(3), a => Assert.Equal((2, 14), (a.Shifts.Single().Capacity, a.Shifts.Single().StartsAt.AddHours(8).Hour)));
        Assert.All(after.Skip(3), a => Assert.Equal(("扫雪和送菜", 5, 15), (a.Posts.Single().Name, a.Shifts.Single().Capacity, a.Shifts.Single().StartsAt.AddHours(8).Hour)));
        Assert.Equal(made.Select(a => a.Shifts[0].Id), after.Select(a => a.Shifts.Single().Id));
        using (var scope = app.Scope())
        {
            var seat = await scope.Db.Set<Signup>().SingleAsync(s => s.VolunteerId == volunteer, Ct);
            Assert.Equal((SignupStatus.Accepted, after[4].Shifts[0].StartsAt), (seat.Status, seat.StartsAt));
        }

        app.Clock.Advance(TimeSpan.FromDays(7));
        await app.WalkAsync();
        Assert.Equal(("扫雪和送菜", 5), ((await app.SeriesOfAsync(first))[^1].Posts.Single().Name, (await app.SeriesOfAsync(first))[^1].Shifts.Single().Capacity));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_day_is_skipped_and_the_series_ended_on_its_page(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", Fridays)));
        await program.StepAsync(first, "publish");
        var made = await app.SeriesOfAsync(first);
        var address = $"/console/activities/series/{made[0].SeriesId}";
        var browser = await app.BrowserOfAsync(leader);

        for (var i = 0; i < 2; i++) // Skipped already, by a colleague with other words.
        {
            Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(address, new { Day = "2026-10-02", Reason = i == 0 ? "国庆放假" : "放国庆" }, "form:has([name=Day])", Ct)).StatusCode);
            Assert.Equal([ActivityStatus.Cancelled], (await app.SeriesOfAsync(first)).Where(a => a.Status != ActivityStatus.Published).Select(a => a.Status));
            Assert.Contains(i == 0 ? "这天跳过了" : "这天已经有人跳过了", (await browser.GetPageAsync(address, Ct)).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        }

        // What was wrong with skipping is mended where the day is skipped, not where the series ends.
        var again = await (await browser.SubmitAsync(address, new { Day = "2026-10-09", Reason = "雪" }, "form:has([name=Day])", Ct)).ReadPageAsync(Ct);
        Assert.Equal("2026-10-09", Assert.Single(again.QuerySelectorAll("details[open]")).QuerySelector("[name=Day]")!.GetAttribute("value"));
        Assert.Equal("雪", again.QuerySelector("details[open] textarea")!.TextContent);
        await browser.SubmitAsync(address, new { Day = "1999-01-01", Reason = "国庆放假" }, "form:has([name=Day])", Ct);
        Assert.Contains("没有这一天", (await browser.GetPageAsync(address, Ct)).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);

        Assert.Contains("没看懂要办什么", (await (await browser.SubmitAsync(address, new { Day = "2026-13-45", Reason = "国庆放假" }, "form:has([name=Day])", Ct)).ReadPageAsync(Ct)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        Assert.Contains("没看懂要办什么", (await (await browser.SubmitAsync(address, new { Cancel = "frob", Reason = "队伍解散" }, "#end", Ct)).ReadPageAsync(Ct)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        var refused = await (await browser.SubmitAsync(address, new { Cancel = "true" }, "#end", Ct)).ReadPageAsync(Ct);
        Assert.Contains("2 到 100 个字", refused.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.True(((AngleSharp.Html.Dom.IHtmlInputElement)refused.QuerySelector("#end [name=Cancel]")!).IsChecked);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(address, new { Cancel = "true", Reason = "队伍解散" }, "#end", Ct)).StatusCode);
        Assert.All(await app.SeriesOfAsync(first), a => Assert.Equal(ActivityStatus.Cancelled, a.Status));
        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.WalkAsync();
        Assert.Equal(made.Count, (await app.SeriesOfAsync(first)).Count);
    }

    /// <summary>Nobody reads "everybody was told" of a day on which nobody was told anything.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Only_a_day_that_is_to_come_and_stands_is_skipped(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=30")));
        await program.StepAsync(first, "publish");
        var made = await app.SeriesOfAsync(first);
        await program.StepAsync(made[1].Id, "cancel", "下大雨了");
        app.Clock.Set(new DateTimeOffset(made[0].StartsAt.AddMinutes(5), TimeSpan.Zero));
        var (address, browser) = ($"/console/activities/series/{made[0].SeriesId}", await app.BrowserOfAsync(leader));
        var day = made[0].SeriesDate!.Value;

        Assert.Equal("这天已经开始了", (await SkipAsync(day))[..7]);
        Assert.StartsWith("这天已经有人取消了。", await SkipAsync(made[1].SeriesDate!.Value), StringComparison.Ordinal); // With what was written, so that it is not lost.
        Assert.StartsWith("这个系列没有这一天。", await SkipAsync(day.AddDays(7 * 13)), StringComparison.Ordinal); // A week in between.
        Assert.StartsWith("这个系列没有这一天。", await SkipAsync(day.AddDays(14 * 30)), StringComparison.Ordinal); // The thirty-first.
        Assert.All([new(9998, 1, 2), DateOnly.MaxValue], end => Assert.StartsWith("这个系列没有这一天。", SkipAsync(end).Result, StringComparison.Ordinal));
        Assert.Equal("这天跳过了", (await SkipAsync(day.AddDays(14 * 29)))[..5]);
        using var scope = app.Scope();
        Assert.Equal([day.AddDays(14 * 29)], (await scope.Db.Set<Series>().SingleAsync(Ct)).Skipped);
        Assert.Equal(ActivityStatus.Published, (await app.SeriesOfAsync(first))[0].Status);

        async Task<string> SkipAsync(DateOnly which)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(address, new { Day = which.ToString("yyyy-MM-dd"), Reason = "国庆放假" }, "form:has([name=Day])", Ct)).StatusCode);
            return (await browser.GetPageAsync(address, Ct)).QuerySelector("[role=status]")!.TextContent.Trim();
        }
    }

    /// <summary>Somebody has moved one day to the next village: its people are not told by the station of this one, and nobody says they were.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_day_that_belongs_to_another_place_stays_and_is_named(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", Fridays)));
        await program.StepAsync(first, "publish");
        var made = await app.SeriesOfAsync(first);
        using (var scope = app.Scope())
        {
            await scope.Db.Set<Activity>().Where(a => a.Id == made[1].Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.DivisionCode, TestPeople.NextCounty), Ct);
        }

        var (address, browser) = ($"/console/activities/series/{made[0].SeriesId}", await app.BrowserOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Coordinator, TestPeople.County)));
        await browser.SubmitAsync(address, new { Day = $"{made[1].SeriesDate:yyyy-MM-dd}", Reason = "国庆放假" }, "form:has([name=Day])", Ct);
        Assert.Contains("归别处管", (await browser.GetPageAsync(address, Ct)).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        using (var scope = app.Scope())
        {
            Assert.Empty((await scope.Db.Set<Series>().SingleAsync(Ct)).Skipped);
        }

        await browser.SubmitAsync(address, new { Cancel = "true", Reason = "队伍解散" }, "#end", Ct);
        Assert.Contains("有 1 天归别处管", (await browser.GetPageAsync(address, Ct)).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([made[1].Id], (await app.SeriesOfAsync(first)).Where(a => a.Status == ActivityStatus.Published).Select(a => a.Id));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Ended_without_its_days_they_stay_and_who_was_slower_reads_so(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", Fridays)));
        await program.StepAsync(first, "publish");
        var address = $"/console/activities/series/{(await app.SeriesOfAsync(first))[0].SeriesId}";
        var browser = await app.BrowserOfAsync(leader);
        var page = await browser.GetPageAsync(address, Ct);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => browser.SubmitAsync(address, (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("#end")!, new Dictionary<string, string>(), Ct)));

        Assert.All(both, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.All(await app.SeriesOfAsync(first), a => Assert.Equal(ActivityStatus.Published, a.Status));
        using var scope = app.Scope();
        Assert.NotNull((await scope.Db.Set<Series>().SingleAsync(Ct)).EndedAt);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Approving_one_approves_those_that_say_the_same_and_no_other(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", Fridays), ("risk", "raised"), ("riskNotice", "路滑。")));
        var odd = (await app.SeriesOfAsync(first))[2].Id;
        var draft = await program.ReadAsync(odd);
        draft["place"] = "冰面上";
        await (await program.PutAsJsonAsync($"/api/v1/activities/{odd}", draft, Ct)).JsonAsync();
        await (await program.StepAsync(odd, "submit")).JsonAsync();
        await (await program.StepAsync(first, "submit")).JsonAsync();

        await (await (await app.StaffAsync()).StepAsync(first, "approve")).JsonAsync();

        var after = await app.SeriesOfAsync(first);
        Assert.Equal(odd, Assert.Single(after, a => a.Status != ActivityStatus.Published).Id);
        using var scope = app.Scope();
        Assert.True((await scope.Db.Set<Series>().SingleAsync(Ct)).IsApproved);
    }

    [Fact]
    public async Task A_first_day_that_is_none_of_the_rule_is_told_at_the_field()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();

        var errors = (await (await program.PostAsJsonAsync("/api/v1/activities", Draft(team, ("repeat", "FREQ=WEEKLY;BYDAY=MO")), Ct)).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors");

        Assert.True(errors.TryGetProperty("repeat", out _));
    }
}
