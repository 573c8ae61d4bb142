using Weiguang.Hours.Domain;
using Weiguang.Simulation;

namespace Weiguang.Tests.Simulation;

/// <summary>An honest county with honest mess: students who scan for the old ones, whole lists ticked by one press, village networks, regular helpers.</summary>
public class CountyDoubtTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(7)]
    public async Task Of_honest_records_at_most_one_in_a_hundred_is_ever_held(int seed)
    {
        await using var app = await Counties.MakeAsync("Sqlite", new SimulationPlan(Regions.Places.Taonan, 500, 30, seed));
        using var scope = app.Scope();
        var cases = await scope.Db.Set<AnomalyCase>().AsNoTracking().ToListAsync(Ct);
        var records = await scope.Db.Set<ServiceRecord>().CountAsync(Ct);
        var planted = cases.Where(c => c.Kind == AnomalyKind.Identical).ToList();
        var holds = await scope.Db.Set<RecordEvent>().Where(e => e.Action == RecordAction.Hold).Select(e => new { e.SourceId, e.RecordId }).Distinct().ToListAsync(Ct);
        var held = holds.Count(h => planted.TrueForAll(c => c.SourceId != h.SourceId));
        var kinds = string.Join(", ", cases.GroupBy(c => c.Kind).Select(g => $"{g.Key} {g.Count()} ({g.Sum(c => c.VolunteerIds.Length)})"));
        TestContext.Current.SendDiagnosticMessage($"seed {seed}: {held} of {records} honest records held ({100.0 * held / records:0.00} %): {kinds}");

        Assert.True(held * 100 <= records, $"{held} of {records}: {kinds}");
        Assert.DoesNotContain(cases, c => c.Kind == AnomalyKind.Crowd); // Lists are ticked by one press there.
        Assert.True(planted.Select(c => c.SourceId).Distinct().Count() <= 1, kinds); // One organiser lets a program tick, one a second, at all posts.
        Assert.All(cases, c => Assert.NotEmpty(c.Evidence));
    }
}
