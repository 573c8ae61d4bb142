using Weiguang.Tests.Activities;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Desks;

namespace Weiguang.Tests.Hours;

/// <summary>
/// Twins are read at the same moments by the same devices; of the one everything comes in at once, of the other what kiosks read comes in when they find their network: before the hours are
/// recorded, between, or after. However it falls, the second has no more hours than the first, or the organiser is asked.
/// </summary>
public class LateHoursTests
{
    private const int Pairs = 24;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <param name="Device">0 is a phone with network, the others are kiosks without.</param>
    private sealed record Reading(int Minute, ProofEnd End, int Device, int Delay);

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_late_batch_never_gives_more_minutes_than_the_same_readings_in_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app, capacities: 500);
        var start = app.Clock.GetUtcNow().UtcDateTime.AddMinutes(10);
        var choose = new Random(20260901);
        var pairs = new List<(Guid InTime, Guid Late, List<Reading> Readings)>();
        for (var i = 0; i < Pairs; i++)
        {
            pairs.Add((await door.SeatedAsync(), await door.SeatedAsync(), Day(choose)));
        }

        var arrivals = pairs.SelectMany(p => p.Readings.SelectMany(r => new[] { (At: r.Minute, Who: p.InTime, Read: r), (At: r.Minute + r.Delay, Who: p.Late, Read: r) }));
        foreach (var hour in arrivals.GroupBy(a => a.At < 200 ? a.At / 20 : 10 + (a.At / 1000)).OrderBy(g => g.Key))
        {
            foreach (var moment in hour.GroupBy(a => a.At).OrderBy(g => g.Key))
            {
                app.Clock.Set(new DateTimeOffset(start.AddMinutes(moment.Key), TimeSpan.Zero));
                await Task.WhenAll(moment.Select(a => app.Services.GetRequiredService<Desk<ProofRequest, ProofAnswer>>().AskAsync(ProofOf(door, start, a.Who, a.Read), Ct)));
            }

            await Presences.WalkAsync(app);
        }

        app.Clock.Set(new DateTimeOffset(start.AddDays(8), TimeSpan.Zero));
        await Presences.WalkAsync(app);
        var minutes = await MinutesAsync(app);
        var asked = await DisputedAsync(app);
        Assert.All(pairs, p => Assert.True(asked.Contains(p.Late) || minutes.GetValueOrDefault(p.Late) <= minutes.GetValueOrDefault(p.InTime),
            $"{minutes.GetValueOrDefault(p.Late)} minutes late, {minutes.GetValueOrDefault(p.InTime)} in time: {string.Join(", ", p.Readings)}"));
        Assert.DoesNotContain(pairs, p => asked.Contains(p.InTime));
        Assert.Contains(pairs, p => p.Readings.Exists(r => r.Delay > 0) && !asked.Contains(p.Late) && minutes.GetValueOrDefault(p.Late) > 0);
    }

    /// <summary>Two to five readings around a shift of two hours; kiosks come home up to four days later.</summary>
    private static List<Reading> Day(Random choose) => [.. Enumerable.Range(0, choose.Next(2, 6)).Select(i =>
    {
        var (device, end) = (choose.Next(3), i == 0 ? ProofEnd.In : choose.Next(5) switch { 0 => ProofEnd.In, 1 => ProofEnd.Seen, _ => ProofEnd.Out });
        var delay = choose.Next(4) switch { 0 => 0, 1 => choose.Next(3, 60), 2 => choose.Next(60, 400), _ => choose.Next(400, 6000) };
        return new Reading(end == ProofEnd.In ? choose.Next(-10, 80) : choose.Next(10, 150), end, device, device == 0 ? 0 : delay);
    })];

    private static ProofRequest ProofOf(DoorStep door, DateTime start, Guid who, Reading r) => new(
        door.Activity, null, who, r.End, r.Device == 0 ? Presences.Both : ProofKinds.Card, Guid.CreateVersion7(), start.AddMinutes(r.Minute), $"device {r.Device}",
        By: r.Device == 0 ? null : door.Lead, KioskId: r.Device == 0 ? null : new Guid(r.Device, 0, 0, new byte[8]), DeviceAt: r.Device == 0 ? null : start.AddMinutes(r.Minute));

    private static async Task<Dictionary<Guid, int>> MinutesAsync(TestApp app)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<ServiceRecord>().Where(r => r.State == RecordState.Proven || r.State == RecordState.Posted || r.State == RecordState.Unconfirmed)
            .GroupBy(r => r.VolunteerId).Select(g => new { g.Key, Minutes = g.Sum(r => r.Minutes) }).ToDictionaryAsync(g => g.Key, g => g.Minutes, Ct);
    }

    private static async Task<HashSet<Guid>> DisputedAsync(TestApp app)
    {
        using var scope = app.Scope();
        return [.. await scope.Db.Set<Stay>().Where(a => a.IsDisputed).Select(a => a.VolunteerId).ToListAsync(Ct)];
    }
}
