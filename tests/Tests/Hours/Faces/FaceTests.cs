using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Faces;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Hours.Faces;

/// <summary>Whose face is kept, who said so, and how it goes away again.</summary>
public class FaceTests
{
    private const string Own = "/api/v1/me/face";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Where_no_division_uses_faces_nothing_is_shown_and_nothing_is_taken(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var person = await app.AdultAsync();
        var program = await app.ProgramOfAsync(person);

        Assert.Equal(["face-not-used", "face-not-used", "face-not-used", "face-not-used"],
        [
            await program.SayAsync(HttpMethod.Get, Own), await program.SayAsync(HttpMethod.Post, $"{Own}/consent", new { version = FaceConsent.Version }), await program.SayAsync(HttpMethod.Post, $"{Own}/challenges", new { }),
            await program.SayAsync(HttpMethod.Put, Own, new { challengeId = Guid.NewGuid(), moves = new[] { "nod" }, numbers = Specimen.Face(1) }),
        ]);
        var browser = await app.BrowserOfAsync(person);
        var page = await browser.GetPageAsync("/me/face", Ct);
        Assert.Null(page.QuerySelector("wg-face, main form, script[src*='face']"));
        Assert.Contains("不用人脸", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await browser.GetPageAsync("/me", Ct)).QuerySelector("a[href='/me/face']"));
        var (door, phone) = await app.ComeInAsync(person);
        Assert.DoesNotContain("脸", (await (await app.BrowserOfAsync(person)).GetPageAsync($"/activities/{door.Activity}/check-in", Ct)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("face-not-used", await phone.SayAsync(HttpMethod.Post, door.Checks(), new { challengeId = Guid.NewGuid(), moves = new[] { "nod" }, numbers = Specimen.Face(1) }));
        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<Face>().AnyAsync(Ct) || await scope.Db.Set<FaceCheck>().AnyAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_persons_switch_it_on_from_the_next_day(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var program = await app.ProgramOfAsync(await app.AdultAsync());
        var county = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        using var proposed = await county.PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/face", new { numbers = new { on = 1, hundredths = 50, months = 12 } }, Ct);
        Assert.Equal(HttpStatusCode.OK, proposed.StatusCode);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("face-not-used", await program.SayAsync(HttpMethod.Get, Own)); // One person's will.
        await app.ApproveRuleAsync("face");
        Assert.Equal("face-not-used", await program.SayAsync(HttpMethod.Get, Own));
        app.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("", await program.SayAsync(HttpMethod.Get, Own));
    }

    [Theory]
    [InlineData("2012-10-01", "face-minor")] // Thirteen.
    [InlineData("2008-09-03", "face-minor")] // Eighteen tomorrow, or nearly: no guardian is known to the house.
    [InlineData("", "face-age-unknown")]
    [InlineData("2000-01-01", "face-no-consent")]
    public async Task Only_grown_up_people_are_asked(string born, string answer)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.UseFacesAsync();
        app.Clock.Set(new DateTimeOffset(2026, 9, 2, 2, 0, 0, TimeSpan.Zero));
        var person = born.Length > 0 ? await app.AdultAsync(born) : await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(person);

        Assert.Equal(answer, await program.SayAsync(HttpMethod.Post, $"{Own}/challenges", new { }));
        Assert.Equal(answer == "face-no-consent" ? "" : answer, await program.SayAsync(HttpMethod.Post, $"{Own}/consent", new { version = FaceConsent.Version }));
        var page = await (await app.BrowserOfAsync(person)).GetPageAsync("/me/face", Ct);
        Assert.Equal(answer == "face-no-consent", page.QuerySelector("wg-face") is not null);
        Assert.NotNull(page.QuerySelector("main a.button.big.block[href='/me/card']")); // Another way, as large.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_agrees_on_the_page_enrols_reads_what_became_of_it_and_erases_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.UseFacesAsync();
        var person = await app.AdultAsync();
        var (browser, program) = (await app.BrowserOfAsync(person), await app.ProgramOfAsync(person));
        var asked = await browser.GetPageAsync("/me/face", Ct);
        Assert.Null(asked.QuerySelector("wg-face, script[src*='face']")); // Nothing is loaded before the yes.
        Assert.NotNull((await browser.GetPageAsync("/me", Ct)).QuerySelector("a[href='/me/face']"));
        using var agreed = await browser.SubmitAsync("/me/face", (object?)null, "form:has([name=Version])", Ct);
        Assert.Equal(HttpStatusCode.Redirect, agreed.StatusCode);
        Assert.NotNull((await browser.GetPageAsync("/me/face", Ct)).QuerySelector("wg-face[data-api='/api/v1/me/face']"));
        Assert.Equal("", await program.SayAsync(HttpMethod.Put, Own, await program.ShownAsync(Specimen.Face(1))));

        using (var scope = app.Scope())
        {
            var face = await scope.Db.Set<Face>().SingleAsync(Ct);
            Assert.Equal(Specimen.Face(1), FaceRules.Read(scope.Get<Vault>().Open(Personal.Face, face.Numbers)));
            Assert.DoesNotContain(FaceRules.Write(Specimen.Face(1))[..40], face.Numbers.Text, StringComparison.Ordinal);
        }

        var told = await program.GetStringAsync(Own, Ct);
        Assert.DoesNotContain("0.", told, StringComparison.Ordinal);
        Assert.NotEqual(default, JsonDocument.Parse(told).RootElement.GetProperty("untilAt").GetDateTime());
        using var gone = await browser.SubmitAsync("/me/face", (object?)null, "form:has(.danger)", Ct);
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        using (var scope = app.Scope())
        {
            Assert.False(await scope.Db.Set<Face>().AnyAsync(Ct));
        }

        Assert.Equal("face-no-consent", await program.SayAsync(HttpMethod.Post, $"{Own}/challenges", new { }));
        var page = (await browser.GetPageAsync("/me/face", Ct)).QuerySelector("main")!.TextContent;
        Assert.All(["您同意了", "登记好了", "您撤回了"], said => Assert.Contains(said, page, StringComparison.Ordinal));
        Assert.Equal("", await program.SayAsync(HttpMethod.Delete, Own)); // Once more.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_may_not_stay_goes_by_itself_and_what_may_stays(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.UseFacesAsync();
        var (old, away, kept) = (await app.AdultAsync(), await app.AdultAsync(), await app.AdultAsync());
        await app.EnrolAsync(old);
        app.Clock.Advance(TimeSpan.FromDays(200));
        await app.EnrolAsync(away);
        await app.EnrolAsync(kept);
        using (var scope = app.Scope())
        {
            scope.Db.Remove(await scope.Db.Set<Volunteer>().SingleAsync(v => v.PersonId == away, Ct));
            await scope.Db.SaveChangesAsync(Ct);
        }

        app.Clock.Advance(TimeSpan.FromDays(170)); // More than twelve months after the first.
        await app.Services.GetRequiredService<HoursPatrol>().WalkAsync(Ct);
        Assert.Equal([kept], await FacesAsync(app));
        Assert.Equal([FaceStepKind.Expired, FaceStepKind.Left], await LastStepsAsync(app, old, away));

        await app.HoldRuleAsync("face", new { on = 0, hundredths = 50, months = 12 }, TestPeople.Village);
        Assert.Equal("", await (await app.ProgramOfAsync(kept)).SayAsync(HttpMethod.Delete, Own)); // What is not used any more can be erased.
        await app.Services.GetRequiredService<HoursPatrol>().WalkAsync(Ct);
        Assert.Empty(await FacesAsync(app));
        Assert.Equal([FaceStepKind.Withdrawn], await LastStepsAsync(app, kept));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Where_a_division_gives_it_up_the_faces_of_its_people_go_within_the_hour(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.UseFacesAsync();
        var person = await app.AdultAsync();
        await app.EnrolAsync(person);
        await app.HoldRuleAsync("face", new { on = 0, hundredths = 50, months = 12 }, TestPeople.Village);
        Assert.Equal("face-not-used", await (await app.ProgramOfAsync(person)).SayAsync(HttpMethod.Get, Own));
        Assert.NotNull((await (await app.BrowserOfAsync(person)).GetPageAsync("/me/face", Ct)).QuerySelector("form .danger"));

        app.Clock.Advance(TimeSpan.FromHours(1.1));
        await app.Services.GetRequiredService<HoursPatrol>().WalkAsync(Ct);
        Assert.Empty(await FacesAsync(app));
        Assert.Equal([FaceStepKind.SwitchedOff], await LastStepsAsync(app, person));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_a_withdrawal_and_an_enrolment_at_once_nothing_is_left(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.UseFacesAsync();
        var person = await app.AdultAsync();
        for (var round = 0; round < 4; round++)
        {
            await app.EnrolAsync(person);
            var (one, other) = (await app.ProgramOfAsync(person), await app.ProgramOfAsync(person));
            var again = await one.ShownAsync(Specimen.Face(2));
            var answers = await Task.WhenAll(one.SayAsync(HttpMethod.Put, Own, again), other.SayAsync(HttpMethod.Delete, Own));

            Assert.Contains(answers[0], (string[])["", "face-stale", "face-no-consent"]);
            Assert.Equal("", answers[1]);
            Assert.Empty(await FacesAsync(app));
        }
    }

    private static async Task<List<Guid>> FacesAsync(TestApp app)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Face>().Select(f => f.VolunteerId).ToListAsync(Ct);
    }

    private static async Task<List<FaceStepKind>> LastStepsAsync(TestApp app, params Guid[] people)
    {
        using var scope = app.Scope();
        var steps = await scope.Db.Set<FaceStep>().AsNoTracking().Where(s => people.Contains(s.VolunteerId)).ToListAsync(Ct);
        return [.. people.Select(id => steps.Where(s => s.VolunteerId == id).OrderBy(s => s.At).ThenBy(s => s.Id).Last().Kind)];
    }
}
