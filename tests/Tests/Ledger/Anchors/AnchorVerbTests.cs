using Microsoft.Extensions.DependencyInjection;
using Weiguang.Ledger;
using Weiguang.Ledger.Anchors;
using Weiguang.Web.Jobs;

namespace Weiguang.Tests.Ledger.Anchors;

/// <summary>Who takes anchors: the night, and the operator beside a running server.</summary>
public class AnchorVerbTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_verb_anchors_beside_a_running_server_and_verify_tells_of_the_last(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        Assert.Contains("no anchor yet", (await Verb.HearAsync(app.Store, "verify")).Output, StringComparison.Ordinal);

        var (exitCode, output, complaint) = await Verb.HearAsync(app.Store, "anchor");
        Assert.Equal((0, ""), (exitCode, complaint));
        Assert.StartsWith("Anchor 1 of ", output, StringComparison.Ordinal);
        Assert.StartsWith("Key 2 signs", (await Verb.HearAsync(app.Store, "keys", "rotate-signing")).Output, StringComparison.Ordinal);
        Assert.StartsWith("Anchor 2 of ", (await Verb.HearAsync(app.Store, "anchor")).Output, StringComparison.Ordinal);
        var verdict = await Verb.HearAsync(app.Store, "verify");
        Assert.Equal(0, verdict.ExitCode);
        Assert.Contains("Anchors: 2, the last of ", verdict.Output, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_night_anchors_whatever_happened_by_day(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.Get<LedgerBook>().PostAsync(Guid.CreateVersion7().Hours(30), Ct);
        var job = ActivatorUtilities.CreateInstance<Anchoring>(scope.Get<IServiceProvider>());
        await job.TakeAsync(Ct);
        await job.TakeAsync(Ct);

        Assert.Equal(2, (await scope.VerifyAsync()).LastAnchor?.Number);
    }
}
