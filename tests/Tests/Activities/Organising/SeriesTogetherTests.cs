using System.Net;
using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Organising.Recurring;
using Weiguang.Messages.Domain;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

/// <summary>"This and all following" is one change: all of them or none, told once, and nobody who signs up meanwhile gets in its way.</summary>
public class SeriesTogetherTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task When_one_of_the_following_cannot_be_changed_so_none_is(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (program, made) = await FridaysAsync(app);
        var seated = await SeatAsync(app, made[3]);
        var odd = await program.ReadAsync(made[5].Id);
        (odd["risk"], odd["riskNotice"]) = ("raised", "冰面很滑。"); // Is looked at again by the station: staff cannot change it meanwhile.
        await (await program.PutAsJsonAsync($"/api/v1/activities/{made[5].Id}", odd, Ct)).JsonAsync();
        var (template, before) = (await TemplateAsync(app), await app.ToldAsync(seated));

        var staff = await app.StaffAsync();
        var problem = await (await ChangeAsync(staff, made[2], 5, 15)).JsonAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith("后面有一次不能这样改", problem.GetProperty("errors").GetProperty("following")[0].GetString(), StringComparison.Ordinal);
        Assert.All(await app.SeriesOfAsync(made[0].Id), a => Assert.Equal((2, 14), (a.Shifts.Single().Capacity, a.Shifts.Single().StartsAt.AddHours(8).Hour)));
        Assert.Equal((template, before.Count), (await TemplateAsync(app), (await app.ToldAsync(seated)).Count));

        await (await staff.StepAsync(made[5].Id, "approve")).JsonAsync();
        await (await ChangeAsync(staff, made[2], 5, 15)).JsonAsync();
        Assert.All((await app.SeriesOfAsync(made[0].Id)).Skip(2), a => Assert.Equal((5, 15), (a.Shifts.Single().Capacity, a.Shifts.Single().StartsAt.AddHours(8).Hour)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_has_seats_on_many_days_hears_of_it_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (program, made) = await FridaysAsync(app);
        var often = await SeatAsync(app, made[2], made[3], made[6]);
        var once = await SeatAsync(app, made[4]);

        await (await ChangeAsync(program, made[2], 2, 15)).JsonAsync();

        Assert.Equal(["“{0}”改了安排，您报的 {1} 次都有变动。请到“我的活动”里看看，来不了的早点退出，好让别人补上。"], await app.ToldAsync(often));
        Assert.StartsWith("“{0}”{3}那一班改时间了", Assert.Single(await app.ToldAsync(once)), StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.Contains("\"3\"", (await scope.Db.Set<Message>().SingleAsync(m => m.PersonId == often, Ct)).ArgumentsJson, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_change_of_all_that_follow_knows_everybody_it_touches(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (program, made) = await FridaysAsync(app);
        var often = await SeatAsync(app, made[2], made[3], made[6]);
        using var scope = app.Scope();
        var draft = Writing.Read(await app.ActivityOfAsync(made[2].Id));
        var away = draft with { Posts = [.. draft.Posts!.Select(p => p with { Shifts = [.. p.Shifts!.Select(s => s with { Id = null, StartsAt = s.StartsAt!.Value.AddHours(1), EndsAt = s.EndsAt!.Value.AddHours(1) })] })] };
        var later = draft with { Posts = [.. draft.Posts!.Select(p => p with { Shifts = [.. p.Shifts!.Select(s => s with { StartsAt = s.StartsAt!.Value.AddHours(1), EndsAt = s.EndsAt!.Value.AddHours(1) })] })] };

        async Task<IReadOnlyList<TouchedShift>> TouchedAsync(ActivityDraft changed, bool following) =>
            await scope.Get<TakenSeats>().TouchedAsync(await scope.Get<SeriesSteps>().DraftsAsync(made[2].Id, changed, following, Ct), Ct);

        Assert.Empty(await TouchedAsync(draft, true));
        Assert.Equal([(1, (int?)1)], (await TouchedAsync(later, false)).Select(t => (t.People, (int?)(t.To!.Value.StartsAt - t.StartsAt).TotalHours)));
        Assert.Equal(3, (await TouchedAsync(later, true)).Count(t => t.To is not null));
        Assert.Equal(3, (await TouchedAsync(away, true)).Count(t => t.To is null));

        var body = await program.ReadAsync(made[2].Id);
        body["posts"] = away.Posts!.Select(p => new { id = p.Id, name = p.Name, shifts = p.Shifts!.Select(s => new { startsAt = s.StartsAt, endsAt = s.EndsAt, capacity = s.Capacity }) });
        await (await program.PutAsJsonAsync($"/api/v1/activities/{made[2].Id}?following=true", body, Ct)).JsonAsync();
        Assert.Equal("“{0}”改了安排，您报的 {1} 次取消了，不用去了。请到“我的活动”里看看。", Assert.Single(await app.ToldAsync(often)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task People_who_sign_up_while_all_following_change_get_their_seats(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (program, made) = await FridaysAsync(app);
        var volunteers = new List<HttpClient>();
        for (var i = 0; i < 12; i++)
        {
            volunteers.Add(await app.ProgramOfAsync(await app.VolunteerAsync()));
        }

        var change = ChangeAsync(program, made[0], 20, 15);
        var signups = volunteers.Select((v, i) => v.PostAsJsonAsync($"/api/v1/activities/{made[i % 8].Id}/signups", new { shiftId = made[i % 8].Shifts[0].Id }, Ct)).ToList();
        await (await change).JsonAsync();

        Assert.All(await Task.WhenAll(signups), s => Assert.Equal(HttpStatusCode.OK, s.StatusCode));
        using var scope = app.Scope();
        var seats = await scope.Db.Set<Signup>().AsNoTracking().ToListAsync(Ct);
        Assert.All(await app.SeriesOfAsync(made[0].Id), a => Assert.Equal((20, seats.Count(s => s.ActivityId == a.Id && s.HoldsSeat)), (a.Shifts.Single().Capacity, a.Shifts.Single().Taken)));
    }

    /// <summary>Sign-up takes activities in the order of their keys, and so does the end.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task People_who_sign_up_while_the_series_ends_with_its_days_are_told_once_or_refused(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (program, made) = await FridaysAsync(app);
        var people = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            people.Add(await app.VolunteerAsync());
        }

        var often = await SeatAsync(app, made[2], made[3], made[6]);
        var volunteers = await Task.WhenAll(people.Select(p => app.ProgramOfAsync(p)));
        var lead = made[0].LeadId;

        var end = Task.Run(async () =>
        {
            using var scope = app.Scope();
            scope.Get<Viewer>().Become(lead, teamIds: [made[0].TeamId!.Value]);
            return await Collisions.RepeatAsync(() => scope.Get<SeriesBook>().EndAsync(made[0].SeriesId!.Value, cancel: true, "队伍解散", Ct));
        }, Ct);
        var signups = volunteers.SelectMany(v => made.Select(day => v.PostAsJsonAsync($"/api/v1/activities/{day.Id}/signups", new { shiftId = day.Shifts[0].Id }, Ct))).ToList();

        Assert.Equal((SeriesAnswer.Done, 0), await end);
        Assert.All(await Task.WhenAll(signups), s => Assert.Contains(s.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Conflict]));
        Assert.All(await app.SeriesOfAsync(made[0].Id), a => Assert.Equal((ActivityStatus.Cancelled, 0), (a.Status, a.Shifts.Single().Taken)));
        Assert.Equal("“{0}”有 {1} 次您报了名的取消了，不用去了。原因：{2}", Assert.Single(await app.ToldAsync(often)));
        using var after = app.Scope();
        Assert.Contains("队伍解散", (await after.Db.Set<Message>().SingleAsync(m => m.PersonId == often, Ct)).ArgumentsJson, StringComparison.Ordinal);
        Assert.DoesNotContain(await after.Db.Set<Signup>().AsNoTracking().ToListAsync(Ct), s => s.HoldsSeat);
    }

    /// <summary>Eight published Fridays, open for sign-up.</summary>
    private static async Task<(HttpClient Leader, List<Activity> Made)> FridaysAsync(TestApp app)
    {
        var (team, _, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", "FREQ=WEEKLY;BYDAY=FR"), ("opensAt", "2026-06-01T08:00:00+08:00")));
        await (await program.StepAsync(first, "publish")).JsonAsync();
        return (program, await app.SeriesOfAsync(first));
    }

    private static async Task<Guid> SeatAsync(TestApp app, params Activity[] days)
    {
        var volunteer = await app.VolunteerAsync();
        using var scope = app.Scope();
        foreach (var day in days)
        {
            var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.ActivityId == day.Id, Ct);
            scope.Db.Add(new Signup { ActivityId = day.Id, ShiftId = shift.Id, VolunteerId = volunteer, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = day.DivisionCode });
            shift.Count(1, 0);
        }

        await scope.Db.SaveChangesAsync(Ct);
        return volunteer;
    }

    /// <summary>The day and all following: other seats, another hour.</summary>
    private static async Task<HttpResponseMessage> ChangeAsync(HttpClient who, Activity day, int capacity, int hour)
    {
        var draft = await who.ReadAsync(day.Id);
        var date = day.SeriesDate!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        draft["posts"] = new[] { new { id = day.Posts[0].Id, name = day.Posts[0].Name, shifts = new[] { new { id = day.Shifts[0].Id, startsAt = $"{date}T{hour}:00:00+08:00", endsAt = $"{date}T{hour + 2}:00:00+08:00", capacity } } } };
        return await who.PutAsJsonAsync($"/api/v1/activities/{day.Id}?following=true", draft, Ct);
    }

    private static async Task<string> TemplateAsync(TestApp app)
    {
        using var scope = app.Scope();
        return (await scope.Db.Set<Series>().SingleAsync(Ct)).Template;
    }
}
