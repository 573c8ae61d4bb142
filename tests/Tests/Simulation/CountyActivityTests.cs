using Weiguang.Activities.Domain;
using Weiguang.Activities.Finding;
using Weiguang.Activities.Seats;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Projects;
using Weiguang.Projects.Clocks;
using Weiguang.Projects.Domain;

namespace Weiguang.Tests.Simulation;

public class CountyActivityTests(Counties counties) : IClassFixture<Counties>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_counts_of_every_shift_are_its_sign_ups_and_nobody_waits_beside_a_free_seat(string database)
    {
        using var scope = (await counties.On(database)).Scope();
        var shifts = await scope.Db.Set<Shift>().AsNoTracking().ToListAsync(Ct);
        var signups = (await scope.Db.Set<Signup>().AsNoTracking().ToListAsync(Ct)).ToLookup(s => s.ShiftId);

        Assert.All(shifts, shift =>
        {
            Assert.Equal(signups[shift.Id].Count(s => s.HoldsSeat), shift.Taken);
            Assert.Equal(signups[shift.Id].Count(s => s.Status == SignupStatus.Waiting), shift.Waiting);
            Assert.True(shift.Free >= 0 && (shift.Free == 0 || shift.Waiting == 0));
            Assert.Equal(signups[shift.Id].Count(), signups[shift.Id].DistinctBy(s => s.Place).Count());
            Assert.True(signups[shift.Id].All(s => s.Place <= shift.LastPlace));
        });
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_sits_in_two_places_at_once_and_seats_have_gone_every_way(string database)
    {
        using var scope = (await counties.On(database)).Scope();
        var signups = await scope.Db.Set<Signup>().AsNoTracking().ToListAsync(Ct);

        foreach (var held in signups.Where(s => s.HoldsSeat).GroupBy(s => s.VolunteerId).Select(g => g.OrderBy(s => s.StartsAt).ToList()))
        {
            Assert.All(held.Zip(held.Skip(1)), pair => Assert.True(pair.First.EndsAt <= pair.Second.StartsAt));
        }

        SignupStatus[] ways = [SignupStatus.Accepted, SignupStatus.Waiting, SignupStatus.Offered, SignupStatus.Cancelled, SignupStatus.NoShow];
        Assert.Empty(ways.Except(signups.Select(s => s.Status)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_was_there_had_a_seat_and_proofs_of_both_ends(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var signups = (await scope.Db.Set<Signup>().AsNoTracking().Where(s => s.Status == SignupStatus.Accepted).ToListAsync(Ct)).ToDictionary(s => (s.ShiftId, s.VolunteerId));
        var proofs = (await scope.Db.Set<Proof>().AsNoTracking().ToListAsync(Ct)).ToLookup(p => (p.EngagementId, p.VolunteerId));
        var there = await scope.Db.Set<Stay>().AsNoTracking().Where(s => scope.Db.Set<Activity>().Any(a => a.Id == s.SourceId)).ToListAsync(Ct);

        Assert.All(there, a =>
        {
            var (seat, mine) = (signups[(a.EngagementId, a.VolunteerId)], proofs[(a.EngagementId, a.VolunteerId)].ToList());
            Assert.InRange(a.InAt, seat.StartsAt.AddMinutes(-30), seat.EndsAt);
            Assert.True(a.OutAt is null || (a.OutAt > a.InAt && a.OutAt <= app.Clock.Now()));
            Assert.Equal(a.InProof, mine.Single(p => p.End == ProofEnd.In).Kinds);
            Assert.Equal(a.OutAt is null ? 0 : 1, mine.Count(p => p.End == ProofEnd.Out && p.Kinds == a.OutProof));
        });
        Assert.True(there.Select(a => a.InProof).Distinct().Count() >= 5);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_story_of_every_activity_and_project_is_one_the_flow_allows(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var activities = await scope.Db.Set<Activity>().AsNoTracking().Include(a => a.Story).ToListAsync(Ct);
        var projects = await scope.Db.Set<Project>().AsNoTracking().AsSplitQuery().Include(p => p.Story).Include(p => p.Rounds).Include(p => p.Recommendations).ToListAsync(Ct);

        Assert.All(activities, a =>
        {
            var steps = a.Story.OrderBy(s => s.Sequence).ToList();
            Assert.Equal(a.Status, steps.Count == 0 ? ActivityStatus.Draft : steps[^1].To);
            Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.True(pair.First.To == pair.Second.From && pair.First.At <= pair.Second.At));
            Assert.All(steps, s => Assert.InRange(s.At, a.CreatedAt, app.Clock.Now()));
        });
        Assert.Empty(Enum.GetValues<ActivityStatus>().Except([ActivityStatus.Paused]).Except(activities.Select(a => a.Status)));
        Assert.All(projects, p => Assert.All(p.Story.OrderBy(s => s.Sequence).Zip(p.Story.OrderBy(s => s.Sequence).Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At && pair.Second.At <= app.Clock.Now())));
        Assert.Contains(projects, p => p.Rounds.Exists(r => r.EvaluatedAt is not null));
        Assert.Contains(projects, p => p.OriginId is not null && p.PublishedAt is not null);
        Assert.Contains(projects, p => p.Recommendations.Exists(r => r.State == RecommendationState.Accepted));
        Assert.Contains(projects, p => p.Status == ProjectStatus.PendingAudit);
        Assert.Contains(activities, a => a.ProjectId is not null);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Each_player_finds_activities_to_do(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var (players, now) = (await DemoMark.ReadAsync(scope.Db, Ct), app.Clock.Now());
        var mine = await scope.Db.Set<Signup>().AsNoTracking().Where(s => s.VolunteerId == players[Role.Volunteer]).ToListAsync(Ct);
        var led = await scope.Db.Set<Activity>().AsNoTracking().Where(a => a.LeadId == players[Role.TeamLeader]).ToListAsync(Ct);
        var desk = (await scope.Get<RoleBook>().HeldByAsync(players[Role.Station], Ct)).Single(r => r.Role == Role.Station).DivisionCode;

        Assert.Contains(mine, s => s.Status == SignupStatus.Accepted && s.StartsAt > now);
        Assert.Contains(mine, s => s.Status == SignupStatus.Offered && s.HoldUntil > now);
        Assert.Contains(mine, s => s.Status == SignupStatus.Accepted && s.EndsAt < now && scope.Db.Set<Stay>().Any(a => a.EngagementId == s.ShiftId && a.VolunteerId == s.VolunteerId && a.OutAt != null));
        Assert.True(await scope.Db.Set<Invitation>().AnyAsync(i => i.PersonId == players[Role.Volunteer], Ct));
        Assert.Contains(led, a => a.PhaseAt(now) == ActivityPhase.Running && a.PublishedAt is not null);
        Assert.Contains(led, a => a.Status == ActivityStatus.Draft);
        Assert.True(await scope.Db.Set<Activity>().AnyAsync(a => a.Status == ActivityStatus.PendingReview && a.Risk == Risk.Raised && a.DivisionCode == desk, Ct));
        Assert.True(await scope.Db.Set<Activity>().AnyAsync(a => a.Status == ActivityStatus.PendingReview && a.Risk == Risk.High, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_comes_can_be_found_and_the_clocks_find_nothing_to_catch_up_on(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var now = app.Clock.Now();
        var alive = await scope.Db.Set<Activity>().Where(a => a.EndsAt > now && a.Status == ActivityStatus.Published).Select(a => a.Id).ToListAsync(Ct);
        var listed = await scope.Db.Set<Listing>().Select(l => l.ActivityId).ToListAsync(Ct);

        Assert.True(alive.Count >= 8, $"{alive.Count} activities to come");
        Assert.Equal(alive.Order(), listed.Order());
        Assert.Equal(0, await scope.Get<ListingBook>().CatchUpAsync(Ct));
        Assert.Equal(0, await scope.Get<SeatPatrol>().WalkAsync(Ct));
        Assert.Equal(0, await scope.Get<ProjectPatrol>().WalkAsync(Ct));
        Assert.True((await scope.Get<LedgerBook>().VerifyAsync(Ct)).IsClean);
    }
}
