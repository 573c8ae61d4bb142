using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Activities.Domain;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities.Kiosks;

/// <summary>What a kiosk brings home late is judged by the door that was agreed when it was read.</summary>
public class DoorThenTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabases.Sqlite, 30, 5, "in")]
    [InlineData(TestDatabases.Postgres, 30, 5, "in")]
    [InlineData(TestDatabases.Sqlite, 5, 30, "not-yet")]
    [InlineData(TestDatabases.Postgres, 5, 30, "not-yet")]
    public async Task A_door_that_was_changed_after_the_reading_changes_nothing_of_it(string database, int then, int now, string answer)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        await AgreeAsync(door, 1, then);
        var (volunteer, kiosk) = (await door.SeatedAsync("王秀英"), await KioskDevice.OpenAsync(app, door.Activity, await app.ProgramOfAsync(door.Lead)));
        var read = kiosk.Read(await NumberAsync(app, volunteer)); // Ten minutes before it begins.
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await AgreeAsync(door, 2, now);
        app.Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal([answer], await kiosk.AnswersAsync(read));

        Assert.Equal(answer == "in", await door.PresenceAsync(volunteer) is not null);
        Assert.Equal(answer == "in" ? [] : [(answer, false)], await HeldAsync(door));
    }

    /// <summary>A lost kiosk's reading waits for the organiser, who is offered it by the same door.</summary>
    [Theory]
    [InlineData(TestDatabases.Sqlite, 30, 5, "lost", true)]
    [InlineData(TestDatabases.Postgres, 30, 5, "lost", true)]
    [InlineData(TestDatabases.Sqlite, 5, 30, "not-yet", false)]
    public async Task What_is_held_is_offered_by_the_door_of_that_moment(string database, int then, int now, string reason, bool mayTake)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        await AgreeAsync(door, 1, then);
        var (volunteer, lead) = (await door.SeatedAsync("王秀英"), await app.ProgramOfAsync(door.Lead));
        var kiosk = await KioskDevice.OpenAsync(app, door.Activity, lead);
        var read = kiosk.Read(await NumberAsync(app, volunteer));
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await AgreeAsync(door, 2, now);
        using var lost = await lead.DeleteAsync($"/api/v1/activities/{door.Activity}/kiosks/{kiosk.Id}?lost=true", Ct);

        Assert.Equal(["lost"], await kiosk.AnswersAsync(read));

        Assert.Equal([(reason, mayTake)], await HeldAsync(door));
    }

    /// <summary>Who left while the door was open for an hour and a half has left.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_leaving_in_a_slack_that_was_shortened_since_is_a_leaving(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        await AgreeAsync(door, 1, 90);
        var (volunteer, kiosk) = (await door.SeatedAsync("王秀英"), await KioskDevice.OpenAsync(app, door.Activity, await app.ProgramOfAsync(door.Lead)));
        var number = await NumberAsync(app, volunteer);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        var came = kiosk.Read(number);
        app.Clock.Advance(TimeSpan.FromMinutes(190)); // An hour and a quarter after its end.
        var left = kiosk.Read(number, "out");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await AgreeAsync(door, 2, 5);
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(["in", "out"], await kiosk.AnswersAsync(came, left));
        Assert.NotNull((await door.PresenceAsync(volunteer))!.OutAt);
    }

    private static async Task AgreeAsync(DoorStep door, int sequence, int slack)
    {
        using var scope = door.App.Scope();
        var activity = await scope.Db.Set<Activity>().SingleAsync(a => a.Id == door.Activity, Ct);
        activity.SlackMinutes = slack;
        scope.Db.Add(ShiftTerm.Of(activity, await scope.Db.Set<Shift>().SingleAsync(s => s.Id == door.Shift, Ct), sequence, door.Lead, door.App.Clock.GetUtcNow().UtcDateTime));
        await scope.Db.SaveChangesAsync(Ct);
    }

    private static async Task<string> NumberAsync(TestApp app, Guid volunteer)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Volunteer>().IgnoreQueryFilters().Where(v => v.PersonId == volunteer).Select(v => v.Number).SingleAsync(Ct);
    }

    private static async Task<List<(string Reason, bool MayTake)>> HeldAsync(DoorStep door)
    {
        using var scope = door.App.Scope();
        return (await scope.Get<HeldScans>().ListAsync(door.Activity, null, Ct)).Items.Select(i => (i.Reason, i.MayTake)).ToList();
    }
}
