using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Recognition.Certificates;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Domain;
using Weiguang.Tests.Ledger.Anchors;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Recognition;

public class CertificateTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_volunteer_issues_one_in_the_browser_and_anybody_checks_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        var volunteer = await app.VolunteerAsync("王小明");
        await app.EarnAsync(volunteer, 90, "送医陪诊");
        await app.EarnAsync(volunteer, 45, "修水管");
        using (var scope = app.Scope())
        {
            await scope.AnchorAsync();
        }

        var browser = await app.BrowserOfAsync(volunteer);

        var page = await browser.GetPageAsync("/me/certificates/new?from=2026-01-01&to=2026-09-30", Ct);
        var chosen = page.QuerySelectorAll("input[name=Entries]").Single(box => box.ParentElement!.TextContent.Contains("送医陪诊")).GetAttribute("value")!;
        var issued = await browser.SubmitAsync("/me/certificates/new?from=2026-01-01&to=2026-09-30", new { Entries = chosen }, "form:has(input[name=Entries])", Ct);
        Assert.Equal(HttpStatusCode.Redirect, issued.StatusCode);
        var number = issued.Headers.Location!.ToString().Split('/')[^1];
        Assert.Equal(number, CertificateNumber.Parse(number));
        Assert.Contains("王小明", (await browser.GetPageAsync($"/me/certificates/{number}", Ct)).QuerySelector("article")!.TextContent, StringComparison.Ordinal);

        var checking = (await app.Browser().GetPageAsync($"/verify/{number}", Ct)).QuerySelector("main")!;
        Assert.Equal(["/ledger/anchors/1", "/ledger/anchors/1"], checking.QuerySelectorAll("a[href^='/ledger/anchors']").Select(a => a.GetAttribute("href"))); // The seal that covers it.
        var check = checking.TextContent;
        Assert.Contains("证明有效", check, StringComparison.Ordinal);
        Assert.Contains("王**", check, StringComparison.Ordinal);
        Assert.Contains("送医陪诊", check, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", check, StringComparison.Ordinal);
        Assert.DoesNotContain("修水管", check, StringComparison.Ordinal);
        var typed = await app.Browser().GetAsync($"/verify?number={Uri.EscapeDataString(CertificateNumber.Spaced(number))}", Ct);
        Assert.EndsWith($"/verify/{number}", typed.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_holder_decides_what_is_shown(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync("欧阳明月");
        await app.EarnAsync(volunteer, 60);
        using (var scope = app.Scope())
        {
            (await scope.Db.Set<Volunteer>().SingleAsync(v => v.PersonId == volunteer, Ct)).Identify(scope.Get<Vault>().Seal(Personal.IdNumber, "110101199003078515"), Sealed.Nothing);
            await scope.Db.SaveChangesAsync(Ct);
        }

        var program = await app.ProgramOfAsync(volunteer);
        var masked = await program.ContentAsync(await program.IssueAsync(new { from = "2026-01-01", to = "2026-09-30", document = "masked" }));
        Assert.Equal("1****************5", masked.Document);
        var number = await program.IssueAsync(new { from = "2026-01-01", to = "2026-09-30", document = "whole", showsName = true });
        Assert.Equal("110101199003078515", (await program.ContentAsync(number)).Document);
        var check = await app.Browser().GetStringAsync($"/api/v1/certificates/{number}", Ct);
        Assert.Contains("欧阳明月", check, StringComparison.Ordinal);
        Assert.DoesNotContain("110101", check, StringComparison.Ordinal);
        Assert.Contains("\"document\"", await (await program.PostAsJsonAsync("/api/v1/me/certificates", new { from = "2026-01-01", to = "2026-09-30", document = "7" }, Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_checks_one_reads_what_stands_on_another_too_until_that_is_revoked(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync("欧阳明月");
        await app.EarnAsync(volunteer, 60);
        var program = await app.ProgramOfAsync(volunteer);
        object year = new { from = "2026-01-01", to = "2026-09-30" };
        var first = await program.IssueAsync(year);
        Assert.DoesNotContain("data-also", await app.Browser().GetStringAsync($"/verify/{first}", Ct), StringComparison.Ordinal);
        await app.EarnAsync(volunteer, 30);
        var second = await program.IssueAsync(year);

        foreach (var number in (string[])[first, second])
        {
            var also = (await app.Browser().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{number}", Ct)).GetProperty("also");
            Assert.Equal((1, 60), (also.GetProperty("papers").GetInt32(), also.GetProperty("minutes").GetInt32()));
            Assert.Contains("也写在本人另外 1 张证明上", await app.Browser().GetStringAsync($"/verify/{number}", Ct), StringComparison.Ordinal);
        }

        (await program.PostAsJsonAsync($"/api/v1/me/certificates/{second}/revoke", new { reason = "开重了，作废一张" }, Ct)).EnsureSuccessStatusCode();
        Assert.Equal(JsonValueKind.Null, (await app.Browser().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{first}", Ct)).GetProperty("also").ValueKind);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_entry_taken_back_since_shows_and_is_not_issued_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync();
        var (first, _) = (await app.EarnAsync(volunteer, 60, "除雪"), await app.EarnAsync(volunteer, 30, "读报"));
        var program = await app.ProgramOfAsync(volunteer);
        var number = await program.IssueAsync(new { from = "2026-01-01", to = "2026-09-30" });
        Assert.Equal("valid", await app.StandingAsync(number));

        await app.ReverseAsync(first, volunteer);
        Assert.Equal("changed", await app.StandingAsync(number));
        Assert.Contains("后来撤销了，不算数", (await app.Browser().GetPageAsync($"/verify/{number}", Ct)).Body!.TextContent, StringComparison.Ordinal);
        var next = await program.ContentAsync(await program.IssueAsync(new { from = "2026-01-01", to = "2026-09-30" }));
        Assert.Equal(["读报"], next.Lines.Select(l => l.Title));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Holder_and_staff_revoke_and_nobody_else(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync();
        await app.EarnAsync(volunteer, 60);
        var program = await app.ProgramOfAsync(volunteer);
        var (mine, staffs) = (await program.IssueAsync(new { from = "2026-01-01", to = "2026-09-30" }), await program.IssueAsync(new { from = "2026-01-01", to = "2026-09-30" }));

        await (await app.BrowserOfAsync(volunteer)).SubmitAsync($"/me/certificates/{mine}", new { Reason = "写错了日期" }, "form:has(input[name=Reason])", Ct);
        Assert.Equal("revoked", await app.StandingAsync(mine));
        Assert.Equal(HttpStatusCode.Conflict, (await program.PostAsJsonAsync($"/api/v1/me/certificates/{mine}/revoke", new { reason = "x" }, Ct)).StatusCode);

        var next = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty));
        Assert.Equal(HttpStatusCode.NotFound, (await next.PostAsJsonAsync($"/api/v1/certificates/{staffs}/revoke", new { reason = "x" }, Ct)).StatusCode);
        Assert.Equal("valid", await app.StandingAsync(staffs));
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        await coordinator.SubmitAsync($"/console/certificates?number={staffs}", new { Reason = "查实有假" }, "form:has(input[name=Reason])", Ct);
        Assert.Equal("revoked", await app.StandingAsync(staffs));
        Assert.Contains("查实有假", (await app.Browser().GetPageAsync($"/verify/{staffs}", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_changes_a_byte_in_the_database_is_found_out(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync("王小明");
        await app.EarnAsync(volunteer, 60);
        var program = await app.ProgramOfAsync(volunteer);
        var number = await program.IssueAsync(new { from = "2026-01-01", to = "2026-09-30" });
        var whole = await program.GetFromJsonAsync<JsonElement>($"/api/v1/me/certificates/{number}", Ct);
        var (canonical, signature) = (whole.GetProperty("canonical").GetString()!, whole.GetProperty("signature").GetString()!);
        var pem = await app.Browser().GetStringAsync("/verify/key.pem", Ct);
        Assert.True(Signatures.Check(pem, Encoding.UTF8.GetBytes(canonical), signature));
        Assert.False(Signatures.Check(pem, Encoding.UTF8.GetBytes(canonical.Replace("\"minutes\":60", "\"minutes\":61", StringComparison.Ordinal)), signature));

        using var scope = app.Scope();
        var changed = scope.Get<Vault>().Seal(Personal.Note, canonical.Replace("王小明", "王小亮", StringComparison.Ordinal));
        await scope.Db.Set<Certificate>().ExecuteUpdateAsync(c => c.SetProperty(x => x.Content, changed), Ct);
        Assert.Equal("forged", await app.StandingAsync(number));
        await scope.Db.Set<Certificate>().ExecuteUpdateAsync(c => c.SetProperty(x => x.Content, new Sealed("1.AAAA")), Ct);
        Assert.Equal("forged", await app.StandingAsync(number));
        Assert.Contains("证明不可信", (await app.Browser().GetPageAsync($"/verify/{number}", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Twenty_first_certificates_at_once_share_one_key(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var programs = new List<HttpClient>();
        for (var i = 0; i < 20; i++)
        {
            var volunteer = await app.VolunteerAsync();
            await app.EarnAsync(volunteer, 60);
            programs.Add(await app.ProgramOfAsync(volunteer));
        }

        var numbers = await Task.WhenAll(programs.Select(p => p.IssueAsync(new { from = "2026-01-01", to = "2026-09-30" })));
        Assert.Equal(20, numbers.Distinct().Count());
        Assert.All(await Task.WhenAll(numbers.Select(app.StandingAsync)), standing => Assert.Equal("valid", standing));
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<SigningKey>().CountAsync(Ct));
    }

    [Fact]
    public async Task Unknown_numbers_get_a_kind_answer_and_guessing_is_slowed_down()
    {
        await using var app = await TestApp.StartUnusedAsync(TestDatabases.Sqlite);
        var browser = app.Browser();
        var mistyped = await browser.GetAsync("/verify/12345678901234567890", Ct);
        Assert.Equal(HttpStatusCode.NotFound, mistyped.StatusCode);
        var unknown = await browser.GetAsync($"/verify/{CertificateNumber.Draw()}", Ct);
        Assert.Contains("没有这张证明", (await unknown.ReadPageAsync(Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 25; i++)
        {
            answers.Add((await browser.GetAsync($"/api/v1/certificates/{CertificateNumber.Draw()}", Ct)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task Who_is_no_volunteer_or_has_no_hours_is_told_so()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var idle = await app.VolunteerAsync();
        foreach (var person in new[] { await app.PersonAsync(), idle })
        {
            var answer = await (await app.ProgramOfAsync(person)).PostAsJsonAsync("/api/v1/me/certificates", new { from = "2026-01-01", to = "2026-09-30" }, Ct);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        }

        Assert.Contains("没有记下的服务", (await (await app.BrowserOfAsync(idle)).GetPageAsync("/me/certificates/new?from=2026-01-01&to=2026-09-30", Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ProgramOfAsync(idle)).PostAsJsonAsync("/api/v1/me/certificates", new { from = "2026-09-30", to = "2026-01-01" }, Ct)).StatusCode);
    }
}

internal static class CertificateSteps
{
    public static async Task<string> IssueAsync(this HttpClient program, object wish)
    {
        using var answer = await program.PostAsJsonAsync("/api/v1/me/certificates", wish);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("number").GetString()!;
    }

    public static async Task<CertificateContent> ContentAsync(this HttpClient program, string number)
    {
        var whole = await program.GetFromJsonAsync<JsonElement>($"/api/v1/me/certificates/{number}");
        return CertificateContent.Read(Encoding.UTF8.GetBytes(whole.GetProperty("canonical").GetString()!));
    }

    public static async Task<string> StandingAsync(this TestApp app, string number)
    {
        using var browser = app.Browser();
        return (await browser.GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{number}")).GetProperty("standing").GetString()!;
    }
}
