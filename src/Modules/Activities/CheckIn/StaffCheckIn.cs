using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>Somebody checked in by somebody else: ticked on the list (an id), or by the number on their card.</summary>
/// <param name="Number">What the card's code says, the number, or its last seven characters.</param>
internal sealed record Tick(Guid? VolunteerId = null, [property: MaxLength(400)] string? Number = null, Guid? Nonce = null);

/// <param name="Answer">The desk's answer in a word, or <c>own</c>, <c>unknown-number</c>, <c>way-closed</c>, <c>card-not-now</c>, <c>card-unknown</c>.</param>
/// <param name="Message">Source phrase.</param>
internal sealed record TickReply(Guid? VolunteerId, string Name, string Answer, string Message, bool Good, DateTime? InAt = null, DateTime? OutAt = null);

/// <summary>Checks people in for them: by list, or by their card. Many at once meet at the desk in one batch.</summary>
internal sealed partial class StaffCheckIn(Desk<ProofRequest, ProofAnswer> desk, Roster roster, PersonDirectory people, SignedCards cards, CheckInDevice device, Viewer viewer, Vault vault, TimeProvider clock)
{
    public const int Most = 500;
    private const int TailLength = 7;

    /// <summary>One reply for each tick, in their order. The caller has made sure that the viewer runs the activity.</summary>
    public async Task<IReadOnlyList<TickReply>> TickAsync(DoorView activity, Guid? shiftId, ProofEnd end, IReadOnlyList<Tick> ticks, HttpContext http, CancellationToken ct)
    {
        var byNumber = await NumbersAsync(activity.Id, ticks, ct);
        var who = ticks.Select(t => t.VolunteerId ?? (NumberIn(t.Number) is { } number && byNumber.TryGetValue(number, out var id) ? id : null)).ToList();
        var names = await people.FindAsync(who.OfType<Guid>(), ct);
        var fingerprint = device.Of(http);
        var read = await cards.ReadAsync([.. ticks.Select(t => (t.VolunteerId is null ? t.Number : null, clock.Now()))], ct);
        var replies = ticks.Zip(who, read).Select(t => OneAsync(
            activity, shiftId, end, t.First with { Nonce = t.First.Nonce ?? Idempotency.NameOf(http, vault, viewer.PersonId, $"{shiftId} {end} {t.Second} {t.First.Number}") }, t.Second, t.Second is { } known ? names.GetValueOrDefault(known)?.Name ?? "" : "", t.Third.State, fingerprint, ct));
        return await Task.WhenAll(replies);
    }

    /// <summary>The number in what a camera read or somebody typed; null when there is none in it.</summary>
    public static string? NumberIn(string? text) => Number().Match(text?.Trim().ToUpperInvariant() ?? "") is { Success: true } match ? match.Groups[1].Value : null;

    private async Task<TickReply> OneAsync(DoorView activity, Guid? shiftId, ProofEnd end, Tick tick, Guid? id, string name, CardState card, string fingerprint, CancellationToken ct)
    {
        var way = tick.VolunteerId is null ? CheckInWays.Card : CheckInWays.List;
        if (!activity.Ways.HasFlag(way))
        {
            return new(null, "", "way-closed", Phrase.Of("这个活动没有开放这种签到办法。"), false);
        }

        if (card is CardState.NotNow or CardState.Unknown)
        {
            return new(null, "", card == CardState.NotNow ? "card-not-now" : "card-unknown", CardWords.Of(card), false);
        }

        if (id is not { } volunteer)
        {
            return new(null, "", "unknown-number", Phrase.Of("没有这个号码，请看清证上的号码。"), false);
        }

        // A proof by somebody else's hand is worth something because it is somebody else's.
        if (volunteer == viewer.PersonId)
        {
            return new(id, name, "own", Phrase.Of("自己的签到要别人来记，或者扫码、用定位。"), false);
        }

        var kinds = way != CheckInWays.Card ? ProofKinds.Word : card == CardState.Shown ? ProofKinds.Card : ProofKinds.Number;
        var answer = await desk.AskAsync(
            new ProofRequest(activity.Id, shiftId, volunteer, end, kinds, tick.Nonce ?? Guid.CreateVersion7(), clock.Now(), fingerprint, By: viewer.PersonId), ct);
        var word = KioskIntake.Word(answer.Outcome);
        // Who is not on the list is not named to whoever tries numbers; these answers do not say whether they are.
        return answer.Outcome is ProofOutcome.NotSignedUp or ProofOutcome.Reused or ProofOutcome.TooOften or ProofOutcome.Missing
            ? new(tick.VolunteerId, tick.VolunteerId is null ? Mask.Name(name) : "", word, answer.Outcome.ToStaff(), answer.IsGood)
            : new(volunteer, name, word, answer.Outcome.ToStaff(), answer.IsGood, answer.InAt, answer.OutAt);
    }

    private async Task<Dictionary<string, Guid?>> NumbersAsync(Guid activityId, IReadOnlyList<Tick> ticks, CancellationToken ct)
    {
        var wanted = ticks.Where(t => t.VolunteerId is null).Select(t => NumberIn(t.Number)).OfType<string>().Distinct().ToList();
        var found = (await people.ByNumbersAsync(wanted.Where(n => n.Length > TailLength), ct)).ToDictionary(n => n.Key, n => (Guid?)n.Value);
        var missing = wanted.FindAll(n => !found.ContainsKey(n));
        var rows = missing.Count > 0 ? await roster.ReadAsync(activityId, null, ct) : [];
        foreach (var number in missing)
        {
            var meant = rows.Where(r => number.Length > TailLength ? r.Number == number : r.Number.EndsWith(number, StringComparison.Ordinal)).Select(r => r.VolunteerId).Distinct().ToList();
            found[number] = meant is [var one] ? one : null; // Two people with the same end: whoever types has to type more.
        }

        return found;
    }

    [GeneratedRegex(@"(?:^|/)(V\d{12,20}[A-Z]|\d{6}[A-Z])(?:[?#].*)?$")]
    private static partial Regex Number();
}
