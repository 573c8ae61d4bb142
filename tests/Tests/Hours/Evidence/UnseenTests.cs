using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours.Evidence;

/// <summary>Of whom there is nothing but one body's word, somebody from outside asks after, once in half a year.</summary>
public class UnseenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_is_known_by_a_word_alone_is_asked_after_once_and_then_their_own_yes_is_enough(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Hours:AskAfterDays", "180"));
        var first = await DoorStep.BuildAsync(app);
        var friend = await first.SeatedAsync("王秀英");
        var unknown = await TickedAsync(first, friend);
        Assert.Equal((RecordState.Unconfirmed, true), (unknown.State, unknown.IsUnseen));
        Assert.Contains(await app.ToldAsync(friend), t => t.Contains("站里会打个电话问一声", StringComparison.Ordinal));

        Assert.Equal(204, await ConfirmAsync(app, friend, unknown));
        Assert.Equal(403, await ConfirmAsync(app, first.Lead, unknown));
        Assert.Equal(RecordState.Unconfirmed, (await RecordAsync(first, friend)).State);
        Assert.Equal(204, await ConfirmAsync(app, await app.PersonWithAsync(Role.Coordinator, TestPeople.County), unknown));
        Assert.Equal(RecordState.Posted, (await RecordAsync(first, friend)).State);

        var second = await DoorStep.BuildAsync(app);
        await SeatAsync(second, friend);
        var known = await TickedAsync(second, friend);
        Assert.False(known.IsUnseen);
        Assert.Equal(204, await ConfirmAsync(app, friend, known));
        Assert.Equal(RecordState.Posted, (await RecordAsync(second, friend)).State);
    }

    /// <summary>Several services before the first call: one call answers for all of them, also for what their owner has said yes to already.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_call_answers_for_all_that_waits_for_it(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Hours:AskAfterDays", "180"));
        var first = await DoorStep.BuildAsync(app);
        var friend = await first.SeatedAsync("王秀英");
        List<(DoorStep Door, ServiceRecord Record)> waiting = [(first, await TickedAsync(first, friend))];
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var next = await DoorStep.BuildAsync(app);
            await SeatAsync(next, friend);
            waiting.Add((next, await TickedAsync(next, friend)));
        }

        Assert.All(waiting, w => Assert.True(w.Record.IsUnseen));
        Assert.Equal(204, await ConfirmAsync(app, friend, waiting[0].Record));
        Assert.Equal(204, await ConfirmAsync(app, friend, waiting[1].Record)); // The third is still to be said.
        var station = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        Assert.Equal(204, await ConfirmAsync(app, station, waiting[0].Record));
        Assert.Equal([RecordState.Posted, RecordState.Posted, RecordState.Unconfirmed], await StatesAsync(waiting, friend));

        Assert.Equal(403, await ConfirmAsync(app, station, waiting[2].Record)); // Nobody has to ring again.
        Assert.Equal(204, await ConfirmAsync(app, friend, waiting[2].Record));
        Assert.Equal([RecordState.Posted, RecordState.Posted, RecordState.Posted], await StatesAsync(waiting, friend));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_has_shown_themselves_by_their_own_phone_is_asked_after_by_nobody(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Hours:AskAfterDays", "180"));
        var first = await DoorStep.BuildAsync(app);
        var volunteer = await first.SeatedAsync();
        foreach (var (way, end) in new[] { ("check-in", ProofEnd.In), ("check-out", ProofEnd.Out) })
        {
            using var shown = await first.ShowAsync(volunteer, way, new { code = first.Code(end) });
            Assert.True(shown.IsSuccessStatusCode);
            app.Clock.Advance(TimeSpan.FromMinutes(100));
        }

        Assert.Equal(RecordState.Posted, (await RecordAsync(first, volunteer)).State);
        var second = await DoorStep.BuildAsync(app);
        await SeatAsync(second, volunteer);
        Assert.False((await TickedAsync(second, volunteer)).IsUnseen);
    }

    private static async Task<List<RecordState>> StatesAsync(List<(DoorStep Door, ServiceRecord Record)> waiting, Guid who)
    {
        var states = new List<RecordState>();
        await Presences.WalkAsync(waiting[0].Door.App);
        foreach (var (door, _) in waiting)
        {
            states.Add((await RecordAsync(door, who)).State);
        }

        return states;
    }

    private static async Task<ServiceRecord> TickedAsync(DoorStep door, Guid who)
    {
        foreach (var end in new[] { "in", "out" })
        {
            Assert.True((await door.TickAsync(await door.App.ProgramOfAsync(door.Lead), new { end, ticks = new[] { new { volunteerId = who } } }))[0].GetProperty("good").GetBoolean());
            door.App.Clock.Advance(TimeSpan.FromMinutes(100));
        }

        return await RecordAsync(door, who);
    }

    private static async Task SeatAsync(DoorStep door, Guid who)
    {
        using var scope = door.App.Scope();
        var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == door.Shift, Ct);
        scope.Db.Add(new Signup { ActivityId = door.Activity, ShiftId = door.Shift, VolunteerId = who, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = TestPeople.Village });
        await scope.Db.SaveChangesAsync(Ct);
    }

    private static async Task<ServiceRecord> RecordAsync(DoorStep door, Guid who)
    {
        await Presences.WalkAsync(door.App);
        using var scope = door.App.Scope();
        return await scope.Db.Set<ServiceRecord>().AsNoTracking().SingleAsync(r => r.SourceId == door.Activity && r.VolunteerId == who, Ct);
    }

    private static async Task<int> ConfirmAsync(TestApp app, Guid who, ServiceRecord record)
    {
        using var answer = await (await app.ProgramOfAsync(who)).PostAsJsonAsync($"/api/v1/hours/{record.SourceId}/records/{record.Id}/confirm", new { }, Ct);
        return (int)answer.StatusCode;
    }
}
