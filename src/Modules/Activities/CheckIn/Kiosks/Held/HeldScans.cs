using Microsoft.Extensions.Localization;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn.Kiosks.Held;

/// <summary>A reading with what became of it.</summary>
internal sealed record Refusal(KioskScan Scan, KioskReply Reply, DateTime? At, Guid? VolunteerId, LogFault Fault);

/// <summary>A held reading as the organiser sees it.</summary>
/// <param name="Name">Masked for who is not on the list; empty when nobody is known by this card.</param>
/// <param name="Number">The volunteer number, where it is known.</param>
/// <param name="At">When it was read; <paramref name="DeviceAt"/> what the phone's own clock said.</param>
/// <param name="Reason">Why it cannot be booked now, in a word; where it can, why it was not.</param>
/// <param name="Message">The same as a source phrase, with what the organiser can do where taking is not possible.</param>
/// <param name="MayTake">Whether the organiser can still have it booked, or only put it aside.</param>
public sealed record HeldItem(Guid Nonce, string Name, string Number, ProofEnd End, DateTime? At, DateTime DeviceAt, DateTime ReceivedAt, Guid KioskId, string Reason, string Message, bool MayTake);

/// <summary>What came of settling a held reading.</summary>
/// <param name="Outcome">The desk's answer; missing when it was not asked.</param>
/// <param name="Meanwhile">What somebody else did with it before.</param>
/// <param name="Refusal">Source phrase of what the organiser can do instead; null when it was booked or put aside.</param>
/// <param name="Reason">Why the desk was not asked, in a word.</param>
internal sealed record HeldReply(ProofOutcome Outcome, Meanwhile? Meanwhile = null, string? Refusal = null, string? Reason = null)
{
    /// <summary>What a program reads.</summary>
    public string Answer => Reason ?? KioskIntake.Word(Outcome);

    /// <summary>Source phrase for the organiser.</summary>
    public string Words => Refusal ?? Outcome.Words();

    /// <summary>The desk has it, or it waits for the organiser as a dispute: either way nothing is left to be settled here.</summary>
    public bool IsBooked => Outcome == ProofOutcome.Disputed || new ProofAnswer(Outcome).IsGood;
}

/// <summary>What the desk did not take of a kiosk's readings, until somebody settles it. Whoever calls has made sure that the viewer runs the activity.</summary>
internal sealed class HeldScans(AppDbContext db, KioskBook kiosks, HeldCards cards, PersonDirectory people, Desk<ProofRequest, ProofAnswer> desk, IStringLocalizer phrases, TimeProvider clock)
{
    private const int Shown = 100;

    /// <summary>More of one kiosk are not kept while these wait: nobody would look through them.</summary>
    private const int MostHeld = 2000;

    /// <summary>Keeps refusals once, and closes what was refused before and is booked now.</summary>
    /// <returns>The nonces for which there was no room.</returns>
    public async Task<IReadOnlyCollection<Guid>> KeepAsync(Kiosk kiosk, IReadOnlyList<Refusal> scans, DateTime now, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        await db.LockAsync<Kiosk>([kiosk.ActivityId], ct); // The same may come several times at once: one after the other, each finds what the others wrote.
        var left = await WriteAsync(kiosk, scans, now, ct);
        await work.CommitAsync(ct);
        return left;
    }

    private async Task<HashSet<Guid>> WriteAsync(Kiosk kiosk, IReadOnlyList<Refusal> scans, DateTime now, CancellationToken ct)
    {
        var nonces = scans.Select(s => s.Scan.Nonce).ToArray();
        var known = await db.Set<HeldScan>().Where(h => h.ActivityId == kiosk.ActivityId && nonces.Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Mark, ct);
        var booked = scans.Where(s => s.Reply.Good && known.GetValueOrDefault(s.Scan.Nonce) == s.Scan.Mark).Select(s => s.Scan.Nonce).ToArray();
        await db.Set<HeldScan>().Where(h => h.ActivityId == kiosk.ActivityId && booked.Contains(h.Id) && h.SettledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.IsTaken, true).SetProperty(h => h.SettledBy, Guid.Empty).SetProperty(h => h.SettledAt, now), ct);

