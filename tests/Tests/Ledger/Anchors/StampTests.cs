using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel;
using Weiguang.Ledger;
using Weiguang.Ledger.Anchors.Stamps;

namespace Weiguang.Tests.Ledger.Anchors;

/// <summary>Somebody else says when an anchor was there; whether they answer or not, anchors are taken.</summary>
public class StampTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_anchor_is_stamped_published_and_found_true_by_others_tools(string database)
    {
        await using var authority = new StampAuthority();
        var folder = Directory.CreateTempSubdirectory("anchors").FullName;
        await using var app = await StartAsync(database, authority, ("Ledger:AnchorFolder", folder));
        using var scope = app.Scope();
        await scope.AnchorAsync();
        Assert.Equal(0, authority.Asked); // Nobody waits for it.
        Assert.Equal(1, await WalkAsync(app));
        Assert.Equal(0, await WalkAsync(app));

        var anchor = await app.Browser().GetFromJsonAsync<JsonElement>("/api/v1/ledger/anchors/1", Ct);
        Assert.Equal(DateTime.UtcNow, anchor.GetProperty("stampedAt").GetDateTime(), TimeSpan.FromMinutes(5));
        Assert.NotNull((await app.Browser().GetPageAsync("/ledger/anchors/1", Ct)).QuerySelector("a[href='/api/v1/ledger/anchors/1/timestamp']"));
        var token = await app.Browser().GetByteArrayAsync("/api/v1/ledger/anchors/1/timestamp", Ct);
        Assert.Equal(token, await File.ReadAllBytesAsync(Path.Combine(folder, "anchor-000001.tst"), Ct));
        await File.WriteAllTextAsync(authority.At("content"), anchor.GetProperty("content").GetString(), new UTF8Encoding(false), Ct);
        await File.WriteAllBytesAsync(authority.At("token"), token, Ct);
        var (code, said) = await authority.OpensslAsync("ts", "-verify", "-in", authority.At("token"), "-token_in", "-data", authority.At("content"), "-CAfile", authority.Certificates);
        Assert.True(code == 0, said);
        Assert.True((await scope.VerifyAsync()).IsClean);
        Directory.Delete(folder, recursive: true);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_authority_that_is_down_stops_nothing_and_is_asked_again_ever_more_rarely(string database)
    {
        await using var authority = new StampAuthority { IsDown = true };
        await using var app = await StartAsync(database, authority);
        using var scope = app.Scope();
        Assert.Equal(1, (await scope.AnchorAsync()).Number);
        Assert.Equal(2, (await scope.AnchorAsync()).Number);
        Assert.Equal(0, await WalkAsync(app));
        Assert.Equal(0, await WalkAsync(app));
        Assert.Equal(2, authority.Asked); // Each once; later again.
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await WalkAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await WalkAsync(app);
        Assert.Equal(4, authority.Asked);
        Assert.True((await scope.VerifyAsync()).IsClean); // What is missing is not wrong.
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync("/api/v1/ledger/anchors/1/timestamp", Ct)).StatusCode);

        authority.IsDown = false;
        app.Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(2, await WalkAsync(app));
        Assert.True((await scope.VerifyAsync()).IsClean);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_no_answer_to_our_question_is_not_kept(string database)
    {
        await using var authority = new StampAuthority();
        await using var app = await StartAsync(database, authority);
        using var scope = app.Scope();
        await scope.AnchorAsync();
        Assert.Equal(1, await WalkAsync(app));
        foreach (var other in new[] { authority.Last, Encoding.UTF8.GetBytes("nonsense"), [] })
        {
            authority.Instead = other;
            await scope.AnchorAsync();
            Assert.Equal(0, await WalkAsync(app));
        }

        Assert.Equal(1, await scope.Db.Set<LedgerStamp>().CountAsync(s => s.Token != null, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Verifying_finds_a_stamp_of_another_anchor_a_changed_one_and_one_of_another_authority(string database)
    {
        await using var authority = new StampAuthority();
        await using var app = await StartAsync(database, authority);
        using var scope = app.Scope();
        await scope.AnchorAsync();
        await scope.AnchorAsync();
        Assert.Equal(2, await WalkAsync(app));
        Assert.True((await scope.VerifyAsync()).IsClean);
        var stamps = await scope.Db.Set<LedgerStamp>().AsNoTracking().OrderBy(s => s.Number).ToListAsync(Ct);

        await PutAsync(1, stamps[1].Token!, stamps[1].At);
        Assert.Contains("anchor 1", await FoundAsync(), StringComparison.Ordinal);
        var changed = stamps[0].Token!.ToArray();
        changed[^1] ^= 1;
        await PutAsync(1, changed, stamps[0].At);
        Assert.Contains("anchor 1", await FoundAsync(), StringComparison.Ordinal);
        await PutAsync(1, stamps[0].Token!, stamps[0].At!.Value.AddDays(-1));
        Assert.Contains("anchor 1", await FoundAsync(), StringComparison.Ordinal);
        await PutAsync(1, stamps[0].Token!, stamps[0].At);
        Assert.True((await scope.VerifyAsync()).IsClean);

        await using var other = new StampAuthority();
        await File.WriteAllTextAsync(authority.Certificates, await File.ReadAllTextAsync(other.Certificates, Ct), Ct);
        Assert.Contains("CN=Time", (await scope.VerifyAsync()).Difference!.Found, StringComparison.Ordinal);

        Task<int> PutAsync(long number, byte[] token, DateTime? at) => scope.Db.Set<LedgerStamp>().Where(s => s.Number == number).ExecuteUpdateAsync(set => set.SetProperty(s => s.Token, token).SetProperty(s => s.At, at), Ct);
        async Task<string> FoundAsync() => (await scope.VerifyAsync()).Difference!.Expected;
    }

    /// <summary>It would fail each night, when nobody looks.</summary>
    [Theory]
    [InlineData("Ledger:TimeStamp:Url", "ftp://time.example")]
    [InlineData("Ledger:TimeStamp:Url", "time")]
    [InlineData("Ledger:TimeStamp:Policy", "the best")]
    public void A_mistyped_setting_is_told_at_the_start(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        Assert.Contains(setting, Assert.Throws<SetupException>(() => new ServiceCollection().AddStamps(configuration)).Message, StringComparison.Ordinal);
    }

    private static Task<TestApp> StartAsync(string database, StampAuthority authority, params (string, string)[] more) => TestApp.StartAsync(
        database, [("Ledger:TimeStamp:Url", authority.Url), ("Ledger:TimeStamp:Certificates", authority.Certificates), ("Ledger:TimeStamp:Policy", StampAuthority.Policy), .. more]);

    private static Task<int> WalkAsync(TestApp app) => app.Services.GetRequiredService<AnchorPatrol>().WalkAsync(Ct);
}
