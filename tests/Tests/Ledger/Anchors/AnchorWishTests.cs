using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.People;

namespace Weiguang.Tests.Ledger.Anchors;

/// <summary>An anchor beside that of every night, by whoever may; and what everybody reads of it.</summary>
public class AnchorWishTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_may_asks_by_a_button_and_the_seal_names_the_office_and_not_the_person(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.AnchorAsync();
        await scope.Get<LedgerBook>().PostAsync(Guid.CreateVersion7().Hours(30), Ct);
        var admin = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, TestPeople.County));

        await admin.SubmitAsync("/console/anchors", new Dictionary<string, string>(), "form[method=post].card", Ct);
        Assert.Contains("正在贴", (await admin.GetPageAsync("/console/anchors", Ct)).QuerySelector("[data-wish]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await WalkAsync(app));
        Assert.Equal(0, await WalkAsync(app));

        var row = (await admin.GetPageAsync("/console/anchors", Ct)).QuerySelector("[data-wish]")!;
        Assert.Equal("/ledger/anchors/2", row.QuerySelector("a")!.GetAttribute("href"));
        var name = row.QuerySelector("td")!.TextContent;
        Assert.NotEmpty(name.Trim());
        var stranger = app.Browser();
        var seal = await stranger.GetPageAsync("/ledger/anchors/2", Ct);
        Assert.Equal("有权的工作人员在后台贴的", seal.QuerySelector("[data-hand=office]")!.TextContent);
        Assert.DoesNotContain(name, seal.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("每天夜里自动贴的", (await stranger.GetPageAsync("/ledger/anchors/1", Ct)).QuerySelector("[data-hand=night]")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/ledger/anchors/3", Ct)).StatusCode);
        Assert.Equal(["/ledger/anchors/2", "/ledger/anchors/1"], (await stranger.GetPageAsync("/ledger/anchors", Ct)).QuerySelectorAll(".cards h3 a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["office", "night"], (await stranger.GetFromJsonAsync<JsonElement>("/api/v1/ledger/anchors", Ct)).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("hand").GetString()));
        Assert.True((await scope.VerifyAsync()).IsClean);
    }

    /// <summary>Many who ask at once, on two nodes: one anchor, which is none that stood before.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task All_who_ask_at_once_get_one_anchor_that_is_younger_than_their_wish(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.AnchorAsync(); // At the very moment of the wishes.
        var admin = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Admin, TestPeople.County));
        for (var i = 0; i < 3; i++)
        {
            using var asked = await admin.PostAsJsonAsync("/api/v1/ledger/asked-anchors", new { }, Ct);
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WalkAsync(app))));

        Assert.Equal(2, await scope.Db.Set<LedgerAnchor>().CountAsync(Ct));
        var wishes = (await admin.GetFromJsonAsync<JsonElement>("/api/v1/ledger/asked-anchors", Ct)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([2, 2, 2], wishes.Select(w => w.GetProperty("number").GetInt32()));
        Assert.True((await scope.VerifyAsync()).IsClean);
    }

    /// <summary>The clock of the node that took the last anchor was fast: its time lies after the wish, and yet it is none that was asked for.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_anchor_dated_ahead_answers_no_wish(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var admin = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Admin, TestPeople.County));
        app.Clock.Advance(TimeSpan.FromHours(2));
        await scope.AnchorAsync();
        app.Clock.Advance(TimeSpan.FromHours(-2));
        using var asked = await admin.PostAsJsonAsync("/api/v1/ledger/asked-anchors", new { }, Ct);

        Assert.Equal(1, await WalkAsync(app));
        var wish = (await admin.GetFromJsonAsync<JsonElement>("/api/v1/ledger/asked-anchors", Ct)).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(2, wish.GetProperty("number").GetInt32());
    }

    [Theory]
    [InlineData(Role.Station)]
    [InlineData(Role.Coordinator)]
    public async Task Others_find_no_button(Role role)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var person = await app.PersonWithAsync(role, TestPeople.County);
        using var refused = await (await app.ProgramOfAsync(person)).PostAsJsonAsync("/api/v1/ledger/asked-anchors", new { }, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await (await app.BrowserOfAsync(person)).GetAsync("/console/anchors", Ct)).StatusCode);
        Assert.Equal(0, await WalkAsync(app));
    }

    private static Task<int> WalkAsync(TestApp app) => app.Services.GetRequiredService<AnchorPatrol>().WalkAsync(Ct);
}
