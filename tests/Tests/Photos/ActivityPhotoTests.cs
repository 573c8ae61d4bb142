using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Activities.Organising;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Photos;

/// <summary>Pictures of activities: nothing is in public that nobody has seen where others have to say yes.</summary>
public class ActivityPhotoTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_what_the_organiser_may_publish_pictures_are_seen_at_once_and_instead_of_the_scene(string database)
    {
        var app = await apps.On(database);
        var (id, program) = await PublishedAsync(app, Risk.Low);
        var before = await app.Browser().GetPageAsync($"/activities/{id}", Ct);

        var photo = await program.BroughtAsync("activity", id);
        var after = await (await app.BrowserOfAsync(await app.PersonAsync())).GetPageAsync($"/activities/{id}", Ct);
        using var picture = await app.Browser().GetAsync($"/albums/activity/{id}/{photo}/small", Ct);

        Assert.NotNull(before.QuerySelector("main img[src*='/art/']"));
        Assert.Null(after.QuerySelector("main img.banner[src*='/art/']"));
        Assert.Equal("清理河道的照片", after.QuerySelector(".gallery img")!.GetAttribute("alt"));
        Assert.Equal((HttpStatusCode.OK, true), (picture.StatusCode, picture.Headers.CacheControl!.Public));
        var list = await (await app.BrowserOfAsync(await app.PersonAsync())).GetPageAsync("/activities", Ct);
        Assert.NotNull(list.QuerySelector($".card:has(a[href='/activities/{id}']) img[src$='/small'][loading=lazy]"));
        var home = await (await app.BrowserOfAsync(await app.PersonAsync())).GetPageAsync("/", Ct);
        Assert.NotNull(home.QuerySelector($".card:has(a[href='/activities/{id}']) img"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_what_was_reviewed_a_new_picture_waits_for_somebody_else_and_so_do_other_words(string database)
    {
        var app = await apps.On(database);
        var (id, program) = await PublishedAsync(app, Risk.Raised);
        var reviewer = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));

        var photo = await program.BroughtAsync("activity", id, "大家下河");
        var address = $"/albums/activity/{id}/{photo}";
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), ((await app.Browser().GetAsync(address, Ct)).StatusCode, (await (await app.BrowserOfAsync(await app.VolunteerAsync())).GetAsync(address, Ct)).StatusCode));
        Assert.Empty(await app.Browser().PhotosAsync("activity", id));
        using var seen = await reviewer.GetAsync(address, Ct);
        Assert.Equal((HttpStatusCode.OK, true, true), (seen.StatusCode, seen.Headers.CacheControl!.Private, seen.Headers.CacheControl.NoCache));
        Assert.Null((await app.Browser().GetPageAsync($"/activities/{id}", Ct)).QuerySelector(".gallery"));

        Assert.Equal(HttpStatusCode.Forbidden, await ApproveAsync(program, id, photo));
        Assert.Equal(HttpStatusCode.NoContent, await ApproveAsync(reviewer, id, photo));
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync(address, Ct)).StatusCode);

        using var said = await program.PutAsJsonAsync($"{AlbumSteps.At("activity", id)}/{photo}", new { words = "别的话" }, Ct);
        Assert.Equal(HttpStatusCode.NoContent, said.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync(address, Ct)).StatusCode);
        Assert.Equal(ActivityStatus.Published, (await app.ActivityOfAsync(id)).Status); // It goes on meanwhile.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Before_it_is_out_a_draft_shows_them_to_nobody_and_publishing_shows_them(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Organising.Draft(team));
        var photo = await program.BroughtAsync("activity", id);
        var address = $"/albums/activity/{id}/{photo}";

        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync(address, Ct)).StatusCode);
        Assert.True((await program.StepAsync(id, "publish")).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync(address, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_reviewer_says_yes_to_those_pictures_that_stood_on_the_page(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Organising.Draft(team, ("risk", "raised"), ("riskNotice", "路滑。")));
        var (shown, left) = (await program.BroughtAsync("activity", id), await program.BroughtAsync("activity", id));
        Assert.True((await program.StepAsync(id, "submit")).IsSuccessStatusCode);
        var reviewer = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var url = $"/console/activities/{id}/plan";
        var form = (IHtmlFormElement)(await reviewer.GetPageAsync(url, Ct)).QuerySelector("#approve")!;
        Assert.Equal(2, form.QuerySelectorAll("[name=Photos][checked]").Length);
        var late = await program.BroughtAsync("activity", id); // After the page was made.

        using var approved = await reviewer.SubmitAsync(url, form, new Dictionary<string, string> { ["Photos"] = $"{shown}" }, Ct);

        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Equal([shown], (await app.Browser().PhotosAsync("activity", id)).Select(p => p.GetProperty("id").GetGuid()));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound], await Task.WhenAll(new[] { shown, left, late }.Select(async p => (await app.Browser().GetAsync($"/albums/activity/{id}/{p}", Ct)).StatusCode)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_closed_to_others_shows_them_no_picture(string database)
    {
        var app = await apps.On(database);
        var (id, program) = await PublishedAsync(app, Risk.Low, a => a.Recruit = RecruitScope.Closed);
        var photo = await program.BroughtAsync("activity", id);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync($"/albums/activity/{id}/{photo}/small", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ProgramOfAsync(await app.VolunteerAsync())).GetAsync($"/albums/activity/{id}/{photo}", Ct)).StatusCode);
        Assert.True((await program.GetAsync($"/albums/activity/{id}/{photo}", Ct)).Headers.CacheControl!.Private);
    }

    private static async Task<(Guid Activity, HttpClient Leader)> PublishedAsync(TestApp app, Risk risk, Action<Activity>? change = null)
    {
        await app.ImportCityAsync();
        var (team, leader) = await app.TeamAsync();
        var (id, _) = await app.ActivityAsync(a =>
        {
            (a.Risk, a.RiskNotice) = (risk, "水边作业。");
            change?.Invoke(a);
        }, lead: leader, team: team);
        return (id, await app.ProgramOfAsync(leader));
    }

    private static async Task<HttpStatusCode> ApproveAsync(HttpClient program, Guid id, Guid photo)
    {
        using var answer = await program.PostAsync($"{AlbumSteps.At("activity", id)}/{photo}/approve", null, Ct);
        return answer.StatusCode;
    }
}
