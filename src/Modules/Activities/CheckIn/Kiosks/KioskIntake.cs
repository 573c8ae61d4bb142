using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>One reading of a kiosk, as it kept it.</summary>
/// <param name="Nonce">Drawn by the kiosk when it read: sending the same again changes nothing.</param>
/// <param name="At">By the kiosk's own clock.</param>
/// <param name="Mark">Fingerprint of the number on the card.</param>
/// <param name="Card">All that the code said, where it was one that the volunteer's phone had signed.</param>
/// <param name="Number">The number itself where the kiosk's list has none such, so that the organiser sees whose card it was.</param>
/// <param name="Entry">Where it stands in the kiosk's log.</param>
internal sealed record KioskScan(
    Guid Nonce, DateTime At, [property: MaxLength(KioskIntake.MarkMost)] string Mark, ProofEnd End, [property: MaxLength(LengthDoor.Word)] string? Number = null, [property: MaxLength(400)] string? Card = null, KioskEntry? Entry = null);

/// <summary>Whatever it says but <c>full</c>, the server has the reading now: the kiosk need not keep it.</summary>
/// <param name="Answer">The desk's answer in a word, or <c>unknown-number</c>, <c>wrong-time</c>, <c>own</c>, <c>lost</c>, <c>closed</c>, <c>late</c>: these wait for the organiser; <c>full</c>: too many wait already, so this one was not kept.</param>
/// <param name="Message">Source phrase.</param>
internal sealed record KioskReply(Guid Nonce, string Name, string Answer, string Message, bool Good);

/// <param name="Items">One reply for each scan, in their order.</param>
/// <param name="Open">False: the kiosk is closed, and wipes its list.</param>
/// <param name="IsBroken">The phone's log does not follow on what the server has: what it reads is only a word until it is set up anew.</param>
internal sealed record KioskReplies(IReadOnlyList<KioskReply> Items, bool Open, bool IsBroken);

/// <param name="Open">False: it is closed, and wipes its list.</param>
internal sealed record KioskState(bool Open);

/// <summary>Takes in what kiosks read while they had no network.</summary>
internal sealed class KioskIntake(AppDbContext db, KioskBook kiosks, KioskLogs logs, HeldScans held, SignedCards cards, Desk<ProofRequest, ProofAnswer> desk, TimeProvider clock)
{
    public const int Most = 500;
    public const int MarkMost = 44;
    private const string Full = "full";
    private static readonly FrozenDictionary<string, ProofOutcome> Outcomes = Enum.GetValues<ProofOutcome>().ToFrozenDictionary(Word);

