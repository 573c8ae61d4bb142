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
}

internal sealed record DoorAnswer(DoorOutcome Outcome, int TriesLeft = 0)
{
    public bool IsGood => Outcome == DoorOutcome.Right;

    public string Words => Outcome switch
    {
        DoorOutcome.Right => Phrase.Of("对上了，谢谢您！这次签到记全了。"),
        DoorOutcome.Wrong => Phrase.Of("这个数字没对上，请再听一遍门口的人报的三位数字。"),
        DoorOutcome.NoMoreTries => Phrase.Of("三次都没对上，没关系，您的签到记着了。请门口的人帮您记一下，时长就算全了。"),
        DoorOutcome.NotAsked => Phrase.Of("现在不用填门口的数字了。您的签到记着；组织的人以后说一声属实，时长就算。"),
    };
}

/// <summary>A scan of which the number at the door is still to be told.</summary>
internal sealed record DoorQuestion(Guid ActivityId, ProofEnd End, int TriesLeft);

/// <summary>
/// Takes the number that is told at the door. What was scanned counts already, as the own phone's word alone; the right number makes it the code that it was, by a second proof beside the first. Tries are counted on the first scan that was asked about,
/// by a conditional update: scanning again gives no more of them.
/// </summary>
internal sealed class DoorBook(AppDbContext db, DoorNumbers numbers, DoorWatch watch, Desk<ProofRequest, ProofAnswer> desk, CheckInDevice device, TimeProvider clock)
{
    public const int Tries = 3;

    /// <summary>Shorter than a second proof of the same arrival or leaving is taken.</summary>
    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(12);

    private static readonly TimeSpan Day = TimeSpan.FromHours(12);

    /// <summary>What the viewer is asked there now, and what they can still answer.</summary>
    public async Task<DoorQuestion?> FindAsync(Guid activityId, CancellationToken ct)
    {
        var scans = await Asked(activityId).ToListAsync(ct);
        return scans.GroupBy(p => p.End).Where(IsOpen).OrderByDescending(g => g.Max(p => p.At)).Select(g => new DoorQuestion(activityId, g.Key, Tries - g.First().DoorTries)).FirstOrDefault();
    }

    public async Task<DoorAnswer> TellAsync(Guid activityId, ProofEnd end, string number, HttpContext http, CancellationToken ct)
    {
        var scans = await Asked(activityId).Where(p => p.End == end).ToListAsync(ct);
        if (scans.LastOrDefault() is not { } last || (!IsOpen(scans) && !scans.Exists(p => p.DoorAt is not null) && scans[0].DoorTries < Tries))
        {
            return new(DoorOutcome.NotAsked);
        }

        if (scans.Exists(p => p.DoorAt is not null))
        {
            return new(DoorOutcome.Right);
        }

        var first = scans[0];
        var counted = await db.Set<Proof>().IgnoreQueryFilters().Where(p => p.SourceId == activityId && p.Id == first.Id && p.DoorTries < Tries && p.DoorAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.DoorTries, p => p.DoorTries + 1), ct);
        if (counted == 0)
        {
            return new(DoorOutcome.NoMoreTries);
        }

        if (!numbers.IsRight(activityId, number, last.At))
        {
            return first.DoorTries + 1 >= Tries ? new(DoorOutcome.NoMoreTries) : new(DoorOutcome.Wrong, Tries - first.DoorTries - 1);
        }

        await desk.AskAsync(SecondOf(last, http), ct);
        await db.Set<Proof>().IgnoreQueryFilters().Where(p => p.SourceId == activityId && p.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.DoorAt, clock.Now()), ct);
        watch.Told(activityId, end, db.Viewer.PersonId);
        return new(DoorOutcome.Right);
    }

    /// <summary>Named after the scan, so that a crash before the mark and another try prove nothing twice.</summary>
    private ProofRequest SecondOf(Proof scan, HttpContext http) =>
        new(scan.SourceId, scan.NamesEngagement ? scan.EngagementId : null, scan.VolunteerId, scan.End, ProofKinds.RotatingCode, NamedGuid.Of([.. scan.Id.ToByteArray(), (byte)'d']), clock.Now(), device.Of(http))
        {
            Network = device.NetworkOf(http),
        };

    private bool IsOpen(IEnumerable<Proof> scans) => scans.Last().At > clock.Now() - Waits && scans.All(p => p.DoorAt is null) && scans.First().DoorTries < Tries;

    private IQueryable<Proof> Asked(Guid activityId)
    {
        var (me, since) = (db.Viewer.PersonId, clock.Now() - Day);
        return db.Set<Proof>().IgnoreQueryFilters().AsNoTracking().Where(p => p.SourceId == activityId && p.VolunteerId == me && p.At > since && p.IsDoorAsked).OrderBy(p => p.At).ThenBy(p => p.Id);
    }
}
