using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Serving;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Desks;

namespace Weiguang.Tests.Activities;

/// <summary>A kiosk brings something home in the very moment in which the shift is settled, its hours are recorded or the organiser decides: whoever is second sees what the first has done.</summary>
public class LateNewsRaceTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Hours_are_counted_from_the_times_that_stand_when_they_are_recorded(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await SeatedAsync(app);
        await AskAsync(app, Read(door, volunteer, ProofEnd.In, start));
        app.Clock.Set(At(start.AddMinutes(110)));
        await AskAsync(app, Read(door, volunteer, ProofEnd.Out, start.AddMinutes(110)));
        app.Clock.Set(At(start.AddMinutes(126)));

        var earlier = Read(door, volunteer, ProofEnd.Out, start.AddMinutes(60));
        await MeetAsync(app, earlier, scope => scope.Get<CheckOuts>().RecordAsync(door.Activity, door.Shift, Ct));
        await Presences.WalkAsync(app);

        var record = await RecordAsync(app, volunteer);
        Assert.Equal((start.AddMinutes(60), 60), (record!.UntilAt, record.Minutes));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_becomes_disputed_meanwhile_is_not_recorded(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await SeatedAsync(app);
        await AskAsync(app, Read(door, volunteer, ProofEnd.In, start));
        app.Clock.Set(At(start.AddMinutes(110)));
        await AskAsync(app, Read(door, volunteer, ProofEnd.Out, start.AddMinutes(110)));
        app.Clock.Set(At(start.AddMinutes(126)));

        var other = Read(door, volunteer, ProofEnd.In, start.AddMinutes(40), "another kiosk");
        await MeetAsync(app, other, scope => scope.Get<CheckOuts>().RecordAsync(door.Activity, door.Shift, Ct));
        await Presences.WalkAsync(app);

        Assert.True((await door.PresenceAsync(volunteer))!.IsDisputed);
        Assert.Null(await RecordAsync(app, volunteer));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_came_is_not_missing_although_the_news_meets_the_end_of_the_shift(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await SeatedAsync(app);
        app.Clock.Set(At(start.AddMinutes(151)));

        Task<ProofAnswer> late;
        using (var ending = app.Scope())
        {
            await using var work = await ending.Db.BeginWorkAsync(Ct);
            Assert.True(await ending.Get<ShiftEnds>().SettleAsync(door.Activity, door.Shift, Ct));
            late = AskAsync(app, Read(door, volunteer, ProofEnd.In, start));
            await app.UntilItWaitsAsync(late);
            await work.CommitAsync(Ct);
        }

        Assert.Equal(ProofOutcome.In, (await late).Outcome);
        await Presences.WalkAsync(app);
        using var scope = app.Scope();
        Assert.Equal(SignupStatus.Accepted, (await scope.Db.Set<Signup>().SingleAsync(s => s.VolunteerId == volunteer, Ct)).Status);
        Assert.Equal(RecordState.Questioned, (await RecordAsync(app, volunteer))!.State);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_organiser_decides_is_not_written_over_by_a_reading_that_comes_in_meanwhile(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await SeatedAsync(app);
        var right = Read(door, volunteer, ProofEnd.In, start.AddMinutes(40), "another kiosk");
        app.Clock.Set(At(start.AddMinutes(100)));
        await AskAsync(app, Read(door, volunteer, ProofEnd.In, start));
        await AskAsync(app, right);
        Assert.True((await door.PresenceAsync(volunteer))!.IsDisputed);

        Task<ProofAnswer> late;
        using (var deciding = app.Scope())
        {
            await using var work = await deciding.Db.BeginWorkAsync(Ct);
            Assert.Equal(ResolveAnswer.Done, await deciding.Get<Disputes>().ResolveAsync(door.Activity, door.Shift, volunteer, right.Nonce, null, Ct));
            late = AskAsync(app, Read(door, volunteer, ProofEnd.Out, start.AddMinutes(90)));
            await app.UntilItWaitsAsync(late);
            await work.CommitAsync(Ct);
        }

        await late;
        var presence = await door.PresenceAsync(volunteer);
        Assert.Equal((start.AddMinutes(40), false), (presence!.InAt, presence.IsDisputed));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_stands_as_somebody_ruled_stays_even_for_whoever_looked_before(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await SeatedAsync(app);
        await AskAsync(app, Read(door, volunteer, ProofEnd.In, start));
        app.Clock.Set(At(start.AddMinutes(100)));

        Task<ProofAnswer> late;
        using (var ruling = app.Scope())
        {
            await using var work = await ruling.Db.BeginWorkAsync(Ct);
            await ruling.Db.Set<Stay>().Where(a => a.VolunteerId == volunteer)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.RuledAt, start).SetProperty(a => a.InAt, start.AddMinutes(30)), Ct); // Without holding the volunteer.
            late = AskAsync(app, Read(door, volunteer, ProofEnd.Out, start.AddMinutes(90)));
            await app.UntilItWaitsAsync(late);
            await work.CommitAsync(Ct);
        }

        await late;
        var presence = await door.PresenceAsync(volunteer);
        Assert.Equal((start.AddMinutes(30), null), (presence!.InAt, presence.OutAt));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Hours_that_stand_are_looked_at_again_when_the_organiser_decides(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await SeatedAsync(app);
        await AskAsync(app, Read(door, volunteer, ProofEnd.In, start));
        app.Clock.Set(At(start.AddMinutes(110)));
        var gone = Read(door, volunteer, ProofEnd.Out, start.AddMinutes(110));
        await AskAsync(app, gone);
        app.Clock.Set(At(start.AddMinutes(126)));
        await Presences.WalkAsync(app);
        var right = Read(door, volunteer, ProofEnd.In, start.AddMinutes(40), "another kiosk");
        await AskAsync(app, right);
        Assert.Equal(110, (await RecordAsync(app, volunteer))!.Minutes);

        using (var scope = app.Scope())
        {
            Assert.Equal(ResolveAnswer.Done, await scope.Get<Disputes>().ResolveAsync(door.Activity, door.Shift, volunteer, right.Nonce, gone.Nonce, Ct));
        }

        await Presences.WalkAsync(app);
        Assert.Equal(70, (await RecordAsync(app, volunteer))!.Minutes);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_not_left_after_all_is_asked_about_although_the_shift_was_settled(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await SeatedAsync(app);
        app.Clock.Set(At(start.AddMinutes(110)));
        var right = Read(door, volunteer, ProofEnd.In, start.AddMinutes(40), "another kiosk");
        foreach (var reading in (ProofRequest[])[Read(door, volunteer, ProofEnd.In, start), right, Read(door, volunteer, ProofEnd.Out, start.AddMinutes(100))])
        {
            await AskAsync(app, reading);
        }

        app.Clock.Set(At(start.AddMinutes(151)));
        await Presences.WalkAsync(app);
        Assert.Null(await RecordAsync(app, volunteer));
        using (var scope = app.Scope())
        {
            Assert.Equal(ResolveAnswer.Done, await scope.Get<Disputes>().ResolveAsync(door.Activity, door.Shift, volunteer, right.Nonce, null, Ct));
        }

        await Presences.WalkAsync(app);
        Assert.Equal((RecordState.Questioned, start.AddMinutes(40)), ((await RecordAsync(app, volunteer))!.State, (await RecordAsync(app, volunteer))!.FromAt));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_typed_a_leaving_against_the_own_phone_may_give_way_and_not_insist(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await SeatedAsync(app);
        var came = Read(door, volunteer, ProofEnd.In, start) with { By = null };
        var typed = Read(door, volunteer, ProofEnd.Out, start.AddMinutes(20)) with { Kinds = ProofKinds.Word };
        var left = Read(door, volunteer, ProofEnd.Out, start.AddMinutes(110)) with { By = null };
        foreach (var reading in (ProofRequest[])[came, typed, left])
        {
            app.Clock.Set(At(reading.At));
            await AskAsync(app, reading);
        }

        app.Clock.Set(At(start.AddMinutes(126)));
        await Presences.WalkAsync(app);
        Assert.Null(await RecordAsync(app, volunteer)); // Nothing counts before somebody has looked.
        Assert.Equal(ResolveAnswer.OwnWord, await ResolveAsync(door.Lead, typed));
        Assert.Equal(ResolveAnswer.Done, await ResolveAsync(door.Lead, left));
        await Presences.WalkAsync(app);
        Assert.Equal(110, (await RecordAsync(app, volunteer))!.Minutes);

        async Task<ResolveAnswer> ResolveAsync(Guid who, ProofRequest leaving)
        {
            using var scope = app.Scope();
            scope.Db.Viewer.Become(who);
            return await scope.Get<Disputes>().ResolveAsync(door.Activity, door.Shift, volunteer, came.Nonce, leaving.Nonce, Ct);
        }
    }

    /// <summary>The desk has written the reading and not yet committed when <paramref name="second"/> looks.</summary>
    private static async Task MeetAsync(TestApp app, ProofRequest reading, Func<TestScope, Task> second)
    {
        using var other = app.Scope();
        using var first = app.Scope();
        await using var work = await first.Db.BeginWorkAsync(Ct);
        await first.Get<CheckInDesk>().SettleAsync([reading], Ct);
        var meets = Task.Run(() => second(other), Ct);
        await app.UntilItWaitsAsync(meets);
        await work.CommitAsync(Ct);
        await meets;
    }

    /// <summary>Somebody with a seat in a shift of two hours; the clock stands at its start.</summary>
    private static async Task<(DoorStep Door, Guid Volunteer, DateTime Start)> SeatedAsync(TestApp app)
    {
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        return (door, volunteer, app.Clock.GetUtcNow().UtcDateTime);
    }

    private static ProofRequest Read(DoorStep door, Guid volunteer, ProofEnd end, DateTime at, string device = "kiosk") =>
        new(door.Activity, null, volunteer, end, ProofKinds.Card, Guid.CreateVersion7(), at, device, By: door.Lead);

    private static Task<ProofAnswer> AskAsync(TestApp app, ProofRequest reading) => app.Services.GetRequiredService<Desk<ProofRequest, ProofAnswer>>().AskAsync(reading, Ct);

    private static async Task<ServiceRecord?> RecordAsync(TestApp app, Guid volunteer)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<ServiceRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.VolunteerId == volunteer && r.State != RecordState.Void, Ct);
    }

    private static DateTimeOffset At(DateTime at) => new(at, TimeSpan.Zero);
}
