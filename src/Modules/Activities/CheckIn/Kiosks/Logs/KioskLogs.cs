using System.Collections.Frozen;

namespace Weiguang.Activities.CheckIn.Kiosks.Logs;

/// <summary>Keeps what the server knows of kiosks' logs, and says what readings are worth by them. Whoever calls has made sure that the viewer runs the activity.</summary>
internal sealed class KioskLogs(AppDbContext db)
{
    /// <summary>Looking whether it is still open, three times a minute, is not written down each time.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    /// <summary>The kiosk has contact. One that says nothing of its log bounds nothing, and gains no more than by staying without network.</summary>
    public async Task HearAsync(Kiosk kiosk, KioskPledge? pledge, DateTime now, CancellationToken ct)
    {
        if (!kiosk.HasLog || pledge is null || (pledge.Number == kiosk.Log.Number && now - kiosk.Log.QuietAt < Often))
        {
            return;
        }

        await using var work = await db.BeginWorkAsync(ct);
        await HoldAsync(kiosk, ct);
        kiosk.Keep(Heard(kiosk, pledge, now));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    /// <summary>What the log says of each reading, by nonce. What is known already is worth what it was; the rest has to follow on the last entry that came home.</summary>
    public async Task<IReadOnlyDictionary<Guid, LogFault>> JudgeAsync(Kiosk kiosk, KioskPledge? pledge, DateTime sentAt, IReadOnlyList<KioskScan> scans, DateTime now, CancellationToken ct)
    {
        if (!kiosk.HasLog)
        {
            return scans.ToFrozenDictionary(s => s.Nonce, _ => LogFault.NoLog);
        }

        await using var work = await db.BeginWorkAsync(ct);
        await HoldAsync(kiosk, ct); // Two uploads of one kiosk at once: one after the other.
        var nonces = scans.Select(s => s.Nonce).ToArray();
        var known = await db.Set<LoggedScan>().AsNoTracking().Where(s => s.ActivityId == kiosk.ActivityId && nonces.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var entries = scans.ToDictionary(s => s.Nonce, s => s.Entry?.Read(kiosk, s));
        var log = Heard(kiosk, pledge, now);
        var faults = new Dictionary<Guid, LogFault>();
        var hasMoved = KioskClock.HasMoved(kiosk, sentAt, now);
        foreach (var scan in scans.OrderBy(s => s.Entry?.Number))
        {
            (log, faults[scan.Nonce]) = (scan.Entry, entries[scan.Nonce], known.GetValueOrDefault(scan.Nonce)) switch
            {
                (null, _, _) => (log, LogFault.Missing),
                (_, null, _) => (log, LogFault.Signature),
                (_, { } entry, { } before) => (log, before.KioskId == kiosk.Id && before.Hash == entry.Hash ? before.Fault : LogFault.Fork),
                (_, { } entry, null) => Append(kiosk, scan, log, entry, KioskClock.Correct(kiosk, scan.End, scan.At, sentAt, now), hasMoved),
            };
        }

        kiosk.Keep(log);
        kiosk.Doubt(faults.Values.FirstOrDefault(f => f != LogFault.None));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return faults;
    }

    private (LogState, LogFault) Append(Kiosk kiosk, KioskScan scan, LogState log, LogEntry entry, DateTime? read, bool hasMoved)
    {
        var (after, fault) = KioskLogRules.Append(log, entry, read, hasMoved);
        if (after.Number > log.Number)
        {
            db.Add(new LoggedScan { ActivityId = kiosk.ActivityId, Id = scan.Nonce, KioskId = kiosk.Id, Number = entry.Number, Hash = entry.Hash, Fault = fault });
        }

        return (after, fault);
    }

    private static LogState Heard(Kiosk kiosk, KioskPledge? pledge, DateTime now) => pledge is null ? kiosk.Log : KioskLogRules.Hear(kiosk.Log, pledge.Number, pledge.Head ?? "", now);

    private async Task HoldAsync(Kiosk kiosk, CancellationToken ct)
    {
        await db.LockAsync<Kiosk>([kiosk.ActivityId], [kiosk.Id], ct);
        await db.Entry(kiosk).ReloadAsync(ct); // What it was when it was read may have moved on.
    }
}
