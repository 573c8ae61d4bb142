using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Domain;
using Weiguang.People;
using Weiguang.Web.Jobs;

namespace Weiguang.Tests.Ledger.Anchors;

public class AnchorTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_anchor_holds_the_ends_of_all_chains_and_names_the_one_before(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var people = await scope.ThreeDaysAsync(app);

        var anchors = await app.Browser().GetFromJsonAsync<Page>("/api/v1/ledger/anchors", Ct);

        Assert.Equal([3L, 2, 1], anchors!.Items.Select(a => a.Number));
        Assert.Equal([5L, 4, 3], anchors.Items.Select(a => a.Size)); // Who has an entry by then, and the village.
        Assert.All(anchors.Items, a => Assert.Equal(3, a.Changes));
        Assert.All(anchors.Items, a => Assert.True(Signatures.Check(a.PublicKey, Encoding.UTF8.GetBytes(a.Content), a.Signature)));
        Assert.All(anchors.Items.Zip(anchors.Items.Skip(1)), pair => Assert.Equal(pair.Second.Hash, pair.First.Content.Split('\n')[7]));
        var ends = await scope.Db.Set<LedgerHead>().AsNoTracking().Where(h => h.AnchorNumber == 1).ToListAsync(Ct);
        Assert.Equal(3, ends.Count);
        Assert.Equal(anchors.Items[2].Root, Convert.ToHexStringLower(Merkle.Root(ends.OrderBy(h => h.AccountId.ToString(), StringComparer.Ordinal).Select(h => h.Leaf()))));
        Assert.Equal(4, (await scope.Get<LedgerBook>().EntriesAsync(people[0], LedgerUnit.Minutes, ct: Ct)).Items.Count);
        Assert.True((await scope.VerifyAsync()).IsClean);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nights_on_which_nothing_happened_and_an_empty_ledger_are_anchored_as_well(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        Assert.Equal((1, 0, 0), await TakenAsync());
        await scope.Get<LedgerBook>().PostAsync(Guid.CreateVersion7().Hours(30), Ct);
        Assert.Equal((2, 2, 2), await TakenAsync());
        app.Clock.Advance(TimeSpan.FromDays(-1)); // A clock set back.
        Assert.Equal((3, 2, 0), await TakenAsync());
        var verdict = await scope.VerifyAsync();
        Assert.True(verdict.IsClean, $"{verdict.Difference}");

        async Task<(long, long, long)> TakenAsync()
        {
            var taken = await scope.AnchorAsync();
            return (taken.Number, taken.Size, taken.Changes);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_clock_that_was_ahead_for_a_night_or_is_behind_on_a_node_makes_nothing_look_minted(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var person = Guid.CreateVersion7();
        await scope.Get<LedgerBook>().PostAsync(person.Hours(30), Ct);
        app.Clock.Advance(TimeSpan.FromHours(3));
        await scope.AnchorAsync();
        app.Clock.Set(app.Clock.GetUtcNow().AddHours(-5));
        await scope.Get<LedgerBook>().PostAsync(person.Hours(45), Ct);

        Assert.Null((await scope.VerifyAsync()).Difference);
        await scope.AnchorAsync();
        app.Clock.Advance(TimeSpan.FromHours(9));
        await scope.Get<LedgerBook>().PostAsync(person.Hours(15), Ct);
        Assert.Null((await scope.VerifyAsync()).Difference);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_server_that_was_off_at_night_makes_up_for_the_anchor_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        app.Clock.Set(new DateTimeOffset(2026, 9, 2, 9, 20, 0, TimeSpan.FromHours(8)));
        var job = ActivatorUtilities.CreateInstance<Anchoring>(scope.Get<IServiceProvider>());
        foreach (var (hours, anchors) in ((int, int)[])[(0, 1), (1, 1), (17, 1), (3, 2)]) // 9:20, 10:20, 3:20, 6:20.
        {
            app.Clock.Advance(TimeSpan.FromHours(hours));
            await job.CatchUpAsync(Ct);
            Assert.Equal(anchors, (await scope.VerifyAsync()).LastAnchor?.Number);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_new_key_signs_from_then_on_and_what_the_old_one_signed_stays_genuine(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.AnchorAsync();
        Assert.Equal(2, await scope.Get<Signatures>().RotateAsync(Ct));
        await scope.AnchorAsync();

        var anchors = await app.Browser().GetFromJsonAsync<Page>("/api/v1/ledger/anchors", Ct);
        Assert.Equal([2, 1], anchors!.Items.Select(a => a.KeyId));
        Assert.NotEqual(anchors.Items[0].PublicKey, anchors.Items[1].PublicKey);
        Assert.True((await scope.VerifyAsync()).IsClean);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_may_see_an_account_proves_that_every_anchor_since_holds_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var (person, crowd) = (await app.PersonAsync(), Enumerable.Range(0, 2500).Select(_ => Guid.CreateVersion7().Hours(1)).ToArray()); // Three tiles.
        await scope.AnchorAsync();
        await scope.Get<LedgerBook>().PostAsync([person.Hours(30), .. crowd], Ct);
        await scope.AnchorAsync();
        await scope.Get<LedgerBook>().PostAsync([person.Hours(15), Guid.CreateVersion7().Hours(1)], Ct);
        await scope.AnchorAsync();
        var (own, account) = (await app.ProgramOfAsync(person), AnchorArrangements.AccountOf(person));

        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"/api/v1/ledger/anchors/1/proof/{account}", Ct)).StatusCode);
        foreach (var (number, sequence, size) in ((int, long, long)[])[(2, 1, 2502), (3, 2, 2503)])
        {
            var proof = (await own.GetFromJsonAsync<AnchorProof>($"/api/v1/ledger/anchors/{number}/proof/{account}", Ct))!;
            var anchor = (await own.GetFromJsonAsync<AnchorItem>($"/api/v1/ledger/anchors/{number}", Ct))!;
            Assert.Equal((sequence, size, anchor.Root), (proof.Sequence, proof.Size, proof.Root));
            var root = Merkle.RootOf(LedgerHead.Leaf(account, proof.Sequence, Convert.FromHexString(proof.Hash)), proof.Index, proof.Size, [.. proof.Path.Select(Convert.FromHexString)]);
            Assert.Equal(anchor.Root, Convert.ToHexStringLower(root!));
        }

        var (clerk, other) = (await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)), await app.ProgramOfAsync(await app.PersonAsync()));
        Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync($"/api/v1/ledger/anchors/2/proof/{AnchorArrangements.Issuer}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/ledger/anchors/2/proof/{account}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"/api/v1/ledger/anchors/9/proof/{account}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Browser().GetAsync($"/api/v1/ledger/anchors/2/proof/{account}", Ct)).StatusCode);
        Assert.True((await scope.VerifyAsync()).IsClean);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_page_and_the_feed_show_them_to_everybody(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        Assert.Contains("还没有贴过封条", (await app.Browser().GetPageAsync("/ledger/anchors", Ct)).Body!.TextContent, StringComparison.Ordinal);
        await scope.ThreeDaysAsync(app);

        var last = (await app.Browser().GetFromJsonAsync<Page>("/api/v1/ledger/anchors", Ct))!.Items[0];
        Assert.Contains(last.Root, (await app.Browser().GetPageAsync("/ledger/anchors", Ct)).Body!.TextContent, StringComparison.Ordinal);
        using var answer = await app.Browser().GetAsync("/ledger/anchors.atom", Ct);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).Root!;
        var entries = feed.Elements(feed.Name.Namespace + "entry").ToList();
        Assert.Equal(3, entries.Count);
        Assert.All((string[])[last.Content, last.Signature, last.PublicKey.Trim()], part => Assert.Contains(part, entries[0].Value, StringComparison.Ordinal));
        Assert.Equal("http://localhost/api/v1/ledger/anchors/3", entries[0].Element(feed.Name.Namespace + "id")!.Value);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Anchors_taken_by_several_while_others_post_stand_in_one_chain_and_each_holds_both_sides(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var enough = new CancellationTokenSource();
        var posting = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                using var scope = app.Scope();
                await scope.Get<LedgerBook>().PostAsync([Guid.CreateVersion7().Hours(10), Guid.CreateVersion7().Hours(20)]);
            }
        })).ToList();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                using var scope = app.Scope();
                await scope.AnchorAsync();
            }
        })));
        using var check = app.Scope();
        Assert.Null((await check.VerifyAsync()).Difference); // While they post.
        await enough.CancelAsync();
        await Task.WhenAll(posting);

        Assert.Null((await check.VerifyAsync()).Difference);
        Assert.Equal(Enumerable.Range(1, 15).Select(n => (long)n), await check.Db.Set<LedgerAnchor>().Select(a => a.Number).Order().ToListAsync(Ct));
        var heads = await check.Db.Set<LedgerHead>().AsNoTracking().ToListAsync(Ct);
        for (var number = 1; number <= 15; number++)
        {
            var sum = 0L; // The balances of one moment add up to zero.
            foreach (var head in heads.Where(h => h.AnchorNumber <= number).GroupBy(h => h.AccountId).Select(g => g.MaxBy(h => h.Sequence)!))
            {
                sum += await check.Db.Set<LedgerEntry>().Where(e => e.AccountId == head.AccountId && e.Sequence == head.Sequence).Select(e => e.BalanceAfter).SingleAsync(Ct);
            }

            Assert.Equal(0, sum);
        }
    }

    internal sealed record Page(List<AnchorItem> Items, string? Next);
}
