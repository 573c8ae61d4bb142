using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Recognition;

/// <summary>A school that checks a certificate reads what became of its services, and what of them counts now.</summary>
public class CertificateStandingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_revoked_and_what_was_corrected_is_told_apart_and_what_counts_is_summed(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        await app.EarnAsync(volunteer, 30, "除雪");
        var revoked = await app.EarnAsync(volunteer, 45, "读报");
        var program = await app.ProgramOfAsync(volunteer);
        var number = await program.IssueAsync(new { from = "2026-01-01", to = "2026-12-31" });
        var record = (await fair.RecordAsync(volunteer)).Id;

        await CorrectAsync(app, fair, volunteer, record, 50);
        await app.ReverseAsync(revoked, volunteer);

        var check = await app.Browser().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{number}", Ct);
        Assert.Equal(("changed", 135L, 80L), (check.GetProperty("standing").GetString(), check.GetProperty("minutes").GetInt64(), check.GetProperty("counts").GetInt64()));
        Assert.Equal([0L, 30L, 50L], check.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("counts").GetInt64()).Order());
        var page = (await app.Browser().GetPageAsync($"/verify/{number}", Ct)).QuerySelector("main")!;
        Assert.Contains("2 次，1 小时 20 分钟", page.QuerySelector("[data-counts]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("后来撤销了，不算数", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("后来更正为 50 分钟", page.TextContent, StringComparison.Ordinal);

        var console = (await (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator))).GetPageAsync("/console/certificates", Ct)).QuerySelector("main table")!;
        Assert.Contains("开出以后有变动", console.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("有效", console.TextContent, StringComparison.Ordinal);

        await CorrectAsync(app, fair, volunteer, record, 0, await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)));
        check = await app.Browser().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{number}", Ct);
        Assert.Equal(30, check.GetProperty("counts").GetInt64());
    }

    private static async Task CorrectAsync(TestApp app, Presences fair, Guid volunteer, Guid record, int minutes, HttpClient? judge = null)
    {
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(volunteer), $"records/{record}/corrections", new { reason = "不对" }));
        Guid correction;
        using (var scope = app.Scope())
        {
            correction = (await scope.Db.Set<Correction>().Where(c => c.RecordId == record).ToListAsync(Ct)).Single(c => c.IsOpen).Id;
        }

        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes, answer = "对" }));
        Assert.Equal(204, await fair.PostAsync(judge ?? fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        await Presences.WalkAsync(app);
    }
}
