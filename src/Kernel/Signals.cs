using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Weiguang.Kernel;

/// <summary>Our own traces and metrics, under the one name that telemetry subscribes to. Never put personal data into a tag.</summary>
public static class Signals
{
    public const string Name = "Weiguang";

    public static readonly ActivitySource Traces = new(Name);

    public static readonly Meter Metrics = new(Name);

    internal static readonly Histogram<int> DeskBatch = Metrics.CreateHistogram<int>("weiguang.desk.batch", "{request}", "Requests that a desk settled together.");

    internal static readonly Counter<int> Repeats = Metrics.CreateCounter<int>("weiguang.repeats", "{repeat}", "Requests, batches and rounds done again because the database ended their transaction by a collision.");

    internal static readonly Counter<int> OutboxDone = Metrics.CreateCounter<int>("weiguang.outbox.done", "{row}", "Outbox rows handled.");
}
