using System.Diagnostics;
using Spectre.Console;

namespace Weiguang.Web.Start;

/// <summary>Shows how far a long task is: a bar in a terminal, one line at the end elsewhere.</summary>
internal static class Progress
{
    public static Task RunAsync(string title, Func<IProgress<double>, Task<string>> task) =>
        Console.IsOutputRedirected ? PlainAsync(title, task) : BarAsync(title, task);

    private static async Task PlainAsync(string title, Func<IProgress<double>, Task<string>> task)
    {
        var watch = Stopwatch.StartNew();
        var result = await task(new Told(_ => { }));
        Console.WriteLine($"{title}: {result} ({watch.Elapsed.TotalSeconds:0.0} s)");
    }

    private static async Task BarAsync(string title, Func<IProgress<double>, Task<string>> task)
    {
        var result = "";
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(title), maxValue: 1);
                result = await task(new Told(share => bar.Value = share));
                bar.Value = 1;
            });
        AnsiConsole.MarkupLineInterpolated($"{title}: {result}");
    }

    /// <summary>Tells at once, on the same thread; the framework's own posts to the pool and may tell too late.</summary>
    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
