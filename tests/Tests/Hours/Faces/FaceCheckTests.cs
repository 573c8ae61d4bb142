using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Faces;
using Weiguang.Hours.Rulebook;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours.Faces;

/// <summary>A face beside a check-in: whatever comes of it the check-in stands, and what does not fit is looked at by somebody outside.</summary>
public class FaceCheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_own_face_is_alike_another_is_not_and_the_check_in_stands_as_it_was(string database)
    {
        await using var app = await BuildAsync(database);
        var person = await app.AdultAsync();
        await app.EnrolAsync(person);
        var (door, phone) = await app.ComeInAsync(person);
        var before = (await door.PresenceAsync(person), await door.ProofsAsync(person));

        Assert.Equal("same", await phone.ShowFaceAsync(door, Specimen.Face(1, 0.3)));
        Assert.Equal("unsure", await phone.ShowFaceAsync(door, Specimen.Face(1, 0.55)));
        Assert.Equal("other", await phone.ShowFaceAsync(door, Specimen.Face(2)));
        Assert.Equal("face-enough", await phone.ShowFaceAsync(door, Specimen.Face(1, 0.3)));

        var after = (await door.PresenceAsync(person), await door.ProofsAsync(person));
        Assert.Equivalent(before, after, strict: true);
        using var scope = app.Scope();
        var checks = await scope.Db.Set<FaceCheck>().AsNoTracking().ToListAsync(Ct);
        Assert.Equal([FaceVerdict.Same, FaceVerdict.Unsure, FaceVerdict.Other], checks.OrderBy(c => c.Id).Select(c => c.Verdict));
        Assert.All(checks, c => Assert.Equal(after.Item2[0].Id, c.ProofId));
        var done = (await phone.GetPageAsync(HoursLinks.Face(door.Activity, door.Shift), Ct)).QuerySelector("main")!;
        Assert.Contains("前面已经像您本人了", done.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("没有经手的人", done.TextContent, StringComparison.Ordinal);
        Assert.Null(done.QuerySelector("wg-face"));
        var page = (await (await app.BrowserOfAsync(person)).GetPageAsync("/me/face", Ct)).QuerySelector("main")!.TextContent;
        Assert.All(["像您本人", "看不准", "不像登记的样子"], said => Assert.Contains(said, page, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_a_script_sends_is_refused_or_says_nothing(string database)
    {
        await using var app = await BuildAsync(database);
        var (person, friend) = (await app.AdultAsync(), await app.AdultAsync());
        await app.EnrolAsync(person);
        await app.EnrolAsync(friend, 2);
        var (door, phone) = await app.ComeInAsync(person);
        var near = Specimen.Face(1, 0.3);

        var (id, moves) = await phone.AskedAsync();
        Assert.All(
        [
            await TryAsync(new { challengeId = id, moves, numbers = near[..127] }), await TryAsync(new { challengeId = id, moves, numbers = (float[])[.. near, 0.1f] }), await TryAsync(new { challengeId = id, moves, numbers = new float[128] }),
            await TryAsync(new { challengeId = id, moves }), await TryAsync(new { challengeId = id, moves, numbers = near.Select((n, i) => i == 0 ? 1e39 : n) }),
        ], wrong => Assert.StartsWith("numbers", wrong, StringComparison.Ordinal));
        Assert.Contains("numbers", await TryAsync(new { challengeId = id, moves, numbers = near.Select((n, i) => i == 0 ? "NaN" : (object)n) }), StringComparison.Ordinal);

        var own = new { challengeId = id, moves, numbers = near };
        var both = await Task.WhenAll(TryAsync(own), TryAsync(own)); // One lot, twice at once.
        Assert.Equal(["face-stale", "same"], both.Order());
        Assert.Equal("face-stale", await TryAsync(own));

        var foreign = await (await app.ProgramOfAsync(friend)).AskedAsync();
        Assert.Equal("face-stale", await TryAsync(new { challengeId = foreign.Id, moves = foreign.Moves, numbers = near }));
        var late = await phone.ShownAsync(near);
        app.Clock.Advance(TimeSpan.FromMinutes(2.1));
        Assert.Equal("face-stale", await TryAsync(late));
        Assert.Equal("unsure", await phone.ShowFaceAsync(door, Specimen.Face(1))); // What was enrolled, to the bit.
        var (turned, asked) = await phone.AskedAsync();
        Assert.Equal("unsure", await TryAsync(new { challengeId = turned, moves = asked.Reverse(), numbers = near }));

        Task<string> TryAsync(object body) => phone.SayAsync(HttpMethod.Post, door.Checks(), body);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Only_the_phone_that_checked_in_soon_after_and_not_on_the_day_of_enrolment(string database)
    {
        await using var app = await BuildAsync(database);
        var (person, fresh, without) = (await app.AdultAsync(), await app.AdultAsync(), await app.AdultAsync());
        await app.EnrolAsync(person);
        var (door, phone) = await app.ComeInAsync(person);
        Assert.Equal("face-not-here", await (await app.ProgramOfAsync(person)).ShowFaceAsync(door, Specimen.Face(1, 0.3))); // At home, on another phone.
        Assert.Equal("not-found", await (await app.ProgramOfAsync(without)).SayAsync(HttpMethod.Post, door.Checks(), new { }));
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("face-not-here", await phone.ShowFaceAsync(door, Specimen.Face(1, 0.3)));

        var (other, her) = await app.ComeInAsync(fresh);
        Assert.Equal("face-not-enrolled", await her.SayAsync(HttpMethod.Post, other.Checks(), new { }));
        await app.EnrolAsync(fresh);
        Assert.Equal("face-not-yet", await her.ShowFaceAsync(other, Specimen.Face(1, 0.3)));
        using var gone = await her.DeleteAsync("/api/v1/me/face", Ct);
        Assert.Equal("face-not-enrolled", await her.SayAsync(HttpMethod.Post, other.Checks(), new { }));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_page_after_a_check_in_offers_it_beside_another_way_of_the_same_size(string database)
    {
        await using var app = await BuildAsync(database);
        var person = await app.AdultAsync();
        await app.EnrolAsync(person);
        var door = await app.NextDayAsync(person);
        var browser = await app.BrowserOfAsync(person);
        var here = $"/hours/{door.Activity}/engagements/{door.Shift}/face";
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(here, Ct)).StatusCode); // Not there yet.
        using var shown = await browser.SubmitAsync($"/check-in/{door.Code()}", (object?)null, "main form", Ct);
        Assert.Equal(HttpStatusCode.Redirect, shown.StatusCode);
        Assert.NotNull((await browser.GetPageAsync($"/activities/{door.Activity}/check-in", Ct)).QuerySelector($"a.button.block[href='{here}']"));
        using var page = await browser.GetAsync(here, Ct);
        Assert.Contains("camera=(self)", page.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var document = await browser.GetPageAsync(here, Ct);
        Assert.Equal("button primary big block", document.QuerySelector("wg-face button")!.ClassName);
        Assert.Equal("button big block", document.QuerySelector("main a[href='/me/records']")!.ClassName);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_was_themselves_when_they_came_is_offered_it_again_when_they_leave(string database)
    {
        await using var app = await BuildAsync(database);
        var person = await app.AdultAsync();
        await app.EnrolAsync(person);
        var door = await app.NextDayAsync(person);
        var (browser, here) = (await app.BrowserOfAsync(person), $"/hours/{door.Activity}/engagements/{door.Shift}/face");
        using var came = await browser.SubmitAsync($"/check-in/{door.Code()}", (object?)null, "main form", Ct);
        using (var scope = app.Scope())
        {
            var proof = (await door.ProofsAsync(person)).Single();
            scope.Db.Add(new FaceCheck { SourceId = door.Activity, EngagementId = door.Shift, VolunteerId = person, ProofId = proof.Id, Device = proof.Device, Verdict = FaceVerdict.Same, At = app.Clock.GetUtcNow().UtcDateTime });
            await scope.Db.SaveChangesAsync(Ct);
        }

        Assert.Null((await browser.GetPageAsync(here, Ct)).QuerySelector("wg-face"));
        app.Clock.Advance(TimeSpan.FromMinutes(100));
        using var left = await browser.SubmitAsync($"/check-in/{door.Code(ProofEnd.Out)}", (object?)null, "main form", Ct);
        Assert.NotNull((await door.PresenceAsync(person))!.OutAt);

        Assert.NotNull((await browser.GetPageAsync(here, Ct)).QuerySelector("wg-face button"));
    }

    /// <summary>The grade is what the proofs say, the check-in counts, and the record waits for somebody who has no part in it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_face_that_is_another_opens_a_case_for_somebody_outside_and_changes_no_grade(string database)
    {
        await using var app = await BuildAsync(database);
        var fair = await Presences.BuildAsync(app);
        var (other, own) = (await fair.ThereAsync(0, 60, device: "p1"), await fair.ThereAsync(1, 61, device: "p2"));
        await ShowAsync(app, fair, other, "p1", FaceVerdict.Other);
        await ShowAsync(app, fair, own, "p2", FaceVerdict.Other, FaceVerdict.Same);
        await fair.SettleAsync(80);

        var found = Assert.Single((await fair.Staff.GetFromJsonAsync<JsonElement>("/api/v1/anomalies?state=open", Ct)).GetProperty("items").EnumerateArray());
        Assert.Equal(("face", 1), (found.GetProperty("kind").GetString(), found.GetProperty("people").GetInt32()));
        Assert.Equal((await fair.RecordAsync(own)).Grade, (await fair.RecordAsync(other)).Grade);
        await fair.SettleAsync(90);
        Assert.Equal((0L, 60L), (await fair.BalanceAsync(other), await fair.BalanceAsync(own)));
        var address = $"anomalies/{found.GetProperty("id").GetGuid()}/clear";
        Assert.NotEqual(204, await fair.PostAsync(fair.Lead, address, new { words = "是他" })); // Whoever runs it.
        Assert.Equal(204, await fair.PostAsync(fair.Staff, address, new { words = "换了眼镜，村里都见着他了" }));
        await fair.SettleAsync(95);
        Assert.Equal(60, await fair.BalanceAsync(other));
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(5, true)] // More faces than a family has.
    public async Task Own_faces_on_one_old_phone_answer_the_doubt_about_it(int shown, bool isHeld)
    {
        await using var app = await BuildAsync(TestDatabases.Sqlite);
        var fair = await Presences.BuildAsync(app);
        List<Guid> people = [];
        for (var i = 0; i < 5; i++)
        {
            people.Add(await fair.ThereAsync(i, 60 + (2.5 * i), device: "p1"));
        }

        foreach (var person in people.Take(shown))
        {
            await ShowAsync(app, fair, person, "p1", FaceVerdict.Same);
        }

        await fair.SettleAsync(90);

        var kinds = (await fair.Staff.GetFromJsonAsync<JsonElement>("/api/v1/anomalies?state=open", Ct)).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("kind").GetString());
        Assert.Equal(isHeld, kinds.Contains("device"));
    }

    private static async Task<TestApp> BuildAsync(string database)
    {
        var app = await TestApp.StartAsync(database);
        await app.UseFacesAsync();
        return app;
    }

    private static async Task ShowAsync(TestApp app, Presences fair, Guid person, string device, params FaceVerdict[] verdicts)
    {
        using var scope = app.Scope();
        var proof = await scope.Db.Set<Proof>().Where(p => p.VolunteerId == person && p.End == ProofEnd.In).Select(p => p.Id).SingleAsync(Ct);
        scope.Db.AddRange(verdicts.Select(v => new FaceCheck { SourceId = fair.Activity, EngagementId = fair.Shift, VolunteerId = person, ProofId = proof, Device = device, Verdict = v, At = fair.Start }));
        await scope.Db.SaveChangesAsync(Ct);
    }
}
