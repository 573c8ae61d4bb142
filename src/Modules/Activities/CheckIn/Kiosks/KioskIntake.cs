using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

/// <summary>One reading of a kiosk, as it kept it.</summary>
/// <param name="Nonce">Drawn by the kiosk when it read: sending the same again changes nothing.</param>
/// <param name="At">By the kiosk's own clock.</param>
/// <param name="Mark">Fingerprint of the number on the card.</param>
internal sealed record KioskScan(Guid Nonce, DateTime At, string Mark, ProofEnd End);

/// <param name="Answer">The desk's answer in a word, or <c>unknown-number</c>, <c>wrong-time</c>.</param>
/// <param name="Message">Source phrase.</param>
internal sealed record KioskReply(Guid Nonce, string Name, string Answer, string Message, bool Good);

/// <summary>Takes in what kiosks read while they had no network.</summary>
internal sealed class KioskIntake(AppDbContext db, KioskBook kiosks, Desk<ProofRequest, ProofAnswer> desk, TimeProvider clock)
{
    public const int Most = 500;

    /// <summary>One reply for each scan, in their order. Those of the same kiosk are settled in the order in which they were read.</summary>
    public async Task<IReadOnlyList<KioskReply>> TakeAsync(Kiosk kiosk, DateTime sentAt, IReadOnlyList<KioskScan> scans, CancellationToken ct)
    {
        var (now, device) = (clock.Now(), kiosks.Fingerprint(kiosk.Id));
        var marks = await kiosks.MarksAsync(kiosk, ct);
        // All are put in line at once, so the desk settles them together; the line keeps their order.
        var asked = scans.OrderBy(s => s.At).Select(scan => (scan, reply: OneAsync(kiosk, scan, marks, device, sentAt, now, ct))).ToList();
        var replies = new Dictionary<Guid, KioskReply>();
        foreach (var (scan, reply) in asked)
        {
            replies[scan.Nonce] = await reply;
        }

        kiosk.Sent(replies.Values.Count(r => r is { Good: true, Answer: not "replayed" }), now);
        await db.SaveChangesAsync(ct);
        return [.. scans.Select(s => replies[s.Nonce])];
    }

    private async Task<KioskReply> OneAsync(
        Kiosk kiosk, KioskScan scan, Dictionary<string, (Guid Id, string Name)> marks, string device, DateTime sentAt, DateTime now, CancellationToken ct)
    {
        if (!marks.TryGetValue(scan.Mark, out var person))
        {
            return new(scan.Nonce, "", "unknown-number", Phrase.Of("名单里没有这张证。"), false);
        }

        if (KioskClock.Correct(kiosk, scan.End, scan.At, sentAt, now) is not { } at)
        {
            return new(scan.Nonce, person.Name, "wrong-time", Phrase.Of("手机的时间不对，这一次没有记上。"), false);
        }

        if (person.Id == db.Viewer.PersonId)
        {
            return new(scan.Nonce, person.Name, "own", Phrase.Of("自己的签到要别人来记，或者扫码、用定位。"), false);
        }

        var answer = await desk.AskAsync(
            new ProofRequest(kiosk.ActivityId, null, person.Id, scan.End, ProofKinds.Card, scan.Nonce, at, device, By: kiosk.ByPersonId), ct);
        return new(scan.Nonce, person.Name, JsonNamingPolicy.KebabCaseLower.ConvertName(answer.Outcome.ToString()), answer.Outcome.Words(), answer.IsGood || answer.Outcome == ProofOutcome.Disputed);
    }
}
