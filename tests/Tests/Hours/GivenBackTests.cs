using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Hours.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Hours;

/// <summary>A picture proves one thing that counts; what came to nothing gives it back, and who has hours already holds up nobody.</summary>
public class GivenBackTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Form = "main form[enctype]";
    private static int _seed = 1_300_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_only_picture_of_a_correction_that_came_to_nothing_serves_the_next_one_and_then_nothing_else(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var (person, other) = (await fair.ThereAsync(0, 60), await fair.ThereAsync(0, 60));
        await fair.SettleAsync(151);
        var (record, picture) = ((await fair.RecordAsync(person)).Id, Pictures.Scene(++_seed));

        var declined = await ProposedAsync(app, fair, person, picture);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(person), $"corrections/{declined}/agreement", new { agreed = false }));
        var refused = await ProposedAsync(app, fair, person, picture);
        await app.AgreeAsync(fair.Activity, refused);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{refused}/decision", new { approved = false, decision = "请写清楚" }));
        var approved = await ProposedAsync(app, fair, person, picture);
        await app.AgreeAsync(fair.Activity, approved);
        Assert.Equal(HttpStatusCode.BadRequest, await fair.Lead.BringPictureAsync(fair.Activity, (await fair.RecordAsync(other)).Id, picture)); // It serves while that waits.
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Coordinator)), $"corrections/{approved}/decision", new { approved = true, decision = "照片为证" }));

        Assert.Equal(HttpStatusCode.BadRequest, await fair.Lead.BringPictureAsync(fair.Activity, (await fair.RecordAsync(other)).Id, picture));
        Assert.Equal(HttpStatusCode.BadRequest, await fair.Lead.BringPictureAsync(fair.Activity, (await fair.RecordAsync(other)).Id, Pictures.Again(picture)));
        using var scope = app.Scope();
        Assert.Equal(60, await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == team).SumAsync(u => u.Minutes, Ct));
        var shown = await (await app.BrowserOfAsync(person)).GetPageAsync($"/hours/{fair.Activity}/records/{record}", Ct);
        Assert.Contains(shown.QuerySelectorAll(".badge"), badge => badge.TextContent.Trim() == "公示中"); // Not corrected yet.
        Assert.DoesNotContain("已更正", shown.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("23:59", shown.QuerySelector("[data-said]")!.TextContent, StringComparison.Ordinal); // 0:00 would read as the day after.
        Assert.Equal(3, shown.QuerySelectorAll("img[src*='/photos/']").Length); // Whoever looks at what was refused still sees what it rested on.
    }

    /// <summary>Scarce: what was given back is one picture.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_many_who_bring_at_once_what_was_given_back_one_has_it(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (people, picture) = (new List<Guid>(), Pictures.Scene(++_seed));
        for (var i = 0; i < 4; i++)
        {
            people.Add(await fair.ThereAsync(0, 60));
        }

        await fair.SettleAsync(151);
        var records = new List<Guid>();
        foreach (var person in people)
        {
            records.Add((await fair.RecordAsync(person)).Id);
        }

        var correction = await ProposedAsync(app, fair, people[0], picture);
        var owner = await app.ProgramOfAsync(people[0]);
        var declining = fair.PostAsync(owner, $"corrections/{correction}/agreement", new { agreed = false });
        await Task.WhenAll([declining, .. records.Skip(1).Select(record => fair.Lead.BringPictureAsync(fair.Activity, record, picture))]); // While it is given back, and after.
        Assert.Equal(204, await declining);
        await Task.WhenAll(records.Skip(1).Select(record => fair.Lead.BringPictureAsync(fair.Activity, record, picture)));

        using var scope = app.Scope();
        var free = await scope.Db.Set<Weiguang.Hours.Said.RecordPhoto>().CountAsync(p => p.SourceId == fair.Activity && p.SaidId == null, Ct);
        Assert.Equal(1, free);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_refused_backfill_gives_its_picture_and_its_room_back(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var (person, other) = (await fair.SeatedAsync(), await fair.SeatedAsync());
        await fair.SettleAsync(200);
        var picture = Pictures.Scene(++_seed);

        var refused = await SubmittedAsync(fair, picture, person);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, picture, other)).StatusCode);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"backfills/{refused}/decision", new { approved = false, decision = "理由没写清楚" }));
        var nobody = await SubmittedAsync(fair, picture, person);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(person), $"backfills/{nobody}/agreement", new { agreed = false }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"backfills/{nobody}/decision", new { approved = true, decision = "照片属实" }));
        var counted = await SubmittedAsync(fair, picture, other);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(other), $"backfills/{counted}/agreement", new { agreed = true }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"backfills/{counted}/decision", new { approved = true, decision = "照片属实" }));

        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, picture, person)).StatusCode);
        using var scope = app.Scope();
        Assert.Equal(120, await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == team).SumAsync(u => u.Minutes, Ct));
    }

    /// <summary>A kiosk came home while it waited.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_hours_by_the_time_a_backfill_is_approved_is_left_out_and_told_and_the_others_get_theirs(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var (home, away) = (await fair.SeatedAsync(), await fair.SeatedAsync());
        await fair.SettleAsync(200);
        var backfill = await SubmittedAsync(fair, Pictures.Scene(++_seed), home, away);
        foreach (var person in (Guid[])[home, away])
        {
            Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(person), $"backfills/{backfill}/agreement", new { agreed = true }));
        }

        await fair.ThereAsync(0, 100, who: home);
        await fair.SettleAsync(220);
        Assert.Equal(100, (await fair.RecordAsync(home)).Minutes);
        var page = await (await app.BrowserOfAsync(fair.StaffId)).GetPageAsync($"/console/hours/{fair.Activity}/backfills/{backfill}", Ct);
        var marked = Assert.Single(page.QuerySelectorAll("[data-has-hours]"));
        Assert.Contains("通过也不给他补，其他人照补", marked.TextContent, StringComparison.Ordinal);
        foreach (var press in (int[])[1, 2])
        {
            Assert.Equal(204, await fair.PostAsync(fair.Staff, $"backfills/{backfill}/decision", new { approved = true, decision = "照片属实" }));
        }

        Assert.Equal((RecordState.Posted, 100), ((await fair.RecordAsync(home)).State, (await fair.RecordAsync(home)).Minutes));
        Assert.Equal((RecordState.Publicity, 120), ((await fair.RecordAsync(away)).State, (await fair.RecordAsync(away)).Minutes));
        Assert.Contains(await app.ToldAsync(home), told => told.Contains("您这一班后来有了时长记录", StringComparison.Ordinal));
        Assert.DoesNotContain(await app.ToldAsync(away), told => told.Contains("您这一班后来有了时长记录", StringComparison.Ordinal));
        using var scope = app.Scope();
        Assert.Equal(120, await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == team).SumAsync(u => u.Minutes, Ct));
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_picture_that_has_served_is_named_and_not_kept_for_the_next_try(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (person, other) = (await fair.SeatedAsync(), await fair.SeatedAsync());
        await fair.SettleAsync(200);
        var (used, good) = (Pictures.Scene(++_seed), Pictures.Scene(++_seed));
        await SubmittedAsync(fair, used, person);
        var (lead, url) = (await app.BrowserOfAsync(fair.LeadId), $"/hours/{fair.Activity}/backfill?engagement={fair.Shift}");
        var fields = new Dictionary<string, string> { ["Form.VolunteerIds"] = $"{other}", ["Form.Reason"] = "村里停电", ["Form.Declared"] = "true" };

        using var first = await lead.SendFormAsync(
            url, (IHtmlFormElement)(await lead.GetPageAsync(url, Ct)).QuerySelector(Form)!, fields, [("Form.Photos", "昨天.jpg", Pictures.Again(used)), ("Form.Photos", "good.png", good)], Ct);
        var page = await first.ReadPageAsync(Ct);
        var field = page.QuerySelector(".field:has(#Form-Photos)")!.TextContent;
        Assert.Contains("“昨天.jpg”以前用过", field, StringComparison.Ordinal);
        Assert.DoesNotContain("good.png", field, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("input[name='Form.PhotosHeld']"));
        using var second = await lead.SubmitAsync(url, (IHtmlFormElement)page.QuerySelector(Form)!, fields, Ct);
        Assert.True(second.StatusCode == HttpStatusCode.Redirect, string.Join('\n', (await second.ReadPageAsync(Ct)).QuerySelectorAll(".error").Select(e => e.TextContent)));

        using var answer = await SubmitAsync(fair, used, await fair.SeatedAsync());
        var refused = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("refused").EnumerateArray());
        Assert.Equal("a.png:used-before", $"{refused.GetProperty("file").GetString()}:{refused.GetProperty("fault").GetString()}");
    }

    /// <summary>Held from an earlier try, it served elsewhere meanwhile.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_kept_picture_that_served_elsewhere_meanwhile_is_let_go_by_its_name(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (person, other) = (await fair.SeatedAsync(), await fair.SeatedAsync());
        await fair.SettleAsync(200);
        var picture = Pictures.Scene(++_seed);
        var (lead, url) = (await app.BrowserOfAsync(fair.LeadId), $"/hours/{fair.Activity}/backfill?engagement={fair.Shift}");
        var fields = new Dictionary<string, string> { ["Form.VolunteerIds"] = $"{other}", ["Form.Reason"] = "", ["Form.Declared"] = "true" };

        using var first = await lead.SendFormAsync(url, (IHtmlFormElement)(await lead.GetPageAsync(url, Ct)).QuerySelector(Form)!, fields, [("Form.Photos", "square.png", picture)], Ct);
        var kept = await first.ReadPageAsync(Ct);
        Assert.Single(kept.QuerySelectorAll("input[name='Form.PhotosHeld']"));
        await SubmittedAsync(fair, picture, person);
        using var second = await lead.SubmitAsync(url, (IHtmlFormElement)kept.QuerySelector(Form)!, fields, Ct);

        var page = await second.ReadPageAsync(Ct);
        Assert.Contains("“square.png”以前用过", page.QuerySelector(".field:has(#Form-Photos)")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("input[name='Form.PhotosHeld']"));
    }

    /// <summary>The volunteer asks, and the organiser proposes an hour more, with the picture.</summary>
    private static async Task<Guid> ProposedAsync(TestApp app, Presences fair, Guid person, byte[] picture)
    {
        var record = (await fair.RecordAsync(person)).Id;
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(person), $"records/{record}/corrections", new { reason = "少记了" }));
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record, picture));
        Guid correction;
        using (var scope = app.Scope())
        {
            correction = (await scope.Db.Set<Correction>().SingleAsync(c => c.RecordId == record && c.State == CorrectionState.Asked, Ct)).Id;
        }

        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 120, answer = "都在" }));
        return correction;
    }

    private static async Task<Guid> SubmittedAsync(Presences fair, byte[] picture, params Guid[] people)
    {
        using var answer = await SubmitAsync(fair, picture, people);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
    }

    private static async Task<HttpResponseMessage> SubmitAsync(Presences fair, byte[] picture, params Guid[] people)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{fair.Shift}"), "engagementId" },
            { new StringContent(fair.Start.ToString("O")), "fromAt" },
            { new StringContent(fair.Start.AddMinutes(120).ToString("O")), "untilAt" },
            { new StringContent("村里停电，手机没信号"), "reason" },
            { new StringContent("true"), "declared" },
            { new ByteArrayContent(picture), "photos", "a.png" },
        };
        people.ToList().ForEach(id => form.Add(new StringContent($"{id}"), "volunteerIds"));
        return await fair.Lead.PostAsync($"/api/v1/hours/{fair.Activity}/backfills", form, Ct);
    }
}
