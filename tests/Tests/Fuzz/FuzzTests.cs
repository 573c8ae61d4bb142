using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Weiguang.Tests.Walk;

namespace Weiguang.Tests.Fuzz;

/// <summary>
/// Odd requests at every place of every address, body and form, against a process of its own: no 500, no hang, no end, nothing of the inside told, every problem well formed.
/// FUZZ_SEED and FUZZ_REQUESTS (for each database) make another or a longer run; FUZZ_ONLY=n,m sends only these shots of it.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nothing_odd_that_is_sent_ends_or_breaks_it(string database)
    {
        var seed = Number("FUZZ_SEED", 1);
        var count = Number("FUZZ_REQUESTS", 10_500);
        await using var stage = await Stage.OpenAsync(database);
        var deck = new Deck(stage.Sample, stage.Scene.Routes, await FormsAsync(stage), database == TestDatabases.Sqlite ? seed : seed + 1_000_000);
        var run = new Run(stage, Patience, fault => output.WriteLine($"{database}: {fault}"));
        var watch = Stopwatch.StartNew();
        var only = (Environment.GetEnvironmentVariable("FUZZ_ONLY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToHashSet();
        await Parallel.ForEachAsync(deck.Deal(count).Index().Where(s => only.Count == 0 || only.Contains(s.Index)), new ParallelOptions { MaxDegreeOfParallelism = 12 }, (shot, _) => run.SendAsync(shot.Index, shot.Item));

        output.WriteLine($"{database}, seed {seed}: {run.Sent} requests at {deck.Slots} places in {watch.Elapsed.TotalSeconds:F0} s: {run.Totals}");
        output.WriteLine($"Most time went to {run.Slowest}");
        stage.AssertAlive("all of it");
        Assert.Equal(0, run.Hangs);
        Assert.Empty(run.Faults);
        Assert.True(only.Count > 0 || run.Sent >= count);
    }

    /// <summary>Every form of every page, from the page of somebody to whom it is shown.</summary>
    private static async Task<IReadOnlyList<KnownForm>> FormsAsync(Stage stage)
    {
        var found = new ConcurrentDictionary<string, KnownForm>();
        var guests = new Guests(stage);
        await Parallel.ForEachAsync(stage.Scene.Pages, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (page, _) =>
        {
            foreach (var place in Place.All.Where(p => p.Inside || p.Role is null))
            {
                var guest = await guests.At(page.Row, place);
                foreach (var form in await guest.LookAsync(page.Path) is { } html ? PageForm.On(page.Path, html) : [])
                {
                    found.TryAdd($"{page.Name} {form.Key}", new(form, page.Row, place) { Name = $"{page.Name} {form.Key}", Cookie = guest.Cookie });
                }
            }
        });

        return [.. found.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)];
    }

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
