using System.Net;
using System.Text;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Finding.Calendar;

namespace Weiguang.Tests.Activities;

public class CalendarTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task My_shifts_follow_me_into_the_calendar_with_a_steady_uid_and_a_rising_sequence(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await app.VolunteerAsync();
        var (activity, shifts) = await app.ActivityAsync(a => (a.Title, a.Place) = ("清理嫩江河道；捡塑料, 分类", "江心公园东门，停车场旁边的第二棵大柳树底下集合，请自带手套和水杯"));
        var (_, others) = await app.ActivityAsync(a => a.Title = "别人的");
        await SeatAsync(app, activity, shifts[0], me, SignupStatus.Accepted);
        await SeatAsync(app, activity, others[0], await app.VolunteerAsync(), SignupStatus.Accepted);
        var address = await AddressAsync(app, me);

        var answer = await app.Browser().GetAsync(address, Ct);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        var raw = await answer.Content.ReadAsStringAsync(Ct);
        Assert.All(raw.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', raw.Replace("\r\n", "", StringComparison.Ordinal));
        var before = Read(raw);
        Assert.Equal(("20260902T020000Z", "20260902T040000Z", "CONFIRMED"), (before["DTSTART"], before["DTEND"], before["STATUS"]));
        Assert.Equal("清理嫩江河道；捡塑料\\, 分类", before["SUMMARY"]);
        Assert.Contains("大柳树底下集合", before["LOCATION"], StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(app, activity, a =>
        {
            a.Shifts[0].StartsAt = a.Shifts[0].StartsAt.AddHours(1);
            a.Span();
        });
        var moved = Read(await app.Browser().GetStringAsync(address, Ct));
        await ChangeAsync(app, activity, a => Assert.True(a.Take(ActivityAction.Cancel, Guid.Empty, ActivityParty.Organiser, app.Clock.GetUtcNow().UtcDateTime, "下大雨")));
        var cancelled = Read(await app.Browser().GetStringAsync(address, Ct));

        Assert.Equal([before["UID"], before["UID"]], [moved["UID"], cancelled["UID"]]);
        Assert.Equal(("20260902T030000Z", "CANCELLED"), (moved["DTSTART"], cancelled["STATUS"]));
        Assert.True(int.Parse(before["SEQUENCE"]) < int.Parse(moved["SEQUENCE"]) && int.Parse(moved["SEQUENCE"]) < int.Parse(cancelled["SEQUENCE"]));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_secret_opens_one_calendar_until_it_is_taken_back(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await app.VolunteerAsync();
        var first = await AddressAsync(app, me);
        var second = await AddressAsync(app, me);
        Assert.NotEqual(first, second);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(app, first), await StatusAsync(app, second)));

        using (var scope = app.Scope())
        {
            scope.Get<Viewer>().Become(me);
            await scope.Get<CalendarBook>().RevokeAsync(Ct);
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, second));
        Assert.NotEqual(second, await AddressAsync(app, me));
        foreach (var wrong in new[] { "/calendar/x.ics", $"/calendar/{second[10..32]}.ics", second.Replace(".ics", "A.ics", StringComparison.Ordinal), $"/calendar/{new string('é', 65)}.ics" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, wrong));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Asked_for_the_first_time_by_many_presses_there_is_one_address(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        for (var round = 0; round < 4; round++)
        {
            var me = await app.VolunteerAsync();
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AddressAsync(app, me))));

            using var scope = app.Scope();
            scope.Get<Viewer>().Become(me);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, $"/calendar/{await scope.Get<CalendarBook>().MineAsync(Ct)}.ics"));
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(TestApp app, string address) => (await app.Browser().GetAsync(address, Ct)).StatusCode;

    private static async Task<string> AddressAsync(TestApp app, Guid personId)
    {
        using var scope = app.Scope();
        scope.Get<Viewer>().Become(personId);
        await scope.Get<CalendarBook>().RenewAsync(Ct);
        return $"/calendar/{await scope.Get<CalendarBook>().MineAsync(Ct)}.ics";
    }

    private static async Task SeatAsync(TestApp app, Guid activity, Guid shift, Guid volunteer, SignupStatus status)
    {
        using var scope = app.Scope();
        var row = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shift, Ct);
        var signup = new Signup { ActivityId = row.ActivityId, ShiftId = shift, VolunteerId = volunteer, StartsAt = row.StartsAt, EndsAt = row.EndsAt, DivisionCode = TestPeople.Village };
        signup.Come(status, 1, SignupWay.Self, app.Clock.GetUtcNow().UtcDateTime);
        scope.Db.Add(signup);
        await scope.Db.SaveChangesAsync(Ct);
    }

    private static async Task ChangeAsync(TestApp app, Guid id, Action<Activity> change)
    {
        using var scope = app.Scope();
        change(await scope.Db.Set<Activity>().Include(a => a.Shifts).SingleAsync(a => a.Id == id, Ct));
        await scope.Db.SaveChangesAsync(Ct);
    }

    /// <summary>The one event, lines unfolded.</summary>
    private static Dictionary<string, string> Read(string calendar)
    {
        var events = calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("BEGIN:VEVENT\r\n");
        Assert.Equal(2, events.Length);
        return events[1].Split("END:VEVENT")[0].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(':', 2)).ToDictionary(l => l[0], l => l[1]);
    }
}
