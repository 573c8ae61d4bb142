using System.Globalization;
using System.Net;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising;
using Weiguang.Activities.Organising.Recurring;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars;
using Weiguang.Simulation;

namespace Weiguang.Tests.Simulation;

public class CountyHoursTests(Counties counties) : IClassFixture<Counties>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task No_hours_stand_without_proof_and_no_proven_presence_without_hours(string database)
    {
        using var scope = (await counties.On(database)).Scope();
        var records = await scope.Db.Set<ServiceRecord>().AsNoTracking().ToListAsync(Ct);
        var proofs = (await scope.Db.Set<Proof>().AsNoTracking().ToListAsync(Ct)).ToLookup(p => (p.EngagementId, p.VolunteerId));
        var backfills = await scope.Db.Set<Backfill>().AsNoTracking().AsSplitQuery().Include(b => b.Entries).Include(b => b.Photos).ToListAsync(Ct);
        var left = await scope.Db.Set<Stay>().AsNoTracking().Where(a => a.RecordedAt != null).ToListAsync(Ct);

        Assert.All(records.Where(r => r.Basis != RecordBasis.Backfill), r => Assert.NotEmpty(proofs[(r.EngagementId, r.VolunteerId)]));
        Assert.All(records.Where(r => r.Basis == RecordBasis.Backfill), r =>
        {
            var backfill = backfills.Single(b => b.EngagementId == r.EngagementId && b.State == BackfillState.Approved);
            Assert.True(backfill.Photos.Count > 0 && backfill.DecidedBy != backfill.By && r.Grade == EvidenceGrade.D);
            Assert.True(backfill.Entries.Single(e => e.VolunteerId == r.VolunteerId).Agreed);
        });
        Assert.All(left, a => Assert.Single(records, r => r.EngagementId == a.EngagementId && r.VolunteerId == a.VolunteerId));
        Assert.Equal(Enum.GetValues<EvidenceGrade>(), records.Where(r => r.State == RecordState.Posted).Select(r => r.Grade).Distinct().Order());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_story_of_every_record_runs_forward_and_ledger_and_records_are_equal(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var records = await scope.Db.Set<ServiceRecord>().AsNoTracking().Include(r => r.Story).ToListAsync(Ct);

        Assert.All(records, record =>
        {
            var story = record.Story.OrderBy(s => s.Sequence).ToList();
            Assert.Equal(Enumerable.Range(1, record.StoryLength), story.Select(s => s.Sequence));
            Assert.Equal((record.State, record.Minutes, record.PostingId), (story[^1].To, story[^1].Minutes, story[^1].PostingId));
            Assert.All(story.Zip(story.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
            Assert.True(story[^1].At <= app.Clock.Now() && (record.UntilAt is null || story[0].At >= record.UntilAt.Value.AddSeconds(-1) || record.Basis != RecordBasis.CheckOut));
        });
        Assert.True((await scope.Get<LedgerBook>().VerifyAsync(Ct)).IsClean);
        Assert.DoesNotContain(records.SelectMany(r => r.Story), s => s.Action is RecordAction.Overlap or RecordAction.Cap); // Nobody is invented to be at two places at once.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Organisers_desks_and_coordinators_find_hours_to_decide_on(string database) => await AssertAliveAsync(await counties.On(database));

    [Fact]
    public async Task In_the_county_of_the_first_start_cases_of_fraud_are_open_held_and_cleared()
    {
        await using var app = await Counties.MakeAsync("Sqlite", SimulationPlan.Small);
        using var scope = app.Scope();
        var (db, players) = (scope.Db, await DemoMark.ReadAsync(scope.Db, Ct));
        var desk = (await scope.Get<RoleBook>().HeldByAsync(players[Role.Station], Ct)).Single(r => r.Role == Role.Station).DivisionCode;

        await AssertAliveAsync(app);
        Assert.Empty(new[] { AnomalyState.Held, AnomalyState.Cleared }.Except(await db.Set<AnomalyCase>().Select(c => c.State).ToListAsync(Ct)));
        Assert.True(await db.Set<ServiceRecord>().AnyAsync(r => r.HeldAt != null && r.State == RecordState.Proven, Ct));
        Assert.True(await db.Set<AnomalyCase>().AnyAsync(c => c.State == AnomalyState.Open && c.DivisionCode == desk, Ct));
        Assert.True((await scope.Get<LedgerBook>().VerifyAsync(Ct)).IsClean);
    }

    [Theory]
    [InlineData("2026-06-05T16:20:00")]
    [InlineData("2026-11-22T23:24:00")]
    [InlineData("2027-01-01T00:05:00")]
    [InlineData("2026-10-04T07:30:00")]
    [InlineData("2026-03-05T13:59:00")]
    public async Task They_find_them_whenever_the_county_is_made(string china)
    {
        await using var app = await Counties.MakeAsync("Sqlite", Counties.Plan, now: new DateTimeOffset(DateTime.Parse(china, CultureInfo.InvariantCulture), TimeSpan.FromHours(8)));

        await AssertAliveAsync(app);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_volunteer_has_a_year_of_hours_a_star_and_a_certificate_that_a_stranger_can_check(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var (volunteer, now) = ((await DemoMark.ReadAsync(scope.Db, Ct))[Role.Volunteer], app.Clock.Now());
        var lines = await scope.Get<LedgerStatements>().LinesAsync(volunteer, LedgerUnit.Minutes, now.AddYears(-2), now, Ct);
        var stars = await scope.Db.Set<StarCase>().AsNoTracking().ToListAsync(Ct);
        var paper = await scope.Db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.PersonId == volunteer, Ct);
        var answer = await app.Browser().GetAsync($"/verify/{paper.Number}", Ct);

        Assert.True(lines.Select(l => (l.OccurredAt.Year, l.OccurredAt.Month)).Distinct().Count() >= 11, $"{lines.Count} lines");
        Assert.Contains(lines, l => l.Reverses is not null);
        Assert.Contains(stars, s => s.PersonId == volunteer && s.State == StarState.Awarded);
        Assert.Contains(stars, s => s.State == StarState.Publicity && s.PublicUntil > now);
        Assert.Contains(stars, s => s.State == StarState.Proposed);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("证明有效", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.InRange(paper.LineCount, 5, 12);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Friday_afternoons_are_a_series_with_days_behind_and_days_to_come(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var series = await scope.Db.Set<Series>().AsNoTracking().SingleAsync(Ct);
        var made = await scope.Db.Set<Activity>().AsNoTracking().AsSplitQuery().Include(a => a.Posts).Include(a => a.Shifts).Where(a => a.SeriesId == series.Id).ToListAsync(Ct);
        var days = series.Recurrence.From(series.StartsOn).TakeWhile(d => d <= series.MadeThrough).Except(series.Skipped);

        Assert.Equal(days, made.Select(a => a.SeriesDate!.Value).Order());
        Assert.True(made.Count(a => a.EndsAt < app.Clock.Now()) > 40 && made.Count(a => a.StartsAt > app.Clock.Now()) >= 5); // Of eight weeks, holidays left out.
        Assert.All(made, a => Assert.Equal(DayOfWeek.Friday, a.StartsAt.ToShanghai().DayOfWeek));
        var (last, template) = (made.MaxBy(a => a.StartsAt)!, series.On(made.Max(a => a.SeriesDate!.Value)));
        Assert.Equal((last.Title, last.StartsAt, last.EndsAt, last.OpensAt, last.ProjectId), (template.Title, template.Shifts.Min(s => s.StartsAt)!.Value.UtcDateTime, template.Shifts.Max(s => s.EndsAt)!.Value.UtcDateTime, template.OpensAt!.Value.UtcDateTime, template.ProjectId));
        Assert.Equal(last.Posts.Select(p => p.Name).Order(), template.Posts!.Select(p => p.Name).Order());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_patrols_of_hours_series_stars_and_fraud_find_nothing_that_was_left_out(string database)
    {
        using var scope = (await counties.On(database)).Scope();
        await scope.Db.Set<SweepMark>().ExecuteDeleteAsync(Ct);
        var cases = await scope.Db.Set<AnomalyCase>().CountAsync(Ct);

        Assert.Equal(0, await scope.Get<HoursPatrol>().WalkAsync(Ct));
        Assert.Equal(cases, await scope.Db.Set<AnomalyCase>().CountAsync(Ct));
        Assert.Equal(0, await scope.Get<ActivityPatrol>().WalkAsync(Ct));
        var stars = scope.Get<StarSweep>();
        Assert.Equal((0, 0, 0), (await stars.ProposeAsync(Ct), await stars.AwardAsync(Ct), await stars.ReviewAsync(Ct)));
    }

    private static async Task AssertAliveAsync(TestApp app)
    {
        using var scope = app.Scope();
        var (db, players) = (scope.Db, await DemoMark.ReadAsync(scope.Db, Ct));
        var led = db.Set<ServiceRecord>().Where(r => r.LeadId == players[Role.TeamLeader]);
        var desk = (await scope.Get<RoleBook>().HeldByAsync(players[Role.Station], Ct)).Single(r => r.Role == Role.Station).DivisionCode;

        Assert.True(await led.AnyAsync(r => r.State == RecordState.Questioned && r.WaitsUntil > app.Clock.Now(), Ct));
        Assert.True(await led.AnyAsync(r => r.State == RecordState.Publicity && r.OpenObjections == 0, Ct));
        Assert.True(await db.Set<Backfill>().AnyAsync(b => b.State == BackfillState.Submitted && b.DivisionCode == desk, Ct));
        Assert.True(await db.Set<Objection>().AnyAsync(o => o.Upheld == null && o.DivisionCode == desk, Ct));
        Assert.Equal([CorrectionState.Asked, CorrectionState.Proposed, CorrectionState.Approved], (await db.Set<Correction>().Select(c => c.State).ToListAsync(Ct)).Order());
    }
}
