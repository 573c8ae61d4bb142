using Weiguang.Activities.CheckIn.Kiosks.Logs;

namespace Weiguang.Activities.CheckIn;

/// <summary>What the server knows of its log, by which <see cref="KioskLogRules"/> judges.</summary>
internal sealed partial class Kiosk
{
    /// <summary>The public half of the key that signs its log, as <see cref="Kernel.Security.PhoneKey"/> reads it; empty for one that keeps none.</summary>
    public string LogKey { get; init; } = "";

    public int LogNumber { get; private set; }

    public string LogHead { get; private set; } = "";

    public long LogAt { get; private set; }

    public int LogLoad { get; private set; }

    public long LogElapsed { get; private set; }

    public long LogStart { get; private set; }

    public DateTime QuietAt { get; private set; }

    public int PledgedNumber { get; private set; }

    public string PledgedHead { get; private set; } = "";

    public DateTime? PledgedAt { get; private set; }

    /// <summary>What was wrong first with what it brought home.</summary>
    public LogFault LogFault { get; private set; }

    public bool HasLog => LogKey.Length > 0;

    public LogState Log => new(LogNumber, LogHead, LogAt, LogLoad, LogElapsed, LogStart, QuietAt, PledgedAt is { } at ? new(PledgedNumber, PledgedHead, at) : null);

    public void Keep(LogState log) =>
        (LogNumber, LogHead, LogAt, LogLoad, LogElapsed, LogStart, QuietAt, PledgedNumber, PledgedHead, PledgedAt) =
        (log.Number, log.Head, log.At, log.Load, log.Elapsed, log.Start, log.QuietAt, log.Pledged?.Number ?? 0, log.Pledged?.Head ?? "", log.Pledged?.At);

    public void Doubt(LogFault fault) => LogFault = LogFault == LogFault.None ? fault : LogFault;
}
