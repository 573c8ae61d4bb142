using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Activities.Rights;

/// <summary>For every step with a seat: who is shown the button is let through, and whoever is not changes nothing, neither by the API nor by a forged form.</summary>
public class SeatRightsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly string[] Visitors = ["resident", "volunteer", "seated", "waiting", "offered", "pending", "left", "passed", "removed", "invited", "invited resident", "seated and begun", "volunteer after the end"];

    private static readonly (string Name, string Control, Func<Scene, Task> Api, Func<Scene, Task> Form)[] Steps =
    [
        ("sign up", "button[form=signup][name='Form.ShiftId']", s => s.PostAsync("signups", new { shiftId = s.Shift }), s => s.ForgeAsync("SignUp")),
        ("confirm", "button[name='Form.ConfirmId']", s => s.PostAsync($"signups/{s.Shift}/confirm"), s => s.ForgeAsync("Confirm")),
        ("pass", "input[name='Form.Step'][value=Pass]", s => s.PostAsync($"signups/{s.Shift}/pass"), s => s.ForgeAsync("Pass")),
        ("leave", "input[name='Form.Step'][value=Cancel], input[name='Form.Step'][value=Pass]", s => s.LeaveAsync(), s => s.ForgeAsync("Cancel", ("Form.Reason", "家里有事"))),
        ("agree", "#Form-Agreed", s => s.PostAsync("agreement"), s => s.ForgeAsync("SignUp", ("Form.Agreed", "true"))),
        ("decline", "input[name='Form.Step'][value=Decline]", s => s.PostAsync("invitation/decline"), s => s.ForgeAsync("Decline")),
    ];

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_is_not_shown_a_step_cannot_take_it(string database)
    {
        var app = await apps.On(database);
        var wrong = new List<string>();
        foreach (var (visitor, asksAgreement) in from visitor in Visitors from asks in new[] { false, true } select (visitor, asks))
        {
            var scene = await Scene.BuildAsync(app, visitor, asksAgreement);
            var page = await scene.Browser.GetPageAsync($"/activities/{scene.Activity}");
            foreach (var (name, control, api, form) in Steps.Where(s => s.Name == "agree" == asksAgreement && page.QuerySelector(s.Control) is null))
            {
                foreach (var (way, take) in new[] { ("API", api), ("form", form) })
                {
                    var before = await scene.StandingAsync();
                    await take(scene);
                    if (await scene.StandingAsync() != before)
                    {
                        wrong.Add($"{visitor}: {name} by {way} went through unseen");
                        scene = await Scene.BuildAsync(app, visitor, asksAgreement);
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_is_shown_a_step_can_take_it(string database)
    {
        var app = await apps.On(database);
        foreach (var (visitor, name) in new[] { ("volunteer", "sign up"), ("invited", "sign up"), ("left", "sign up"), ("passed", "sign up"), ("offered", "confirm"), ("offered", "pass"), ("volunteer", "agree"), ("invited", "decline") })
        {
            var (_, control, api, _) = Steps.Single(s => s.Name == name);
            var scene = await Scene.BuildAsync(app, visitor, asksAgreement: name == "agree");
            Assert.NotNull((await scene.Browser.GetPageAsync($"/activities/{scene.Activity}")).QuerySelector(control));
            var before = await scene.StandingAsync();
            await api(scene);
            Assert.True(await scene.StandingAsync() != before, $"{visitor} is shown how to {name} and cannot");
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_resident_who_is_no_volunteer_reads_what_to_do_first(string database)
    {
        var app = await apps.On(database);
        var scene = await Scene.BuildAsync(app, "resident", asksAgreement: false);
        using var answer = await scene.Program.PostAsJsonAsync($"/api/v1/activities/{scene.Activity}/signups", new { shiftId = scene.Shift });
        var problem = await answer.ProblemAsync();

        Assert.Equal("/problems/signup-not-eligible", problem.GetProperty("type").GetString());
        Assert.Equal("be-volunteer", problem.GetProperty("unmet")[0].GetProperty("what").GetString());
        Assert.Contains("先登记成为志愿者", problem.GetProperty("message").GetString());
    }

    private sealed record Scene(TestApp App, Guid Activity, Guid Shift, Guid Person, HttpClient Browser, HttpClient Program)
    {
        public static async Task<Scene> BuildAsync(TestApp app, string visitor, bool asksAgreement)
        {
            var begins = visitor switch { "seated and begun" => TimeSpan.FromMinutes(-30), "volunteer after the end" => TimeSpan.FromHours(-3), _ => TimeSpan.FromDays(1) };
            var (activity, shifts) = await app.ActivityAsync(a => a.Conditions = new(Agreement: asksAgreement), begins, capacities: visitor == "waiting" ? 0 : 5); // Else the first in line is offered a seat by whatever anybody does.
            var person = visitor.Contains("resident", StringComparison.Ordinal) ? await app.PersonAsync() : await app.VolunteerAsync();
            using var scope = app.Scope();
            var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shifts[0]);
            if (StatusOf(visitor) is { } status)
            {
                var signup = new Signup { ActivityId = activity, ShiftId = shift.Id, VolunteerId = person, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = TestPeople.Village };
                signup.Become(status, app.Clock.GetUtcNow().UtcDateTime, holdUntil: status == SignupStatus.Offered ? shift.StartsAt : null);
                shift.Count(signup.HoldsSeat ? 1 : 0, status == SignupStatus.Waiting ? 1 : 0);
                scope.Db.Add(signup);
            }

            if (visitor.StartsWith("invited", StringComparison.Ordinal))
            {
                scope.Db.Add(new Invitation { ActivityId = activity, PersonId = person, ByPersonId = Guid.CreateVersion7(), At = app.Clock.GetUtcNow().UtcDateTime, Words = "" });
            }

            await scope.Db.SaveChangesAsync();
            return new(app, activity, shift.Id, person, await app.BrowserOfAsync(person), await app.ProgramOfAsync(person));
        }

        public async Task PostAsync(string path, object? body = null) => (await Program.PostAsJsonAsync($"/api/v1/activities/{Activity}/{path}", body ?? new { })).Dispose();

        public async Task LeaveAsync() => (await Program.DeleteAsync($"/api/v1/activities/{Activity}/signups/{Shift}?reason=家里有事")).Dispose();

        public async Task ForgeAsync(string step, params (string, string)[] more) =>
            (await Browser.ForgeAsync($"/activities/{Activity}", [("_handler", "step"), ("Form.Step", step), ("Form.ShiftId", $"{Shift}"), .. more])).Dispose();

        /// <summary>How the person stands to the activity, in one line.</summary>
        public async Task<string> StandingAsync()
        {
            using var scope = App.Scope();
            var signup = await scope.Db.Set<Signup>().Where(s => s.ActivityId == Activity && s.VolunteerId == Person).Select(s => (SignupStatus?)s.Status).SingleOrDefaultAsync();
            var agreed = await scope.Db.Set<Agreement>().AnyAsync(a => a.ActivityId == Activity && a.PersonId == Person);
            var declined = await scope.Db.Set<Invitation>().AnyAsync(i => i.ActivityId == Activity && i.PersonId == Person && i.DeclinedAt != null);
            return $"{signup} {agreed} {declined}";
        }

        private static SignupStatus? StatusOf(string visitor) => visitor switch
        {
            "seated" or "seated and begun" => SignupStatus.Accepted,
            "waiting" => SignupStatus.Waiting,
            "offered" => SignupStatus.Offered,
            "pending" => SignupStatus.Pending,
            "left" => SignupStatus.Cancelled,
            "passed" => SignupStatus.Passed,
            "removed" => SignupStatus.Removed,
            _ => null,
        };
    }
}