    /// <summary>One reply for each scan, in their order. Whatever is not booked is kept for the organiser, so that nothing is lost with the phone.</summary>
    public async Task<(IReadOnlyList<KioskReply> Replies, bool IsBroken)> TakeAsync(Kiosk kiosk, DateTime sentAt, KioskPledge? log, IReadOnlyList<KioskScan> scans, CancellationToken ct)
    {
        var (now, device) = (clock.Now(), kiosks.Fingerprint(kiosk.Id));
        var faults = await logs.JudgeAsync(kiosk, log, sentAt, scans, now, ct);
        var marks = await kiosks.MarksAsync(kiosk.ActivityId, [kiosk.Id], ends: true, ct);
        var read = await SignedAsync(kiosk, sentAt, scans, now, ct);
        // An end of which the kiosk's own list knew nobody may be that of somebody who came on the list since.
        // All are put in line at once, in the order in which they were read, so the desk settles them together.
        var asked = scans.OrderBy(s => s.At).Select(scan => (Scan: scan, Person: scan.Number?.Length == KioskBook.Tail ? null : marks.GetValueOrDefault((kiosk.Id, scan.Mark)), Read: KioskClock.Correct(kiosk, scan.End, scan.At, sentAt, now)))
            .Select(a => (Scan: a.Scan with { Number = kiosks.Believe(kiosk, a.Scan) }, a.Person, a.Read, Reply: OneAsync(kiosk, a.Scan, a.Person, a.Read, read.GetValueOrDefault(a.Scan.Nonce), faults[a.Scan.Nonce], device, now, ct))).ToList();
        var replies = await Task.WhenAll(asked.Select(a => a.Reply));
        var left = await held.KeepAsync(kiosk, [.. asked.Zip(replies, (a, reply) => new Refusal(a.Scan, reply, a.Read, a.Person?.Id, faults[a.Scan.Nonce]))], now, ct);
        var booked = replies.Count(r => r is { Good: true, Answer: not "replayed" });
        await db.Set<Kiosk>().Where(k => k.ActivityId == kiosk.ActivityId && k.Id == kiosk.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.SyncedAt, now).SetProperty(k => k.Scans, k => k.Scans + booked), ct);
        var byNonce = replies.ToDictionary(r => r.Nonce, r => left.Contains(r.Nonce) ? r with { Answer = Full, Message = Phrase.Of("没记上的攒得太多了，这一条先留在手机里。请组织者先处理。") } : r);
        return ([.. scans.Select(s => byNonce[s.Nonce])], faults.Values.Any(f => f is LogFault.Gap or LogFault.Fork or LogFault.Signature));
    }

    /// <summary>What became of the signed codes it kept, by nonce. They are asked of the moment when they were read, and only for the number that was.</summary>
    private async Task<Dictionary<Guid, CardState>> SignedAsync(Kiosk kiosk, DateTime sentAt, IReadOnlyList<KioskScan> scans, DateTime now, CancellationToken ct)
    {
        var kept = scans.Where(s => s.Card is not null).ToList();
        var read = await cards.ReadAsync([.. kept.Select(s => (s.Card, KioskClock.Correct(kiosk, s.End, s.At, sentAt, now) ?? DateTime.UnixEpoch))], ct);
        return kept.Zip(read).ToDictionary(k => k.First.Nonce, k => k.Second.State == CardState.Shown && !kiosks.Is(kiosk, k.First.Mark, k.Second.Number) ? CardState.Unknown : k.Second.State);
    }

    private async Task<KioskReply> OneAsync(Kiosk kiosk, KioskScan scan, Marked? person, DateTime? read, CardState card, LogFault fault, string device, DateTime now, CancellationToken ct)
    {
        if (Refuse(kiosk, person, read, now) is var (reason, message) && reason.Length > 0)
        {
            return new(scan.Nonce, person?.Name ?? "", reason, message, false);
        }

        // By whoever sends it: a kiosk that somebody else set up is not their signature.
        var request = new ProofRequest(
            kiosk.ActivityId, null, person!.Id, scan.End, kiosk.KindsOf(read!.Value, now, fault, card == CardState.Shown), scan.Nonce, read.Value, device, By: db.Viewer.PersonId, KioskId: kiosk.Id, DeviceAt: scan.At) { ReceivedAt = now };
        var answer = await desk.AskAsync(request.VouchedBy(fault), ct);
        var words = answer.Outcome is not (ProofOutcome.In or ProofOutcome.Out) ? answer.Outcome.Words()
            : fault is not (LogFault.None or LogFault.NoLog) ? Phrase.Of("记上了。这台手机的签到记录接不上，只算一句话，要核查。请停用后重新设成签到机。")
            : card is CardState.NotNow or CardState.Unknown ? CardWords.AsNumber : answer.Outcome.Words();
        return new(scan.Nonce, person.Name, Word(answer.Outcome), words, answer.IsGood || answer.Outcome == ProofOutcome.Disputed);
    }

    /// <summary>The desk's answer in a word; <see cref="OutcomeOf"/> reads it.</summary>
    public static string Word(ProofOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    /// <summary>Missing for a reason that is not the desk's.</summary>
    public static ProofOutcome OutcomeOf(string reason) => Outcomes.GetValueOrDefault(reason, ProofOutcome.Missing);

    private (string Reason, string Message) Refuse(Kiosk kiosk, Marked? person, DateTime? read, DateTime now) => person switch
    {
        null => (HeldReasons.UnknownNumber, Phrase.Of("名单里没有这张证。")),
        _ when read is null => (HeldReasons.WrongTime, Phrase.Of("手机的时间不对，这一次没有记上。")),
        _ when person.Id == db.Viewer.PersonId || person.Id == kiosk.ByPersonId => (HeldReasons.Own, Phrase.Of("自己的签到要别人来记，或者扫码、用定位。")),
        _ when kiosk.IsLost => (HeldReasons.Lost, Phrase.Of("这台签到机报了丢失，要组织者一条一条认。")),
        _ when read > kiosk.RevokedAt => (HeldReasons.Closed, Phrase.Of("停用以后扫的，要组织者一条一条认。")),
        _ when now >= kiosk.BelievedUntil => (HeldReasons.Late, Phrase.Of("传得太晚了，要组织者一条一条认。")),
        _ => ("", ""),
    };
}
