using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours;

/// <summary>What mints credit is public, and everybody may doubt it.</summary>
public class PublicityTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Hours_of_a_closed_activity_are_shown_without_its_page_and_can_be_doubted(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app, change: a => a.Recruit = RecruitScope.Closed);
        var stranger = await app.PersonAsync("郑多嘴");
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync($"/hours/{fair.Activity}", Ct)).StatusCode); // Nothing counts yet.
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var record = (await fair.RecordAsync(person)).Id;

        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync($"/activities/{fair.Activity}", Ct)).StatusCode);
        var page = await app.Browser().GetPageAsync($"/hours/{fair.Activity}", Ct);
        Assert.NotNull(page.QuerySelector("[data-closed]"));
        Assert.All(["李*", "那金村志愿服务队"], shown => Assert.Contains(shown, page.Body!.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("清理河道", page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(1, (await app.Browser().GetFromJsonAsync<JsonElement>($"/api/v1/hours/{fair.Activity}", Ct)).GetProperty("items").GetArrayLength());
        var form = await (await app.BrowserOfAsync(stranger)).GetPageAsync($"/hours/{fair.Activity}/records/{record}/object", Ct);
        Assert.DoesNotContain("清理河道", form.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(stranger), $"records/{record}/objections", new { reason = "那天没人" }));

        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"objections/{await ObjectionAsync(app, record)}/decision", new { upheld = false, decision = "问过了，在" }));
        using var scope = app.Scope();
        var told = await scope.Db.Set<Weiguang.Messages.Domain.Message>().Where(m => m.PersonId == stranger).ToListAsync(Ct);
        Assert.DoesNotContain(told, m => JsonSerializer.Serialize(m).Contains("清理河道", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_somebody_says_at_the_station_is_entered_by_its_staff_and_decided_like_every_doubt(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var (record, clerk) = ((await fair.RecordAsync(person)).Id, await app.PersonWithAsync(Role.Station, TestPeople.Village));
        var address = $"/hours/{fair.Activity}/records/{record}/object";
        Assert.Null((await (await app.BrowserOfAsync(await app.PersonAsync())).GetPageAsync(address, Ct)).QuerySelector("[name='Form.Name']"));
        Assert.Equal(403, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync()), $"records/{record}/objections", new { reason = "没见到他", atStation = true }));

        var desk = await app.BrowserOfAsync(clerk);
        var form = (IHtmlFormElement)(await desk.GetPageAsync(address, Ct)).QuerySelector("form:has([name='Form.Name'])")!;
        using var empty = await desk.SubmitAsync(address, form, new Dictionary<string, string> { ["Form.Answer"] = " " }, Ct);
        Assert.NotNull((await empty.ReadPageAsync(Ct)).QuerySelector("[name='Form.Answer'][aria-invalid=true]"));
        using var entered = await desk.SubmitAsync(address, form, new Dictionary<string, string> { ["Form.Name"] = "周奶奶", ["Form.Answer"] = "那天没见到他" }, Ct);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var again = new { reason = "我也没见", atStation = true };
        Assert.Equal(400, await fair.PostAsync(await app.ProgramOfAsync(clerk), $"records/{record}/objections", again)); // One open doubt of each who enters them.
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)), $"records/{record}/objections", again)); // Another who came, to a colleague.
        Assert.Equal(1, (await app.ToldAsync(person)).Count(text => text.StartsWith("有人对", StringComparison.Ordinal))); // Once a day.
        Assert.Equal(2, (await fair.RecordAsync(person)).OpenObjections);

        var objection = await ObjectionAsync(app, record, "周奶奶");
        Assert.Equal(403, await fair.PostAsync(await app.ProgramOfAsync(clerk), $"objections/{objection}/decision", new { upheld = true, decision = "查实不在场" })); // To enter it is a part in the matter.
        Assert.Contains("周奶奶（到站里说的）", (await (await app.BrowserOfAsync(fair.StaffId)).GetPageAsync($"/console/hours/{fair.Activity}/objections/{objection}", Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("周奶奶", await (await app.BrowserOfAsync(fair.LeadId)).GetStringAsync($"/hours/{fair.Activity}/records/{record}", Ct), StringComparison.Ordinal);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"objections/{objection}/decision", new { upheld = true, decision = "查实不在场" }));

        Assert.Equal(RecordState.Void, (await fair.RecordAsync(person)).State);
        Assert.Equal(1, (await app.ToldAsync(clerk)).Count(text => text.StartsWith("您替人登记的", StringComparison.Ordinal)));
        Assert.Null(await fair.VerifyAsync());
    }

    private static async Task<Guid> ObjectionAsync(TestApp app, Guid record, string? told = null)
    {
        using var scope = app.Scope();
        return (await scope.Db.Set<Objection>().Where(o => o.RecordId == record).ToListAsync(Ct)).First(o => told is null || o.Told == told).Id;
    }
}
