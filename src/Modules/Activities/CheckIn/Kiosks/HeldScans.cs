using Weiguang.Activities.Domain;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>A reading with what became of it.</summary>
internal sealed record Refusal(KioskScan Scan, KioskReply Reply, DateTime? At, Guid? VolunteerId);

/// <summary>A held reading as the organiser sees it.</summary>
/// <param name="Name">Empty while nobody with this number is on the list.</param>
/// <param name="At">When it was read; <paramref name="DeviceAt"/> what the phone's own clock said.</param>
/// <param name="Message">Source phrase: why it was not booked.</param>
/// <param name="MayTake">Whether the organiser can still have it booked, or only put it aside.</param>
public sealed record HeldItem(Guid Nonce, string Name, ProofEnd End, DateTime? At, DateTime DeviceAt, DateTime ReceivedAt, Guid KioskId, string Reason, string Message, bool MayTake);

/// <summary>What the desk did not take of a kiosk's readings, until somebody settles it. Whoever calls has made sure that the viewer runs the activity.</summary>
internal sealed class HeldScans(AppDbContext db, KioskBook kiosks, PersonDirectory people, Desk<ProofRequest, ProofAnswer> desk, TimeProvider clock)
{
    private const int Shown = 100;

    /// <summary>Keeps refusals once, and closes what was refused before and is booked now.</summary>
    public async Task KeepAsync(Kiosk kiosk, IReadOnlyList<Refusal> scans, DateTime now, CancellationToken ct)
    {
        try
        {
            await WriteAsync(kiosk, scans, now, ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear(); // The same came twice at once: what the other wrote is found now.
            await WriteAsync(kiosk, scans, now, ct);
        }
    }

    private async Task WriteAsync(Kiosk kiosk, IReadOnlyList<Refusal> scans, DateTime now, CancellationToken ct)
    {
        var nonces = scans.Select(s => s.Scan.Nonce).ToArray();
        var known = await db.Set<HeldScan>().Where(h => h.ActivityId == kiosk.ActivityId && nonces.Contains(h.Id)).ToDictionaryAsync(h => h.Id, ct);
        foreach (var (scan, reply, at, volunteer) in scans)
        {
            if (known.GetValueOrDefault(scan.Nonce) is { } before)
            {
                if (reply.Good && before.SettledAt is null)
                {
                    before.Settle(true, Guid.Empty, now);
                }
            }
            else if (!reply.Good)
            {
                db.Add(new HeldScan
                {
                    ActivityId = kiosk.ActivityId, Id = scan.Nonce, KioskId = kiosk.Id, Mark = scan.Mark, End = scan.End, DeviceAt = scan.At, At = at, ReceivedAt = now, VolunteerId = volunteer, Reason = reply.Answer,
                });
            }
        }

        await db.SaveChangesAsync(ct);
    }

    public async Task<List<HeldItem>> ListAsync(Guid activityId, CancellationToken ct)
    {
        var rows = await Open(activityId).AsNoTracking().OrderBy(h => h.ReceivedAt).ThenBy(h => h.Id).Take(Shown).ToListAsync(ct);
        var names = await people.FindAsync(rows.Select(r => r.VolunteerId).OfType<Guid>(), ct);
        return rows.ConvertAll(r => new HeldItem(
            r.Id, r.VolunteerId is { } id ? names.GetValueOrDefault(id)?.Name ?? "" : "", r.End, r.At, r.DeviceAt, r.ReceivedAt, r.KioskId, r.Reason, Words(r.Reason), MayTake(r)));
    }

    /// <summary>
    /// Has it booked, or puts it aside. What was only refused because of the list is tried again as it was read; what comes from a kiosk that nobody can vouch for rests on the word of whoever takes it,
    /// and counts as such. The time stays that of the reading: nothing can be typed in here. Null when there is no such reading any more.
    /// </summary>
    public async Task<ProofOutcome?> SettleAsync(Guid activityId, Guid nonce, bool take, CancellationToken ct)
    {
        if (await Open(activityId).SingleOrDefaultAsync(h => h.Id == nonce, ct) is not { } scan || await kiosks.FindAsync(activityId, scan.KioskId, ct) is not { } kiosk)
        {
            return null;
        }

        var outcome = take ? await BookAsync(kiosk, scan, ct) : ProofOutcome.Missing;
        if (!take || outcome is ProofOutcome.Disputed || new ProofAnswer(outcome).IsGood)
        {
            scan.Settle(take, db.Viewer.PersonId, clock.Now());
            await db.SaveChangesAsync(ct);
        }

        return outcome;
    }

    public static string Words(string reason) => reason switch
    {
        HeldReasons.UnknownNumber => Phrase.Of("名单里没有这张证。"),
        HeldReasons.WrongTime => Phrase.Of("手机的时间不对，这一次没有记上。"),
        HeldReasons.Own => Phrase.Of("自己的签到要别人来记，或者扫码、用定位。"),
        HeldReasons.Lost => Phrase.Of("这台签到机报了丢失，要组织者一条一条认。"),
        HeldReasons.Closed => Phrase.Of("停用以后扫的，要组织者一条一条认。"),
        HeldReasons.Late => Phrase.Of("传得太晚了，要组织者一条一条认。"),
        _ => Enum.GetValues<ProofOutcome>().First(o => o == ProofOutcome.Missing || KioskIntake.Word(o) == reason).Words(),
    };

    private async Task<ProofOutcome> BookAsync(Kiosk kiosk, HeldScan scan, CancellationToken ct)
    {
        var volunteer = scan.VolunteerId ?? (await kiosks.MarksAsync(kiosk, ct)).GetValueOrDefault(scan.Mark)?.Id;
        if (!MayTake(scan) || volunteer is not { } known || known == db.Viewer.PersonId || known == kiosk.ByPersonId)
        {
            return ProofOutcome.NotSignedUp;
        }

        var (kinds, by) = kiosk.NeedsWord(scan.At!.Value, scan.ReceivedAt) ? (ProofKinds.Word, db.Viewer.PersonId) : (ProofKinds.Card, kiosk.ByPersonId);
        var answer = await desk.AskAsync(new ProofRequest(
            kiosk.ActivityId, null, known, scan.End, kinds, scan.Id, scan.At.Value, kiosks.Fingerprint(kiosk.Id), By: by, KioskId: kiosk.Id, DeviceAt: scan.DeviceAt), ct);
        return answer.Outcome;
    }

    private static bool MayTake(HeldScan scan) => scan.At is not null && scan.Reason is not HeldReasons.Own;

    private IQueryable<HeldScan> Open(Guid activityId) => Open(db, activityId);

    /// <summary>What nobody settled yet. A leaving whose arrival came home afterwards has settled itself.</summary>
    public static IQueryable<HeldScan> Open(AppDbContext db, Guid activityId) => db.Set<HeldScan>().Where(h => h.ActivityId == activityId && h.SettledAt == null
        && !(h.End != ProofEnd.In && db.Set<Attendance>().IgnoreQueryFilters().Any(a => a.ActivityId == activityId && a.VolunteerId == h.VolunteerId && a.InAt <= h.At && a.SeenAt >= h.At)));
}
