using Microsoft.AspNetCore.Http;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

internal enum DoorOutcome
{
    Right,
    Wrong,

    /// <summary>Three times another number was given.</summary>
    NoMoreTries,

    /// <summary>Nobody was asked, or too long ago.</summary>
    NotAsked,

    /// <summary>It was right, and the scan counts for nothing any more: the desk does not take it.</summary>
    NotTaken,
}

/// <summary>What somebody who has just scanned can still answer.</summary>
internal enum DoorTries
{
    NotAsked,
    Left,
    Spent,
}

internal sealed record DoorAnswer(DoorOutcome Outcome, int TriesLeft = 0)
{
    public static readonly string Spent = Phrase.Of("三次都没对上，没关系，您扫的码记着了。请门口的人帮您记一下，时长就算全了。");

    public bool IsGood => Outcome == DoorOutcome.Right;

    public string Words => Outcome switch
    {
        DoorOutcome.Right => Phrase.Of("对上了，谢谢您！这次记全了。"),
        DoorOutcome.Wrong => Phrase.Of("这个数字没对上，请再听一遍门口的人报的三位数字。"),
        DoorOutcome.NoMoreTries => Spent,
        DoorOutcome.NotAsked => Phrase.Of("现在不用填门口的数字了。您的签到记着；组织的人以后说一声属实，时长就算。"),
        DoorOutcome.NotTaken => Phrase.Of("数字对上了，可是这一班的名单上现在没有您，没记上。请门口的人看看名单，帮您记一下。"),
    };
}

/// <summary>A scan of which the number at the door is still to be told.</summary>
/// <param name="TriesLeft">None: then somebody at the door has to say it.</param>
internal sealed record DoorQuestion(Guid ActivityId, ProofEnd End, int TriesLeft);

/// <summary>
/// Takes the number that is told at the door. What was scanned counts already, as the own phone's word alone; the right number makes it the code that it was, by a second proof of the same moment. Each shift has its question at coming and at leaving (still being there is asked about with leaving), and three tries:
/// they are counted on the first scan that came in, by a conditional update, so neither scanning again nor a scan that was made before gives more of them.
/// </summary>
internal sealed class DoorBook(AppDbContext db, DoorNumbers numbers, DoorWatch watch, Desk<ProofRequest, ProofAnswer> desk, CheckInDevice device, TimeProvider clock)
{
    public const int Tries = 3;

    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(12);

    private static readonly TimeSpan Day = TimeSpan.FromHours(12);

    /// <summary>What the viewer is asked there now, and what they can still answer; also for a while when they have no tries left.</summary>
    public async Task<DoorQuestion?> FindAsync(Guid activityId, CancellationToken ct) =>
        (await Asked(activityId).ToListAsync(ct)).GroupBy(p => (p.EngagementId, DoorWatch.SideOf(p.End))).Select(g => new Round([.. g])).Where(r => r.First is not null && IsFresh(r)).OrderByDescending(r => r.Last.At)
            .Select(r => new DoorQuestion(activityId, r.Last.End, Math.Max(Tries - r.First!.DoorTries, 0))).FirstOrDefault();

    /// <summary>What they can still answer who have scanned this moment and are asked.</summary>
    public async Task<DoorTries> TriesAsync(Guid activityId, ProofEnd end, CancellationToken ct) => await LastAsync(activityId, end, ct) switch
    {
        { } round when IsOpen(round) => DoorTries.Left,
        { First.DoorTries: >= Tries } => DoorTries.Spent,
        _ => DoorTries.NotAsked,
    };

    public async Task<DoorAnswer> TellAsync(Guid activityId, ProofEnd end, string number, HttpContext http, CancellationToken ct)
    {
        if (await LastAsync(activityId, end, ct) is not { } round)
        {
            return new(DoorOutcome.NotAsked);
        }

        if (round.First is not { } first)
        {
            return new(DoorOutcome.Right); // Told before.
        }

        if (first.DoorTries < Tries && !IsOpen(round))
        {
            return new(DoorOutcome.NotAsked);
        }

        if (!DoorNumbers.IsNumber(number))
        {
            return new(DoorOutcome.Wrong, Tries - first.DoorTries); // No guess, so it costs none.
        }

        var counted = await Scan(first).Where(p => p.DoorTries < Tries && p.DoorAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.DoorTries, p => p.DoorTries + 1), ct);
        if (counted == 0)
        {
            return new(DoorOutcome.NoMoreTries);
        }

        if (!numbers.IsRight(activityId, number, round.Last.At))
        {
            return first.DoorTries + 1 >= Tries ? new(DoorOutcome.NoMoreTries) : new(DoorOutcome.Wrong, Tries - first.DoorTries - 1);
        }

        if (await desk.AskAsync(SecondOf(round.Last, http), ct) is not { IsKept: true })
        {
            return new(DoorOutcome.NotTaken);
        }

        await Scan(first).ExecuteUpdateAsync(set => set.SetProperty(p => p.DoorAt, clock.Now()), ct);
        watch.Told(activityId, end, db.Viewer.PersonId, round.Last.EngagementId);
        return new(DoorOutcome.Right);
    }

    /// <summary>Of the moment of the scan and of its shift, whenever it is told: no other arrival. Named after the scan, so that a crash before the mark and another try prove nothing twice.</summary>
    private ProofRequest SecondOf(Proof scan, HttpContext http) =>
        new(scan.SourceId, scan.NamesEngagement ? scan.EngagementId : null, scan.VolunteerId, scan.End, ProofKinds.RotatingCode, NamedGuid.Of([.. scan.Id.ToByteArray(), (byte)'d']), scan.At, device.Of(http))
        {
            Network = device.NetworkOf(http),
            CountedFor = scan.EngagementId,
        };

    private bool IsOpen(Round round) => round.First is { DoorTries: < Tries } && IsFresh(round);

    private bool IsFresh(Round round) => round.Last.At > clock.Now() - Waits;

    private IQueryable<Proof> Scan(Proof scan) => db.Set<Proof>().IgnoreQueryFilters().Where(p => p.SourceId == scan.SourceId && p.Id == scan.Id);

    /// <summary>The question of the shift that was scanned for last.</summary>
    private async Task<Round?> LastAsync(Guid activityId, ProofEnd end, CancellationToken ct)
    {
        var scans = await Asked(activityId).Where(p => (p.End == ProofEnd.In) == (end == ProofEnd.In)).ToListAsync(ct);
        return scans.MaxBy(p => p.At) is { } last ? new([.. scans.Where(p => p.EngagementId == last.EngagementId)]) : null;
    }

    /// <summary>In the order in which they came in: what was scanned before and comes later is no first.</summary>
    private IQueryable<Proof> Asked(Guid activityId)
    {
        var (me, since) = (db.Viewer.PersonId, clock.Now() - Day);
        return db.Set<Proof>().IgnoreQueryFilters().AsNoTracking().Where(p => p.SourceId == activityId && p.VolunteerId == me && p.At > since && p.IsDoorAsked).OrderBy(p => p.ReceivedAt).ThenBy(p => p.Id);
    }

    /// <summary>All scans of one shift and end that were asked about. Who has told the number, and is asked about a later one, has tries of its own for that.</summary>
    private sealed record Round(IReadOnlyList<Proof> Scans)
    {
        /// <summary>Which counts the tries; null when the number was told since the last.</summary>
        public Proof? First => Scans.FirstOrDefault(p => Scans.Max(s => s.DoorAt) is not { } told || p.ReceivedAt > told);

        public Proof Last => Scans.MaxBy(p => p.At)!;
    }
}
