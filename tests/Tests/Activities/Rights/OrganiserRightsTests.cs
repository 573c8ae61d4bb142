using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Rights;

/// <summary>For every step of an activity, in every state, for everybody who runs or oversees it: the page shows the button exactly when API and form let it through.</summary>
public class OrganiserRightsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly ActivityAction[] Steps = [ActivityAction.Submit, ActivityAction.Publish, ActivityAction.Approve, ActivityAction.Reject, ActivityAction.Pause, ActivityAction.Resume, ActivityAction.Cancel, ActivityAction.End, ActivityAction.Close, ActivityAction.Withdraw];

    private static readonly (Risk, ActivityStatus)[] Situations =
    [
        .. from risk in new[] { Risk.Low, Risk.Raised } from status in Enum.GetValues<ActivityStatus>() select (risk, status),
        (Risk.High, ActivityStatus.Draft), (Risk.High, ActivityStatus.PendingReview),
    ];

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_step_is_shown_exactly_to_whom_it_is_open(string database)
    {
        var app = await apps.On(database);
        var (team, leader, _) = await app.LeaderAsync();
        (string Name, Guid Id)[] people =
            [("leader", leader), ("station", await app.PersonWithAsync(Role.Station, TestPeople.Village)), ("county", await app.PersonWithAsync(Role.Coordinator, TestPeople.County))];
        var wrong = new List<string>();
        foreach (var (name, person) in people)
        {
            var (browser, program) = (await app.BrowserOfAsync(person), await app.ProgramOfAsync(person));
            foreach (var (risk, status) in Situations)
            {
                var fresh = () => ActivityAsync(app, team, leader, risk, status);
                var id = await fresh();
                var page = await browser.GetPageAsync($"/console/activities/{id}/plan", Ct);
                foreach (var step in Steps)
                {
                    var shown = page.QuerySelector($"main form [name=Step][value={step}]") is not null;
                    var byApi = HasApi(step) && await GoesAsync(app, id, () => program.StepAsync(id, step.ToString().ToLowerInvariant(), "今天不行"));
                    id = byApi ? await fresh() : id;
                    var byForm = await GoesAsync(app, id, () => browser.ForgeAsync($"/console/activities/{id}/plan", ("_handler", "step"), ("Step", $"{step}"), ("Reason", "今天不行")));
                    id = byForm ? await fresh() : id;
                    if (byForm != shown || (HasApi(step) && byApi != shown))
                    {
                        wrong.Add($"{name}, {risk} {status}, {step}: shown {shown}, API {byApi}, form {byForm}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task After_the_end_nobody_is_taken_off_let_in_or_invited(string database)
    {
        var app = await apps.On(database);
        var lead = await app.VolunteerAsync("赵队长");
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(-3), lead: lead, capacities: 5);
        var (accepted, pending) = (await SeatAsync(app, activity, shifts[0], SignupStatus.Accepted), await SeatAsync(app, activity, shifts[0], SignupStatus.Pending));
        var (browser, program) = (await app.BrowserOfAsync(lead), await app.ProgramOfAsync(lead));

        var page = await browser.GetPageAsync($"/console/activities/{activity}", Ct);
        Assert.Empty(page.QuerySelectorAll("[data-step=Remove], [data-step=Approve], [data-step=Refuse], input[value=Invite]"));
        foreach (var (person, step) in new[] { (accepted, "remove"), (pending, "approve"), (pending, "refuse") })
        {
            using var answer = await program.PostAsJsonAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/{person}/{step}", new { reason = "没来" }, Ct);
            Assert.Equal(409, (int)answer.StatusCode);
            using var forged = await browser.ForgeAsync($"/console/activities/{activity}", ("_handler", "step"), ("Form.Step", step), ("Form.ShiftId", $"{shifts[0]}"), ("Form.VolunteerId", $"{person}"), ("Form.Reason", "没来"));
        }

        using var invited = await program.PostAsJsonAsync($"/api/v1/activities/{activity}/invitations", new { named = new[] { "13900000000" } }, Ct);
        Assert.Equal(409, (int)invited.StatusCode);
        using var scope = app.Scope();
        Assert.Equal([SignupStatus.Accepted, SignupStatus.Pending], await scope.Db.Set<Signup>().Where(s => s.ActivityId == activity).Select(s => s.Status).OrderBy(s => s == SignupStatus.Pending).ToListAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_phone_of_somebody_who_left_or_was_taken_off_is_not_told(string database)
    {
        var app = await apps.On(database);
        var lead = await app.VolunteerAsync("赵队长");
        var (activity, shifts) = await app.ActivityAsync(lead: lead, capacities: 20);
        var program = await app.ProgramOfAsync(lead);
        var told = new List<SignupStatus>();
        foreach (var status in Enum.GetValues<SignupStatus>())
        {
            var volunteer = await SeatAsync(app, activity, shifts[0], status);
            using var answer = await program.PostAsJsonAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/{volunteer}/phone", new { }, Ct);
            if (answer.IsSuccessStatusCode)
            {
                told.Add(status);
            }
        }

        Assert.Equal([SignupStatus.Accepted, SignupStatus.Waiting, SignupStatus.Offered, SignupStatus.Pending, SignupStatus.NoShow], told);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_invitation_does_not_tell_whose_phones_are_known_here(string database)
    {
        var app = await apps.On(database);
        var lead = await app.VolunteerAsync("赵队长");
        var (activity, _) = await app.ActivityAsync(lead: lead, capacities: 20);
        var (known, said) = (await app.VolunteerAsync(), new List<string>());
        string phone;
        using (var scope = app.Scope())
        {
            phone = scope.Get<Weiguang.Kernel.Security.Vault>().Open(Weiguang.Kernel.Security.Personal.Phone, (await scope.Db.Set<Weiguang.People.Domain.Person>().SingleAsync(p => p.Id == known, Ct)).Phone);
        }

        foreach (var asked in (string[])["13000000001", phone, phone])
        {
            using var answer = await (await app.ProgramOfAsync(lead)).PostAsJsonAsync($"/api/v1/activities/{activity}/invitations", new { named = new[] { asked } }, Ct);
            said.Add(await answer.Content.ReadAsStringAsync(Ct));
            Assert.True(answer.IsSuccessStatusCode, said[^1]);
        }

        string number;
        using (var scope = app.Scope())
        {
            number = (await scope.Db.Set<Weiguang.People.Domain.Volunteer>().SingleAsync(v => v.PersonId == known, Ct)).Number.ToUpperInvariant(); // As those are that the house gives.
            scope.Db.Add(new Weiguang.People.Domain.NumberEntry { Number = number, PersonId = known });
            await scope.Db.SaveChangesAsync(Ct);
        }

        using var named = await (await app.ProgramOfAsync(lead)).PostAsJsonAsync($"/api/v1/activities/{activity}/invitations", new { named = new[] { number } }, Ct);
        var told = System.Text.Json.JsonDocument.Parse(await named.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Equal((1, 0), (told.GetProperty("invited").GetInt32(), told.GetProperty("already").GetInt32())); // As if they had never been asked by phone.

        Assert.Single(said.Distinct());
        Assert.Equal(1, System.Text.Json.JsonDocument.Parse(said[0]).RootElement.GetProperty("phones").GetInt32());
        using var after = app.Scope();
        Assert.True(await after.Db.Set<Invitation>().AnyAsync(i => i.ActivityId == activity && i.PersonId == known, Ct));
    }

    private static async Task<Guid> SeatAsync(TestApp app, Guid activity, Guid shiftId, SignupStatus status)
    {
        var volunteer = await app.VolunteerAsync();
        using var scope = app.Scope();
        var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shiftId, Ct);
        var signup = new Signup { ActivityId = activity, ShiftId = shiftId, VolunteerId = volunteer, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = TestPeople.Village };
        signup.Become(status, app.Clock.GetUtcNow().UtcDateTime);
        shift.Count(1, 0);
        scope.Db.Add(signup);
        await scope.Db.SaveChangesAsync(Ct);
        return volunteer;
    }

    /// <summary>The clock ends, the evaluation closes.</summary>
    private static bool HasApi(ActivityAction step) => step is not (ActivityAction.End or ActivityAction.Close);

    private static async Task<bool> GoesAsync(TestApp app, Guid id, Func<Task<HttpResponseMessage>> step)
    {
        var before = (await app.ActivityOfAsync(id)).StoryLength;
        using var answer = await step();
        return (await app.ActivityOfAsync(id)).StoryLength != before;
    }

    /// <summary>An activity of the team that lacks nothing, led by its leader, in this state.</summary>
    private static async Task<Guid> ActivityAsync(TestApp app, Guid team, Guid leader, Risk risk, ActivityStatus status)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        var over = status is ActivityStatus.Ended or ActivityStatus.Closed;
        var start = now.AddDays(over ? -2 : 2);
        var activity = new Activity
        {
            Title = "清理河道", Category = "0006", DivisionCode = TestPeople.Village, Organiser = "那金村志愿服务队", LeadId = leader, TeamId = team, OpensAt = now.AddDays(-3), ClosesAt = start, StartsAt = start,
            EndsAt = start.AddHours(2), CreatedAt = now, Description = "清理河道", Place = "桥头", Risk = risk, RiskNotice = "河边路滑", Insurer = "人保财险", PolicyNumber = "PA-1", CoveredUntil = start.AddDays(2), FenceMetres = 0,
        };
        var post = new Post { ActivityId = activity.Id, Name = "清理员" };
        activity.Posts.Add(post);
        activity.Shifts.Add(new Shift { ActivityId = activity.Id, PostId = post.Id, Capacity = 3, StartsAt = start, EndsAt = start.AddHours(2) });
        foreach (var step in WayTo(status))
        {
            Assert.True(activity.Take(step, leader, ActivityParty.Organiser | ActivityParty.Reviewer | ActivityParty.Clock, now));
        }

        using var scope = app.Scope();
        scope.Db.Add(activity);
        await scope.Db.SaveChangesAsync(Ct);
        return activity.Id;
    }

    private static ActivityAction[] WayTo(ActivityStatus status) => status switch
    {
        ActivityStatus.PendingReview => [ActivityAction.Submit],
        ActivityStatus.Published => [ActivityAction.Publish],
        ActivityStatus.Paused => [ActivityAction.Publish, ActivityAction.Pause],
        ActivityStatus.Ended => [ActivityAction.Publish, ActivityAction.End],
        ActivityStatus.Closed => [ActivityAction.Publish, ActivityAction.End, ActivityAction.Close],
        ActivityStatus.Cancelled => [ActivityAction.Cancel],
        _ => [],
    };
}
