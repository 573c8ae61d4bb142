using System.Net;
using System.Net.Http.Json;
using Weiguang.Kernel;
using Weiguang.People;
using Weiguang.Recognition;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars.Deciding;
using Weiguang.Regions;

namespace Weiguang.Tests.Recognition;

/// <summary>Who is shown a step with a star can take it, and nobody else.</summary>
public class StarRightsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Certifying_is_shown_to_whom_it_is_open_never_for_ones_own_star(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var certifier = await app.PersonWithAsync(Role.Coordinator);
        var own = await app.VolunteerAsync();
        await app.GrantAsync(own, Role.Coordinator, TestPeople.County);
        var high = await app.VolunteerAsync();
        await app.EarnAsync(own, 100 * 60);
        await app.EarnAsync(high, 600 * 60); // The third level is the city's to certify.
        await app.SweepAsync();

        foreach (var (person, star, open) in new[] { (certifier, await app.StarOfAsync(own), true), (own, await app.StarOfAsync(own), false), (certifier, await app.StarOfAsync(high), false) })
        {
            var browser = await app.BrowserOfAsync(person, Role.Coordinator);
            var page = await browser.GetPageAsync($"/console/stars/{star}", Ct);
            Assert.Equal(open, page.QuerySelector("button[name=Step]") is not null);
            if (!open)
            {
                using var answer = await (await app.ProgramOfAsync(person, Role.Coordinator)).PostAsJsonAsync($"/api/v1/console/stars/{star}/certify", new { }, Ct);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                using var forged = await browser.ForgeAsync($"/console/stars/{star}", ("_handler", "step"), ("Step", "Certify"));
            }
        }

        using var scope = app.Scope();
        Assert.All(await scope.Db.Set<StarCase>().ToListAsync(Ct), star => Assert.Equal(StarState.Proposed, star.State));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_is_asked_to_object_to_their_own_star_or_after_the_publicity(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (volunteer, neighbour) = (await app.VolunteerAsync(), await app.PersonAsync("赵敏"));
        var star = await app.CertifiedAsync(volunteer, await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)));

        foreach (var (person, open) in new[] { (volunteer, false), (neighbour, true) })
        {
            Assert.Equal(open, (await (await app.BrowserOfAsync(person)).GetPageAsync($"/stars/{star}", Ct)).QuerySelector("form textarea") is not null);
            using var answer = await (await app.ProgramOfAsync(person)).PostAsJsonAsync($"/api/v1/stars/{star}/objections", new { reason = "那天他不在村里" }, Ct);
            Assert.Equal(open ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.StatusCode);
        }

        app.Clock.Advance(TimeSpan.FromDays(20)); // The objection keeps the star on show, its time is over.
        var late = await app.PersonAsync("钱多");
        Assert.Null((await (await app.BrowserOfAsync(late)).GetPageAsync($"/stars/{star}", Ct)).QuerySelector("form textarea"));
        using var refused = await (await app.ProgramOfAsync(late)).PostAsJsonAsync($"/api/v1/stars/{star}/objections", new { reason = "那天他不在村里" }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    /// <summary>They looked while they had no part in it, and have one when it is their turn.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_objects_while_they_certify_has_a_part_in_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (volunteer, staff) = (await app.VolunteerAsync(), await app.PersonWithAsync(Role.Coordinator));
        var certifier = await app.ProgramOfAsync(staff);
        await app.EarnAsync(volunteer, 100 * 60);
        await app.SweepAsync();
        var id = await app.StarOfAsync(volunteer);

        Task<HttpResponseMessage> certifying;
        using (var scope = app.Scope())
        {
            await using var work = await scope.Db.BeginWorkAsync(Ct);
            await scope.Db.LockAsync<StarCase>([volunteer], Ct);
            certifying = certifier.PostAsJsonAsync($"/api/v1/console/stars/{id}/certify", new { }, Ct);
            await Task.Delay(TimeSpan.FromSeconds(2), Ct);
            Assert.False(certifying.IsCompleted);
            scope.Db.Add(new StarObjection { PersonId = volunteer, Level = 1, DivisionCode = TestPeople.Village, By = staff, Reason = "没见他", At = app.Clock.GetUtcNow().UtcDateTime });
            await scope.Db.SaveChangesAsync(Ct);
            await work.CommitAsync(Ct);
        }

        using var answer = await certifying;
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var after = app.Scope();
        Assert.Equal(StarState.Proposed, (await after.Db.Set<StarCase>().SingleAsync(Ct)).State);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_step_from_what_is_no_longer_so_has_moved_but_pressed_twice_in_the_same_words_is_done(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (volunteer, staff) = (await app.VolunteerAsync(), await app.PersonWithAsync(Role.Coordinator));
        await app.EarnAsync(volunteer, 100 * 60);
        await app.SweepAsync();
        var id = await app.StarOfAsync(volunteer);
        var (from, to) = DivisionCodes.Range(TestPeople.County);
        async Task<StepAnswer> StepAsync(StarStep step, string reason)
        {
            using var scope = app.Scope();
            scope.Db.Viewer.Become(staff, from, to, permissions: new HashSet<string> { RecognitionPermissions.CertifyStars });
            return await scope.Get<StarSteps>().StepAsync(id, step, reason, Ct, StarState.Proposed);
        }

        Assert.Equal(StepOutcome.Done, (await StepAsync(StarStep.Decline, "记录不清")).Outcome);
        Assert.Equal(StepOutcome.Done, (await StepAsync(StarStep.Decline, "记录不清")).Outcome);
        foreach (var moved in new[] { await StepAsync(StarStep.Decline, "重复了"), await StepAsync(StarStep.Certify, "") })
        {
            Assert.Equal((StepOutcome.Moved, "star-moved"), (moved.Outcome, moved.Type));
            Assert.NotNull(moved.Meanwhile);
        }
    }
}
