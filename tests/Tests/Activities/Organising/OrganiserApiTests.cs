using System.Net;
using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.People;
using Weiguang.Tests.Teams;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

public class OrganiserApiTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_team_publishes_what_carries_little_risk_itself(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync($"/api/v1/activities/{id}/organised", Ct)).StatusCode switch { HttpStatusCode.Unauthorized => HttpStatusCode.NotFound, var other => other });

        Assert.Equal("published", (await (await program.StepAsync(id, "publish")).JsonAsync()).GetProperty("status").GetString());

        var activity = await app.ActivityOfAsync(id);
        Assert.Equal((leader, team, "民主村邻里帮"), (activity.LeadId, activity.TeamId, activity.Organiser));
        Assert.Equal(new DateTime(2026, 9, 4, 6, 0, 0, DateTimeKind.Utc), activity.StartsAt);
        Assert.False(activity.Conditions.Agreement);
        Assert.Contains("周五扫雪", activity.Story.Single(e => e.Action == ActivityAction.Publish).Snapshot, StringComparison.Ordinal);
        var mine = await (await program.GetAsync("/api/v1/activities/organised?view=open", Ct)).JsonAsync();
        Assert.Contains(mine.GetProperty("items").EnumerateArray(), a => a.GetProperty("id").GetGuid() == id);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_mistake_is_told_at_its_field(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var draft = Draft(team, ("title", "雪"), ("category", "9876"), ("minAge", 60), ("maxAge", 20), ("divisionCode", 999999999999), ("projectId", Guid.NewGuid()), ("ways", Array.Empty<string>()),
            ("recruit", "code"), ("repeat", "FREQ=DAILY"), ("posts", Posts(0, "2026-09-04T16:00:00+08:00", "2026-09-04T14:00:00+08:00", "")));

        var errors = (await (await program.PostAsJsonAsync("/api/v1/activities", draft, Ct)).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors");

        foreach (var field in new[] { "title", "category", "maxAge", "divisionCode", "projectId", "ways", "code", "repeat", "posts[0].name", "posts[0].shifts[0].endsAt", "posts[0].shifts[0].capacity" })
        {
            Assert.True(errors.TryGetProperty(field, out _), $"{field} is missing in {errors}");
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_organises_in_the_name_of_another_team(string database)
    {
        var app = await apps.On(database);
        var (_, _, program) = await app.LeaderAsync();
        var (other, _) = await app.TeamAsync(name: "别的队");

        var errors = (await (await program.PostAsJsonAsync("/api/v1/activities", Draft(other), Ct)).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors");

        Assert.True(errors.TryGetProperty("teamId", out _));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Another_teams_leader_and_the_next_countys_staff_find_nothing(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var (_, otherLeader) = await app.TeamAsync(name: "别的队");
        var id = await program.AddAsync(Draft(team));
        var out_ = await program.AddAsync(Draft(team));
        await program.StepAsync(out_, "publish");
        foreach (var stranger in new[] { await app.ProgramOfAsync(otherLeader), await app.StaffAsync(Role.Coordinator, TestPeople.NextCounty), await app.ProgramOfAsync(await app.PersonAsync()) })
        {
            foreach (var activity in new[] { id, out_ })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/activities/{activity}/organised", Ct)).StatusCode);
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.PutAsJsonAsync($"/api/v1/activities/{activity}", Draft(team), Ct)).StatusCode);
                foreach (var step in new[] { "submit", "publish", "approve", "reject", "pause", "resume", "cancel" })
                {
                    Assert.Equal(HttpStatusCode.NotFound, (await stranger.StepAsync(activity, step, "没有理由")).StatusCode);
                }
            }
        }

        Assert.Equal(ActivityStatus.Draft, (await app.ActivityOfAsync(id)).Status);
    }

    [Theory]
    [InlineData("risk", "raised")]
    [InlineData("foreign", true)]
    [InlineData("agreement", true)]
    [InlineData("divisionCode", 230102001000)]
    [InlineData("posts", 500)]
    [InlineData("posts", "a month")]
    public async Task An_agreement_is_asked_for_when_the_law_does(string field, object value)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        object asked = (field, value) switch
        {
            ("posts", int seats) => Posts(seats),
            ("posts", _) => new object[] { Posts(2)[0], Posts(2, "2026-10-09T14:00:00+08:00", "2026-10-09T16:00:00+08:00", "第二次")[0] },
            _ => value,
        };

        var id = await program.AddAsync(Draft(team, (field, asked)));

        Assert.True((await app.ActivityOfAsync(id)).Conditions.Agreement);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Calling_it_off_needs_a_reason_and_tells_everybody_with_a_seat(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await program.StepAsync(id, "publish");
        var volunteer = await app.SignUpAsync(id);

        Assert.True((await (await program.StepAsync(id, "cancel", " ")).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty("reason", out _));
        await (await program.StepAsync(id, "cancel", "下大雨")).JsonAsync();

        using var scope = app.Scope();
        Assert.Equal(SignupStatus.Removed, (await scope.Db.Set<Signup>().SingleAsync(s => s.ActivityId == id, Ct)).Status);
        Assert.NotEmpty(await app.ToldAsync(volunteer));
        Assert.Equal("activity-not-now", (await (await program.StepAsync(id, "resume")).JsonAsync(HttpStatusCode.Conflict)).GetProperty("type").GetString()!.Split('/')[^1]);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Changing_time_place_and_seats_of_a_published_one_keeps_and_tells_its_people(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("posts", Posts(1))));
        await program.StepAsync(id, "publish");
        var (seated, waiting) = (await app.SignUpAsync(id), await app.SignUpAsync(id));
        var draft = await program.ReadAsync(id);
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single();
        var post = new { id = shift.PostId, name = "扫雪", shifts = new[] { new { id = shift.Id, startsAt = "2026-09-04T15:00:00+08:00", endsAt = "2026-09-04T17:00:00+08:00", capacity = 2 } } };
        (draft["posts"], draft["place"]) = (new[] { post }, "村小学门口");

        Assert.Equal("published", (await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync()).GetProperty("status").GetString());

        using var scope = app.Scope();
        var signups = await scope.Db.Set<Signup>().AsNoTracking().Where(s => s.ActivityId == id).ToDictionaryAsync(s => s.VolunteerId, Ct);
        Assert.Equal((SignupStatus.Accepted, SignupStatus.Offered), (signups[seated].Status, signups[waiting].Status));
        Assert.All(signups.Values, s => Assert.Equal(new DateTime(2026, 9, 4, 7, 0, 0, DateTimeKind.Utc), s.StartsAt));
        var after = await app.ActivityOfAsync(id);
        Assert.Equal((2, new DateTime(2026, 9, 4, 7, 0, 0, DateTimeKind.Utc)), (after.Shifts.Single().Capacity, after.StartsAt));
        Assert.Contains("“{0}”换了集合地点：{1}。", await app.ToldAsync(seated));
        Assert.True((await app.ToldAsync(waiting)).Count >= 3, "place, time and the offered seat");
    }
}
