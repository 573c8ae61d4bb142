using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Tests.Activities;

/// <summary>Two organisers on one held reading: what is booked is taken, what is put aside is not booked, and whoever was slower hears what the other did.</summary>
public class HeldScanTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_puts_aside_what_somebody_has_taken_meanwhile(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, nonce, _) = await HeldAsync(app);
        using var taking = app.Scope();
        using var other = app.Scope();
        Task<HeldReply?> aside;
        await using (var work = await taking.Db.BeginWorkAsync(Ct))
        {
            var now = app.Clock.GetUtcNow().UtcDateTime;
            await taking.Db.Set<HeldScan>().Where(h => h.Id == nonce)
                .ExecuteUpdateAsync(set => set.SetProperty(h => h.IsTaken, true).SetProperty(h => h.SettledBy, door.Lead).SetProperty(h => h.SettledAt, now), Ct);
            aside = Task.Run(() => other.Get<HeldScans>().SettleAsync(door.Activity, nonce, false, Ct), Ct);
            await app.UntilItWaitsAsync(aside);
            await work.CommitAsync(Ct);
        }

        Assert.Equal(("take", "孙桂兰"), ((await aside)!.Meanwhile!.What, (await aside)!.Meanwhile!.By));
        Assert.Equal((true, door.Lead), await SettledAsync(app, nonce));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_booked_is_taken_although_somebody_puts_it_aside_meanwhile(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, nonce, volunteer) = await HeldAsync(app);
        using var putting = app.Scope();
        using var other = app.Scope();
        Task<HeldReply?> taken;
        await using (var work = await putting.Db.BeginWorkAsync(Ct))
        {
            Assert.Null((await putting.Get<HeldScans>().SettleAsync(door.Activity, nonce, false, Ct))!.Meanwhile);
            taken = Task.Run(() => other.Get<HeldScans>().SettleAsync(door.Activity, nonce, true, Ct), Ct);
            await app.UntilItWaitsAsync(taken);
            await work.CommitAsync(Ct);
        }

        Assert.Equal("put-aside", (await taken)!.Meanwhile!.What);
        Assert.Equal(await door.PresenceAsync(volunteer) is not null, (await SettledAsync(app, nonce)).IsTaken);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_settles_a_reading_second_is_told_who_did_what(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, nonce, _) = await HeldAsync(app);
        var (lead, staff) = (await app.ProgramOfAsync(door.Lead), await app.PersonWithAsync(Role.Coordinator, TestPeople.County));
        var path = $"/api/v1/activities/{door.Activity}/held-scans/{nonce}";
        var second = await app.ProgramOfAsync(staff);

        using var taken = await lead.PostAsJsonAsync(path, new { take = true }, Ct);
        using var again = await lead.PostAsJsonAsync(path, new { take = true }, Ct);
        using var aside = await second.PostAsJsonAsync(path, new { take = false }, Ct);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict], [taken.StatusCode, again.StatusCode, aside.StatusCode]);
        var meanwhile = (await aside.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("meanwhile");
        Assert.Equal(("take", "孙桂兰"), (meanwhile.GetProperty("what").GetString(), meanwhile.GetProperty("by").GetString()));
        Assert.Equal((true, door.Lead), await SettledAsync(app, nonce));
    }

    /// <summary>A lost kiosk has brought home one arrival.</summary>
    private static async Task<(DoorStep Door, Guid Nonce, Guid Volunteer)> HeldAsync(TestApp app)
    {
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var now = app.Clock.GetUtcNow().UtcDateTime;
        var kiosk = new Kiosk { ActivityId = door.Activity, ByPersonId = await app.VolunteerAsync(), Key = Sealed.Nothing, CreatedAt = now, ExpiresAt = now.AddDays(2) };
        kiosk.Revoke(now.AddMinutes(20), lost: true);
        var scan = new HeldScan
        {
            ActivityId = door.Activity, Id = Guid.CreateVersion7(), KioskId = kiosk.Id, Mark = "mark", End = ProofEnd.In, DeviceAt = now, At = now, ReceivedAt = now.AddMinutes(20), VolunteerId = volunteer, Reason = HeldReasons.Lost, Fault = LogFault.None,
        };
        using var scope = app.Scope();
        scope.Db.AddRange(kiosk, scan);
        await scope.Db.SaveChangesAsync(Ct);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        return (door, scan.Id, volunteer);
    }

    private static async Task<(bool IsTaken, Guid? By)> SettledAsync(TestApp app, Guid nonce)
    {
        using var scope = app.Scope();
        var scan = await scope.Db.Set<HeldScan>().AsNoTracking().SingleAsync(h => h.Id == nonce, Ct);
        return (scan.IsTaken, scan.SettledBy);
    }
}
