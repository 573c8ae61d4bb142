using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Changing;

/// <summary>Whoever takes a change back gets what was approved, and nothing that nobody said yes to, whatever has begun meanwhile.</summary>
public class TakenBackTests
{
    private static readonly DateTime Start = new(2026, 9, 4, 6, 0, 0, DateTimeKind.Utc);

    /// <summary>The trick: ask for fourteen hours of a running shift, and take that back at once.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_running_shift_goes_back_to_the_end_the_rest_and_the_seats_it_had(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (id, leader) = await PublishedAsync(app);
        await ChangeAsync(app, leader, id, Start.AddMinutes(30), s => (s["endsAt"], s["breakMinutes"], s["capacity"]) = (Start.AddHours(14).ToString("O"), 10, 300));

        Assert.Equal("published", (await (await WithdrawAsync(app, leader, id, Start.AddMinutes(40))).JsonAsync()).GetProperty("status").GetString());

        var shift = (await app.ActivityOfAsync(id)).Shifts.Single();
        Assert.Equal((Start, Start.AddHours(2), 0, 2), (shift.StartsAt, shift.EndsAt, shift.BreakMinutes, shift.Capacity));
        Assert.All(await TermsAsync(app, id), t => Assert.Equal((Start.AddHours(2), 2), (t.EndsAt, t.Capacity)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_would_be_over_by_now_ends_now_and_pays_what_was_approved(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (id, leader) = await PublishedAsync(app);
        await ChangeAsync(app, leader, id, Start.AddMinutes(30), s => s["endsAt"] = Start.AddHours(14).ToString("O"));

        await (await WithdrawAsync(app, leader, id, Start.AddMinutes(200))).JsonAsync();

        var shift = (await app.ActivityOfAsync(id)).Shifts.Single();
        Assert.Equal(Start.AddMinutes(200), shift.EndsAt);
        app.Clock.Set(new(Start.AddMinutes(240), TimeSpan.Zero));
        var person = await app.VolunteerAsync();
        using var scope = app.Scope();
        scope.Db.Add(new Stay
        {
            SourceId = id, EngagementId = shift.Id, VolunteerId = person, DivisionCode = TestPeople.Village, InAt = Start, InProof = Presences.Both,
            OutAt = Start.AddMinutes(200), OutProof = Presences.Both, SeenAt = Start.AddMinutes(200),
        });
        await scope.Db.SaveChangesAsync(Ct);
        await Presences.WalkAsync(app);
        Assert.Equal(120, (await scope.Db.Set<ServiceRecord>().AsNoTracking().SingleAsync(r => r.VolunteerId == person, Ct)).Minutes);
    }

    /// <summary>The other trick: put it off with sixteen hours and thousands of seats, and wait until the approved time has passed.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_put_off_past_its_approved_time_does_not_come_out(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (id, leader) = await PublishedAsync(app);
        await ChangeAsync(app, leader, id, Start.AddMinutes(-60), s => (s["startsAt"], s["endsAt"], s["capacity"]) = (Start.AddDays(1).ToString("O"), Start.AddDays(1).AddHours(16).ToString("O"), 5000));

        var refused = await (await WithdrawAsync(app, leader, id, Start.AddMinutes(1))).JsonAsync(HttpStatusCode.BadRequest);

        Assert.Contains("请等审核", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(ActivityStatus.PendingReview, (await app.ActivityOfAsync(id)).Status);
        Assert.Single(await TermsAsync(app, id));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_runs_before_its_approved_time_is_called_off_and_comes_back_at_that_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (id, leader) = await PublishedAsync(app);
        var early = Start.AddDays(-1);
        await ChangeAsync(app, leader, id, early.AddMinutes(-60), s => (s["startsAt"], s["endsAt"], s["capacity"]) = (early.ToString("O"), early.AddHours(16).ToString("O"), 5000));

        await (await WithdrawAsync(app, leader, id, early.AddMinutes(1))).JsonAsync();

        var shifts = (await app.ActivityOfAsync(id)).Shifts.OrderBy(s => s.StartsAt).ToList();
        Assert.Equal([(early, true), (Start, false)], shifts.Select(s => (s.StartsAt, s.CancelledAt is not null)));
        Assert.Equal((Start.AddHours(2), 2), (shifts[1].EndsAt, shifts[1].Capacity));
        Assert.All(await TermsAsync(app, id), t => Assert.Equal((Start, Start.AddHours(2), 2), (t.StartsAt, t.EndsAt, t.Capacity)));
    }

    /// <summary>Whatever was approved, asked for and has begun: each shift that is not over has the rest, the seats and at most the end somebody said yes to, and begins when they said, unless both times have passed.</summary>
    [Fact]
    public void Nothing_comes_out_that_nobody_said_yes_to()
    {
        var hour = Gen.Choose(0, 12);
        var time = hour.SelectMany(_ => Gen.Choose(1, 8), (from, length) => (From: Start.AddHours(from), To: Start.AddHours(from + length)));
        var plans = from approved in Gen.ListOf(time, 3)
                    from asked in Gen.ListOf(time, 4)
                    from off in Gen.ListOf(Gen.Elements(true, false), 4)
                    from at in hour
                    select (approved, asked, off, At: Start.AddHours(at).AddMinutes(30));
        Prop.ForAll(plans.ToArbitrary(), plan =>
        {
            var activity = Bare();
            activity.Shifts.AddRange(plan.approved.Select(t => ShiftOf(activity, Guid.CreateVersion7(), t, 2, 10)));
            var said = ActivitySnapshot.Of(activity);
            var lines = activity.Shifts.ToDictionary(s => s.Id);
            var ids = lines.Keys.Append(Guid.CreateVersion7()).ToList();
            activity.Shifts.Clear();
            activity.Shifts.AddRange(plan.asked.Select((t, i) => ShiftOf(activity, ids[i], t, 500, 0)));
            foreach (var (shift, off) in activity.Shifts.Zip(plan.off).Where(p => p.Second))
            {
                shift.Cancel(Start);
            }

            var standing = activity.Shifts.ToDictionary(s => s.Id);
            return said.Again(activity, plan.At).Shifts.Where(s => s.EndsAt!.Value.UtcDateTime > plan.At).All(s =>
                s.Capacity == 2 && s.BreakMinutes == 10 && lines.Values.Any(line =>
                    (line.StartsAt == s.StartsAt!.Value.UtcDateTime && s.EndsAt!.Value.UtcDateTime == line.EndsAt)
                    || (line.Id == s.Id && line.StartsAt <= plan.At && s.StartsAt!.Value.UtcDateTime == standing[line.Id].StartsAt && standing[line.Id].StartsAt <= plan.At && s.EndsAt!.Value.UtcDateTime == line.EndsAt)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static Activity Bare()
    {
        var activity = new Activity
        {
            Title = "扫雪", Category = "0001", DivisionCode = TestPeople.Village, Organiser = "队", LeadId = Guid.Empty, OpensAt = Start, ClosesAt = Start, StartsAt = Start, EndsAt = Start, CreatedAt = Start,
        };
        activity.Posts.Add(new Post { ActivityId = activity.Id, Name = "扫雪" });
        return activity;
    }

    private static Shift ShiftOf(Activity activity, Guid id, (DateTime From, DateTime To) time, int capacity, int rest) =>
        new() { ActivityId = activity.Id, Id = id, PostId = activity.Posts[0].Id, StartsAt = time.From, EndsAt = time.To, Capacity = capacity, BreakMinutes = rest };

    private static async Task<(Guid Id, Guid Leader)> PublishedAsync(TestApp app)
    {
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        return (id, leader);
    }

    private static async Task ChangeAsync(TestApp app, Guid leader, Guid id, DateTime at, Action<JsonObject> change)
    {
        app.Clock.Set(new(at, TimeSpan.Zero));
        var program = await app.ProgramOfAsync(leader);
        var draft = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await program.ReadAsync(id)))!.AsObject();
        draft["closesAt"] = null;
        change(draft["posts"]![0]!["shifts"]![0]!.AsObject());
        Assert.Equal("pending-review", (await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync()).GetProperty("status").GetString());
    }

    private static async Task<HttpResponseMessage> WithdrawAsync(TestApp app, Guid leader, Guid id, DateTime at)
    {
        app.Clock.Set(new(at, TimeSpan.Zero));
        return await (await app.ProgramOfAsync(leader)).StepAsync(id, "withdraw");
    }

    private static async Task<List<ShiftTerm>> TermsAsync(TestApp app, Guid id)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<ShiftTerm>().AsNoTracking().Where(t => t.ActivityId == id).OrderBy(t => t.Sequence).ToListAsync(Ct);
    }
}
