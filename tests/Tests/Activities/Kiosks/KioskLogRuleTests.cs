using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.CheckIn.Kiosks.Logs;

namespace Weiguang.Tests.Activities.Kiosks;

/// <summary>What a log is worth, whatever an honest phone and its network do, and whatever its owner makes up.</summary>
public class KioskLogRuleTests
{
    private static readonly DateTime Start = new(2026, 9, 1, 1, 0, 0, DateTimeKind.Utc);

    /// <summary>0 reads a card, 1 asks the server, 2 brings some home, 3 opens the page anew, 4 sleeps; each after some seconds.</summary>
    private static readonly Gen<(int What, int Seconds, int Many)[]> Days =
        (from what in Gen.Choose(0, 4) from seconds in Gen.Choose(1, 2000) from many in Gen.Choose(1, 6) select (what, seconds, many)).ArrayOf();

    [Fact]
    public void An_honest_phone_is_never_doubted() => Prop.ForAll(Days.ToArbitrary(), day =>
    {
        var phone = new Phone();
        foreach (var (what, seconds, many) in day)
        {
            phone.Wait(seconds, isAsleep: what == 4);
            (what switch { 0 => phone.Read, 1 => (Action)phone.Ask, 2 => () => phone.Bring(many), 3 => phone.Reload, _ => () => { } })();
        }

        phone.Bring(int.MaxValue);
        return phone.Faults.TrueForAll(f => f == LogFault.None) && phone.Log.Number == phone.Faults.Count;
    }).QuickCheckThrowOnFailure();

    /// <summary>Whatever came before: what is read before the last moment at which the server had everything is not believed.</summary>
    [Fact]
    public void Nothing_is_read_before_the_last_contact() => Prop.ForAll(Days.ToArbitrary(), Gen.Choose(5, 5000).ToArbitrary(), (day, minutes) =>
    {
        var phone = new Phone();
        foreach (var (what, seconds, many) in day)
        {
            phone.Wait(seconds, isAsleep: false);
            (what switch { 0 => phone.Read, 1 => (Action)phone.Ask, 2 => () => phone.Bring(many), _ => phone.Reload })();
        }

        phone.Bring(int.MaxValue);
        phone.Ask();
        phone.Reload();
        phone.Wait(60, isAsleep: false);
        phone.Invent(phone.Now.AddMinutes(-minutes));
        phone.Bring(int.MaxValue);
        return phone.Faults[^1] != LogFault.None;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_pledged_is_what_comes_home_and_was_read_until_then()
    {
        var (log, entries) = (Opened(), new[] { Entry(1, "0", "a", 60), Entry(2, "a", "b", 120), Entry(3, "b", "c", 180) });
        var pledged = KioskLogRules.Hear(log, 3, "c", Start.AddMinutes(4));
        Assert.Equal([LogFault.None, LogFault.None, LogFault.None], Walk(pledged, entries));
        Assert.Equal([LogFault.None, LogFault.None, LogFault.Fork], Walk(KioskLogRules.Hear(log, 3, "x", Start.AddMinutes(4)), entries));
        Assert.Equal([LogFault.None, LogFault.None, LogFault.Bounds], Walk(pledged, [entries[0], entries[1], Entry(3, "b", "c", 600)]));
        Assert.Equal(Start.AddMinutes(4), entries.Aggregate(pledged, (l, e) => KioskLogRules.Append(l, e, At(e), false).Log).QuietAt);

        // A later word does not loosen the first.
        Assert.Equal(pledged, KioskLogRules.Hear(pledged, 9, "z", Start.AddHours(9)));
    }

    [Theory]
    [InlineData(3, "a", 60, 1, 60, nameof(LogFault.Gap))]
    [InlineData(2, "x", 120, 1, 120, nameof(LogFault.Fork))]
    [InlineData(1, "0", 120, 1, 120, nameof(LogFault.Fork))]
    [InlineData(2, "a", 120, 1, 120, nameof(LogFault.None))]
    [InlineData(2, "a", 120, 1, 30, nameof(LogFault.Clock))] // The clock that nobody sets ran back.
    [InlineData(2, "a", 300, 1, 900, nameof(LogFault.Clock))] // Set back by ten minutes.
    [InlineData(2, "a", 900, 1, 120, nameof(LogFault.None))] // Slept.
    [InlineData(2, "a", 300, 2, 5, nameof(LogFault.None))] // Opened anew.
    [InlineData(2, "a", 300, 0, 5, nameof(LogFault.Clock))]
    public void What_follows_on_the_last_entry(int number, string previous, int seconds, int load, int elapsed, string expected) =>
        Assert.Equal(expected, Walk(Opened(), [Entry(1, "0", "a", 60), Entry(number, previous, "b", seconds, load, elapsed)])[1].ToString());

    [Fact]
    public void A_clock_that_was_set_back_is_not_forgotten_when_the_next_scan_is_set_back_as_well()
    {
        LogEntry[] entries = [Entry(1, "0", "a", 7200), Entry(2, "a", "b", 60, 2, 5), Entry(3, "b", "c", 90, 2, 35)];
        Assert.Equal([LogFault.None, LogFault.Clock, LogFault.Clock], Walk(Opened(), entries));
    }

    private static LogState Opened() => new(0, "0", Milliseconds(Start), 1, 0, Milliseconds(Start), Start);

    private static LogEntry Entry(int number, string previous, string hash, int seconds, int load = 1, int? elapsed = null) => new(number, previous, hash, load, (elapsed ?? seconds) * 1000L, Milliseconds(Start.AddSeconds(seconds)));

    private static List<LogFault> Walk(LogState log, IEnumerable<LogEntry> entries)
    {
        var faults = new List<LogFault>();
        foreach (var entry in entries)
        {
            (log, var fault) = KioskLogRules.Append(log, entry, At(entry), false);
            faults.Add(fault);
        }

        return faults;
    }

    private static DateTime At(LogEntry entry) => DateTime.UnixEpoch.AddMilliseconds(entry.At);

    private static long Milliseconds(DateTime at) => (long)(at - DateTime.UnixEpoch).TotalMilliseconds;

    /// <summary>Both sides of a log: the phone's, and what the server makes of it.</summary>
    private sealed class Phone
    {
        private readonly List<LogEntry> _log = [];
        private int _load = 1;
        private long _elapsed;

        public DateTime Now { get; private set; } = Start;

        public LogState Log { get; private set; } = Opened();

        public List<LogFault> Faults { get; } = [];

        private string Head => _log.Count == 0 ? "0" : _log[^1].Hash;

        public void Wait(int seconds, bool isAsleep) => (Now, _elapsed) = (Now.AddSeconds(seconds), _elapsed + (isAsleep ? 0 : seconds * 1000L));

        public void Reload() => (_load, _elapsed) = (_load + 1, 0);

        public void Read() => Invent(Now);

        public void Invent(DateTime at) => _log.Add(new(_log.Count + 1, Head, $"{_log.Count + 1}", _load, _elapsed, Milliseconds(at)));

        public void Ask() => Log = KioskLogRules.Hear(Log, _log.Count, Head, Now);

        public void Bring(int many)
        {
            Ask();
            foreach (var entry in _log.Skip(Log.Number).Take(many).ToList())
            {
                (Log, var fault) = KioskLogRules.Append(Log, entry, At(entry), false);
                Faults.Add(fault);
            }
        }
    }
}