        var room = MostHeld - await db.Set<HeldScan>().CountAsync(h => h.ActivityId == kiosk.ActivityId && h.KioskId == kiosk.Id && h.SettledAt == null, ct);
        var refused = scans.Where(s => !s.Reply.Good && !known.ContainsKey(s.Scan.Nonce)).ToList();
        db.AddRange(refused.Take(Math.Max(0, room)).Select(s => new HeldScan
        {
            ActivityId = kiosk.ActivityId, Id = s.Scan.Nonce, KioskId = kiosk.Id, Mark = s.Scan.Mark, Number = s.Scan.Number ?? "", End = s.Scan.End, DeviceAt = s.Scan.At, At = s.At, ReceivedAt = now,
            VolunteerId = s.VolunteerId, Reason = s.Reply.Answer, Fault = s.Fault,
        }));
        await db.SaveChangesAsync(ct);
        return [.. refused.Skip(Math.Max(0, room)).Select(s => s.Scan.Nonce)];
    }

    public async Task<Page<HeldItem>> ListAsync(Guid activityId, string? cursor, CancellationToken ct)
    {
        var (at, id) = Cursor.Read(cursor) ?? (DateTime.UnixEpoch, Guid.Empty);
        var oneMore = await Open(activityId).AsNoTracking().Where(h => h.ReceivedAt > at || (h.ReceivedAt == at && h.Id.CompareTo(id) > 0))
            .OrderBy(h => h.ReceivedAt).ThenBy(h => h.Id).Take(Shown + 1).ToListAsync(ct);
        var page = Pages.Cut(oneMore, Shown, h => Cursor.Of(h.ReceivedAt, h.Id));
        return new([.. (await cards.TellAsync(activityId, page.Items, ct)).Select(t => t.Item)], page.Next);
    }

    /// <summary>
    /// Has it booked, or puts it aside. What was only refused because of the list is tried again as it was read; what comes from a kiosk that nobody can vouch for rests on the word of whoever takes it,
    /// and counts as such. The time stays that of the reading: nothing can be typed in here. Null when there is no such reading, or it has settled itself.
    /// </summary>
    public async Task<HeldReply?> SettleAsync(Guid activityId, Guid nonce, bool take, CancellationToken ct)
    {
        var one = db.Set<HeldScan>().Where(h => h.ActivityId == activityId && h.Id == nonce);
        if (await one.AsNoTracking().SingleOrDefaultAsync(ct) is not { } scan || await kiosks.FindAsync(activityId, scan.KioskId, ct) is not { } kiosk)
        {
            return null;
        }

        if (scan.SettledAt is not null)
        {
            return await PastAsync(scan, take, ct);
        }

        if (!await Open(activityId).AnyAsync(h => h.Id == nonce, ct))
        {
            // By itself, or by somebody this very moment.
            return await one.AsNoTracking().SingleAsync(ct) is { SettledAt: not null } settled ? await PastAsync(settled, take, ct) : null;
        }

        var reply = take ? await BookAsync(kiosk, scan, ct) : new HeldReply(ProofOutcome.Missing);
        if ((take && !reply.IsBooked) || await MarkAsync(one.Where(h => h.SettledAt == null), take, ct))
        {
            return reply;
        }

        // Somebody was faster. What is booked counts, whoever put it aside meanwhile; what is taken stays taken.
        var past = await PastAsync(await one.AsNoTracking().SingleAsync(ct), take, ct);
        return take && await MarkAsync(one.Where(h => !h.IsTaken), take, ct) ? reply with { Meanwhile = past.Meanwhile } : past;
    }

    private async Task<bool> MarkAsync(IQueryable<HeldScan> open, bool taken, CancellationToken ct)
    {
        var (me, now) = (db.Viewer.PersonId, clock.Now());
        return await open.ExecuteUpdateAsync(set => set.SetProperty(h => h.IsTaken, taken).SetProperty(h => h.SettledBy, me).SetProperty(h => h.SettledAt, now), ct) == 1;
    }

    /// <summary>What was done with it and by whom; one's own step once more is answered like the first.</summary>
    private async Task<HeldReply> PastAsync(HeldScan scan, bool take, CancellationToken ct)
    {
        var (by, me) = (scan.SettledBy ?? Guid.Empty, db.Viewer.PersonId);
        var outcome = scan.IsTaken ? ProofOutcome.Replayed : ProofOutcome.Missing;
        if (by == me && scan.IsTaken == take)
        {
            return new(outcome);
        }

        var name = by == Guid.Empty ? "" : (await people.FindAsync(by, ct))?.Name ?? "";
        return new(outcome, new(scan.IsTaken ? "take" : "put-aside", name, scan.SettledAt!.Value)
        {
            Words = Phrase.Of("{0}已经办了“{1}”"),
            Arguments = [by == me ? phrases[Phrase.Of("您")].Value : by == Guid.Empty ? phrases[Phrase.Of("系统")].Value : name, phrases[scan.IsTaken ? Phrase.Of("记上") : Phrase.Of("放下")].Value],
        });
    }

    private async Task<HeldReply> BookAsync(Kiosk kiosk, HeldScan scan, CancellationToken ct)
    {
        var (item, holder) = (await cards.TellAsync(kiosk.ActivityId, [scan], ct)).Single();
        if (!item.MayTake || holder is not { } volunteer)
        {
            return new(ProofOutcome.Missing, Refusal: item.Message, Reason: item.Reason);
        }

        var request = new ProofRequest(
            kiosk.ActivityId, null, volunteer, scan.End, kiosk.KindsOf(scan.At!.Value, scan.ReceivedAt, scan.Fault), scan.Id, scan.At.Value, kiosks.Fingerprint(kiosk.Id), By: db.Viewer.PersonId, KioskId: kiosk.Id, DeviceAt: scan.DeviceAt) { ReceivedAt = scan.ReceivedAt };
        var answer = await desk.AskAsync(request.VouchedBy(scan.Fault), ct);
        var reply = new HeldReply(answer.Outcome);
        return reply.IsBooked ? reply : reply with { Refusal = HeldWords.Of(answer.Outcome) };
    }

    private IQueryable<HeldScan> Open(Guid activityId) => Open(db, activityId);

    /// <summary>What nobody settled yet. A leaving whose arrival came home afterwards has settled itself.</summary>
    public static IQueryable<HeldScan> Open(AppDbContext db, Guid activityId) => db.Set<HeldScan>().Where(h => h.ActivityId == activityId && h.SettledAt == null
        && !(h.End != ProofEnd.In && db.Set<Stay>().IgnoreQueryFilters().Any(a => a.SourceId == activityId && a.VolunteerId == h.VolunteerId && a.InAt <= h.At && a.SeenAt >= h.At)));
}
