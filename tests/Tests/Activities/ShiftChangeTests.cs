using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Time;

namespace Weiguang.Tests.Activities;

/// <summary>Two adjoining shifts of one activity through the desk, and what becomes of them in the records.</summary>
public class ShiftChangeTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_changes_over_is_present_at_both_shifts_and_missing_at_none(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await DoorAsync(app);
        string[] ways = ["check-in", "check-in", "still-here", "check-out"];
        var said = new List<string>();
        foreach (var (way, minute) in ways.Zip([0, 110, 200, 240]))
        {
            app.Clock.Set(new DateTimeOffset(start.AddMinutes(minute), TimeSpan.Zero));
            using var answer = await door.ShowAsync(volunteer, way, new { lat = 45.3372, lon = 122.7851, accuracy = 20 });
            said.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("answer").GetString()!);
        }

        Assert.Equal(["in", "changed-over", "seen", "out"], said);
        await SettleAsync(app, start.AddHours(6));
        Assert.Equal([(0, 110), (110, 240)], await StaysAsync(app, volunteer, start));
        Assert.Equal([SignupStatus.Accepted, SignupStatus.Accepted], await SeatsAsync(app, volunteer));
        using var scope = app.Scope();
        Assert.Equal(230, await scope.Db.Set<ServiceRecord>().Where(r => r.VolunteerId == volunteer).SumAsync(r => r.Minutes, Ct)); // No overlap; ten minutes early at the second door are nobody's agreed time.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_stays_through_with_one_arrival_and_one_leaving_has_both_shifts(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await DoorAsync(app);
        await AskAsync(app, door, volunteer, ProofEnd.In, start);
        Assert.Equal(ProofOutcome.Out, (await AskAsync(app, door, volunteer, ProofEnd.Out, start.AddMinutes(240))).Outcome);
        await SettleAsync(app, start.AddHours(6));

        Assert.Equal([(0, 120), (120, 240)], await StaysAsync(app, volunteer, start));
        Assert.Equal([SignupStatus.Accepted, SignupStatus.Accepted], await SeatsAsync(app, volunteer));
    }

    /// <summary>The slack is taken away, or the start moved, while they are there: whoever was let in is not erased by it.</summary>
    [Theory]
    [InlineData("Sqlite", true)]
    [InlineData("Sqlite", false)]
    [InlineData("Postgres", true)]
    [InlineData("Postgres", false)]
    public async Task Nobody_is_erased_by_a_door_that_opens_later_since(string database, bool bySlack)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await DoorAsync(app);
        Assert.Equal(ProofOutcome.In, (await AskAsync(app, door, volunteer, ProofEnd.In, start.AddMinutes(-10))).Outcome);
        using (var scope = app.Scope())
        {
            if (bySlack)
            {
                await scope.Db.Set<Activity>().Where(a => a.Id == door.Activity).ExecuteUpdateAsync(set => set.SetProperty(a => a.SlackMinutes, 0), Ct);
            }
            else
            {
                await scope.Db.Set<Signup>().Where(s => s.ActivityId == door.Activity && s.StartsAt == start).ExecuteUpdateAsync(set => set.SetProperty(s => s.StartsAt, start.AddMinutes(45)), Ct);
            }
        }

        Assert.Equal(ProofOutcome.Out, (await AskAsync(app, door, volunteer, ProofEnd.Out, start.AddMinutes(100))).Outcome);
        Assert.Equal([(-10, 100)], await StaysAsync(app, volunteer, start));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_scan_that_comes_home_after_the_shift_was_settled_lifts_the_missing_and_asks_who_forgot_to_leave(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await DoorAsync(app);
        await SettleAsync(app, start.AddHours(6));
        Assert.Equal([SignupStatus.NoShow, SignupStatus.NoShow], await SeatsAsync(app, volunteer));

        var late = Of(door, volunteer, ProofEnd.In, start.AddMinutes(115)) with { KioskId = Guid.NewGuid(), Kinds = ProofKinds.Card };
        Assert.Equal(ProofOutcome.In, (await Desk(app).AskAsync(late)).Outcome);
        await SettleAsync(app, start.AddHours(7));

        Assert.Equal([SignupStatus.NoShow, SignupStatus.Accepted], await SeatsAsync(app, volunteer));
        using var scope = app.Scope();
        Assert.Equal(RecordState.Questioned, (await scope.Db.Set<ServiceRecord>().SingleAsync(r => r.VolunteerId == volunteer, Ct)).State);
        var shifts = await scope.Db.Set<Shift>().Where(s => s.ActivityId == door.Activity).ToListAsync(Ct);
        Assert.All(shifts, s => Assert.NotNull(s.SettledAt));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_says_that_they_stayed_here_after_they_came_in_elsewhere(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await DoorAsync(app);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromMinutes(70), capacities: 5);
        using (var seating = app.Scope())
        {
            seating.Db.Add(new Signup { ActivityId = activity, ShiftId = shifts[0], VolunteerId = volunteer, StartsAt = start.AddMinutes(60), EndsAt = start.AddMinutes(180), DivisionCode = TestPeople.Village });
            await seating.Db.SaveChangesAsync(Ct);
        }

        await AskAsync(app, door, volunteer, ProofEnd.In, start);
        app.Clock.Set(new DateTimeOffset(start.AddMinutes(61), TimeSpan.Zero));
        Assert.Equal(ProofOutcome.In, (await Desk(app).AskAsync(Of(door, volunteer, ProofEnd.In, start.AddMinutes(61)) with { ActivityId = activity })).Outcome);
        await SettleAsync(app, start.AddMinutes(160));

        using var scope = app.Scope();
        var record = await scope.Db.Set<ServiceRecord>().SingleAsync(r => r.SourceId == door.Activity && r.VolunteerId == volunteer, Ct);
        var path = $"/api/v1/hours/{door.Activity}/records/{record.Id}/end";
        var lead = await app.ProgramOfAsync(door.Lead);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await lead.PostAsJsonAsync(path, new { until = start.AddMinutes(110) }, Ct)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await Weiguang.Tests.Hours.SaidArrangements.BringPictureAsync(lead, door.Activity, record.Id));
        Assert.True((await lead.PostAsJsonAsync(path, new { until = start.AddMinutes(60) }, Ct)).IsSuccessStatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_leaving_that_comes_home_late_takes_minutes_off_a_record_and_never_adds_any(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await DoorAsync(app);
        await AskAsync(app, door, volunteer, ProofEnd.In, start);
        await AskAsync(app, door, volunteer, ProofEnd.Out, start.AddMinutes(100));
        await SettleAsync(app, start.AddMinutes(119));
        Assert.Equal(100, await MinutesAsync(app, volunteer));

        app.Clock.Advance(TimeSpan.FromHours(5));
        await Desk(app).AskAsync(Of(door, volunteer, ProofEnd.Out, start.AddMinutes(70)) with { Kinds = ProofKinds.Card, KioskId = Guid.NewGuid() });
        await SettleAsync(app, start.AddHours(6));
        Assert.Equal(70, await MinutesAsync(app, volunteer));

        await Desk(app).AskAsync(Of(door, volunteer, ProofEnd.In, start.AddMinutes(-20)) with { Kinds = ProofKinds.Card, KioskId = Guid.NewGuid(), Device = "kiosk" });
        await SettleAsync(app, start.AddHours(7));
        Assert.Equal(70, await MinutesAsync(app, volunteer));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Mixed_up_and_twice_the_same_readings_give_the_same_rows(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, one, start) = await DoorAsync(app);
        var (two, three) = (await SeatedAsync(door), await SeatedAsync(door));
        (ProofEnd End, int Minute)[] day = [(ProofEnd.In, 2), (ProofEnd.In, 112), (ProofEnd.Seen, 180), (ProofEnd.Out, 238)];
        app.Clock.Set(new DateTimeOffset(start.AddHours(20), TimeSpan.Zero));
        foreach (var (volunteer, order) in new[] { (one, new[] { 0, 1, 2, 3 }), (two, [3, 1, 2, 0]), (three, [2, 3, 0, 1]) })
        {
            ProofRequest[] proofs = [.. order.Select(i => Of(door, volunteer, day[i].End, start.AddMinutes(day[i].Minute)))];
            foreach (var proof in proofs)
            {
                await Desk(app).AskAsync(proof);
            }

            Assert.All(await Task.WhenAll(proofs.Select(p => Desk(app).AskAsync(p))), a => Assert.Equal(ProofOutcome.Replayed, a.Outcome));
            Assert.Equal([(2, 112), (112, 238)], await StaysAsync(app, volunteer, start));
        }

        using var scope = app.Scope();
        var shifts = await scope.Db.Set<Proof>().Where(p => p.SourceId == door.Activity).OrderBy(p => p.At).Select(p => new { p.VolunteerId, p.EngagementId }).ToListAsync(Ct);
        Assert.Single(shifts.GroupBy(s => s.VolunteerId).Select(g => string.Join(",", g.Select(x => x.EngagementId))).Distinct()); // Each counts for the same shift, too.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_number_that_was_somebody_elses_reading_is_not_taken_for_a_replay(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, _) = await DoorAsync(app);
        var other = await SeatedAsync(door);
        var (lead, nonce) = (await app.ProgramOfAsync(door.Lead), Guid.NewGuid());
        var replies = await door.TickAsync(lead, new { end = "in", ticks = new[] { volunteer, other }.Select(id => new { volunteerId = id, nonce }) });
        Assert.Equal(["in", "reused"], replies.Select(r => r.GetProperty("answer").GetString()));
    }

    /// <summary>The page offers what the door takes.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_come_to_the_next_shift_is_not_offered_to_be_at_the_first_still(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, volunteer, start) = await DoorAsync(app);
        await AskAsync(app, door, volunteer, ProofEnd.In, start);
        await AskAsync(app, door, volunteer, ProofEnd.Out, start.AddMinutes(105));
        Assert.Contains("点错了，我还在", await PageAsync(), StringComparison.Ordinal);

        Assert.Equal(ProofOutcome.In, (await AskAsync(app, door, volunteer, ProofEnd.In, start.AddMinutes(110))).Outcome);
        Assert.DoesNotContain("点错了，我还在", await PageAsync(), StringComparison.Ordinal);

        async Task<string> PageAsync() => (await (await app.BrowserOfAsync(volunteer)).GetPageAsync($"/activities/{door.Activity}/check-in", Ct)).Body!.TextContent;
    }

    private static async Task<(DoorStep Door, Guid Volunteer, DateTime Start)> DoorAsync(TestApp app)
    {
        var door = await DoorStep.BuildAsync(app, capacities: [20, 20]);
        return (door, await SeatedAsync(door), app.Clock.Now().AddMinutes(10));
    }

    private static async Task<Guid> SeatedAsync(DoorStep door)
    {
        var volunteer = await door.SeatedAsync();
        await door.SeatAllAsync(volunteer);
        return volunteer;
    }

    private static Desk<ProofRequest, ProofAnswer> Desk(TestApp app) => app.Services.GetRequiredService<Desk<ProofRequest, ProofAnswer>>();

    private static ProofRequest Of(DoorStep door, Guid volunteer, ProofEnd end, DateTime at) => new(door.Activity, null, volunteer, end, Presences.Both, Guid.NewGuid(), at);

    private static async Task<ProofAnswer> AskAsync(TestApp app, DoorStep door, Guid volunteer, ProofEnd end, DateTime at)
    {
        app.Clock.Set(new DateTimeOffset(at, TimeSpan.Zero));
        return await Desk(app).AskAsync(Of(door, volunteer, end, at));
    }

    private static async Task SettleAsync(TestApp app, DateTime at)
    {
        app.Clock.Set(new DateTimeOffset(at, TimeSpan.Zero));
        await Presences.WalkAsync(app);
        await Presences.WalkAsync(app);
    }

    private static async Task<List<(int In, int Out)>> StaysAsync(TestApp app, Guid volunteer, DateTime start)
    {
        using var scope = app.Scope();
        var rows = await scope.Db.Set<Stay>().AsNoTracking().Where(a => a.VolunteerId == volunteer).OrderBy(a => a.InAt).ToListAsync(Ct);
        return rows.ConvertAll(a => ((int)Math.Round((a.InAt - start).TotalMinutes), (int)Math.Round((a.OutAt!.Value - start).TotalMinutes)));
    }

    private static async Task<List<SignupStatus>> SeatsAsync(TestApp app, Guid volunteer)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Signup>().Where(s => s.VolunteerId == volunteer).OrderBy(s => s.StartsAt).Select(s => s.Status).ToListAsync(Ct);
    }

    private static async Task<int> MinutesAsync(TestApp app, Guid volunteer)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<ServiceRecord>().Where(r => r.VolunteerId == volunteer).Select(r => r.Minutes).SingleAsync(Ct);
    }
}
