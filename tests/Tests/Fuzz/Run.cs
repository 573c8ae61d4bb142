using System.Collections.Concurrent;
using System.Diagnostics;
using Weiguang.Tests.Walk;

namespace Weiguang.Tests.Fuzz;

/// <summary>Sends shots and counts what comes back.</summary>
/// <param name="tell">Hears of each fault when it is found, so that a run that is cut off was not for nothing.</param>
internal sealed class Run(Stage stage, TimeSpan patience, Action<string> tell)
{
    private readonly ConcurrentDictionary<string, int> _totals = new();
    private readonly ConcurrentDictionary<string, TimeSpan> _took = new();
    private int _sent;
    private int _hangs;

    public ConcurrentBag<(int Shot, string What, string Curl)> Faults { get; } = [];

    public int Sent => _sent;

    public int Hangs => _hangs;

    public string Totals => string.Join(", ", _totals.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Value} × {t.Key}")) + $"; {_totals.GetValueOrDefault("500")} × 500, {Hangs} hangs, {Faults.Count} faults";

    /// <summary>Where the time went: the addresses that took most of it.</summary>
    public string Slowest => string.Join(", ", _took.OrderByDescending(t => t.Value).Take(12).Select(t => $"{t.Value.TotalSeconds:F1} s {t.Key}"));

    public async ValueTask SendAsync(int number, Shot shot)
    {
        if (!stage.IsAlive)
        {
            return;
        }

        if (Unsendable(shot) is { } why)
        {
            Count($"unsendable ({why})");
            return;
        }

        Interlocked.Increment(ref _sent);
        var watch = Stopwatch.StartNew();
        try
        {
            // A busy machine is no hang: who waited in vain asks once more.
            if (!await TryAsync(number, shot) && !await TryAsync(number, shot))
            {
                Interlocked.Increment(ref _hangs);
                Add(number, shot, "hang");
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // An answer that breaks off is a page that died half-way.
            Count("no answer");
            Add(number, shot, stage.IsAlive ? $"no whole answer: {e.Message}" : "the process ended");
        }
        finally
        {
            _took.AddOrUpdate($"{shot.Method} {Short(shot.Path.Split('?')[0])}", watch.Elapsed, (_, sum) => sum + watch.Elapsed);
        }
    }

    // Some things this client itself refuses to say.
    private string? Unsendable(Shot shot)
    {
        try
        {
            shot.Build(stage).Dispose();
            return null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return e.GetType().Name;
        }
    }

    private async Task<bool> TryAsync(int number, Shot shot)
    {
        using var waiting = new CancellationTokenSource(patience);
        try
        {
            using var request = shot.Build(stage);
            using var answer = await stage.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, waiting.Token);
            Count($"{(int)answer.StatusCode}");
            if (await Judge.FaultOfAsync(shot, answer, waiting.Token) is { } fault)
            {
                Add(number, shot, fault);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Add(int number, Shot shot, string what)
    {
        Faults.Add((number, what, shot.Curl));
        tell($"{what} | {shot.Curl}, FUZZ_ONLY={number}");
    }

    private static string Short(string path) => path.Length <= 80 ? path : path[..80] + "…";

    private void Count(string what) => _totals.AddOrUpdate(what, 1, (_, n) => n + 1);
}
