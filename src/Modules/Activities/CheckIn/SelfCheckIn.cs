using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

/// <summary>What a volunteer shows for themselves: the organiser's code, a position, or both.</summary>
/// <param name="Accuracy">Radius of 68 % confidence in metres, as the phone gives it.</param>
/// <param name="Datum"><c>wgs84</c> (default) or <c>gcj02</c>.</param>
/// <param name="Nonce">Chosen by the caller: sending the same again changes nothing.</param>
internal sealed record PresenceInput([property: MaxLength(100)] string? Code = null, double? Lat = null, double? Lon = null, double? Accuracy = null, [property: MaxLength(LengthDoor.Word)] string? Datum = null, Guid? ShiftId = null, Guid? Nonce = null);

/// <summary>What became of it: the desk's answer, or what is wrong with the fields (source phrases with one argument each).</summary>
internal sealed record PresenceReply(ProofAnswer? Answer, string Field = "", string Message = "", object? Argument = null)
{
    /// <summary>Whether the number that is told at the door is asked for besides.</summary>
    public DoorTries Door { get; init; }

    public bool AsksNumber => Door == DoorTries.Left;

    /// <summary>What the desk says, and what is asked for besides: a source phrase.</summary>
    public string Words(ProofEnd end) => Door switch
    {
        DoorTries.Left => end == ProofEnd.In ? Phrase.Of("记下了。请听门口的人报一个三位数字，填在下面，这次签到就记全了。") : Phrase.Of("记下了。请听门口的人报一个三位数字，填在下面，这一次就记全了。"),
        DoorTries.Spent => DoorAnswer.Spent,
        DoorTries.NotAsked => Answer!.Words(end),
    };

    public static PresenceReply Wrong(string field, string message, object? argument = null) => new(null, field, message, argument);
}

/// <summary>Checks people in who do it themselves: looks at what they show, then asks the desk.</summary>
internal sealed class SelfCheckIn(CheckInTermsBook book, RotatingCodes codes, Desk<ProofRequest, ProofAnswer> desk, CheckInDevice device, IServiceProvider services, ActivitySettings settings, Viewer viewer, Vault vault, TimeProvider clock)
{
    public async Task<PresenceReply> ProveAsync(Guid activityId, ProofEnd end, PresenceInput input, HttpContext http, CancellationToken ct)
    {
        if (await book.FindAsync(activityId, ct) is not { } terms || !terms.Takes(end))
        {
            return new(new ProofAnswer(ProofOutcome.Missing));
        }

        CodeClaim? claim = null;
        if (!string.IsNullOrWhiteSpace(input.Code))
        {
            (var state, claim) = codes.Read(input.Code.Trim());
            if (Refuse(state, claim, terms, end) is { } refused)
            {
                return refused;
            }
        }

        return await WithPositionAsync(terms, end, input, claim, clock.Now(), input.Nonce ?? Idempotency.NameOf(http, vault, viewer.PersonId, $"{input.ShiftId} {end}") ?? Guid.CreateVersion7(), http, ct);
    }

    /// <summary>The same for a code that was read in time on this browser, perhaps some minutes ago.</summary>
    public async Task<PresenceReply> ProveAsync(CodeClaim claim, ScanTicket ticket, PresenceInput input, HttpContext http, CancellationToken ct) =>
        await book.FindAsync(claim.ActivityId, ct) is { } terms && terms.Takes(claim.End)
            ? Refuse(CodeState.Good, claim, terms, claim.End) ?? await WithPositionAsync(terms, claim.End, input, claim, ticket.ScannedAt, ticket.Nonce, http, ct)
            : new(new ProofAnswer(ProofOutcome.Missing));

    private static PresenceReply? Refuse(CodeState state, CodeClaim? claim, CheckInTerms terms, ProofEnd end) => state switch
    {
        CodeState.Expired => PresenceReply.Wrong("code", Phrase.Of("这个码过期了，请对着屏幕上的新码再扫一次。")),
        CodeState.Forged => PresenceReply.Wrong("code", Phrase.Of("这个码不对，请扫现场屏幕上的码。")),
        _ when claim!.ActivityId != terms.ActivityId => PresenceReply.Wrong("code", Phrase.Of("这是别的活动的码。")),
        _ when claim.End != end => PresenceReply.Wrong("code", Phrase.Of("签到、签退的码不一样，请看清屏幕再扫。")),
        _ when !terms.Ways.HasFlag(CheckInWays.RotatingCode) => PresenceReply.Wrong("code", Phrase.Of("这个活动不用扫码签到，请问现场的组织者。")),
        CodeState.Good => null,
    };

    private async Task<PresenceReply> WithPositionAsync(
        CheckInTerms terms, ProofEnd end, PresenceInput input, CodeClaim? claim, DateTime at, Guid nonce, HttpContext http, CancellationToken ct)
    {
        if (Datums.Parse(input.Datum) is not { } datum)
        {
            return PresenceReply.Wrong("datum", Phrase.Of("坐标系只能是 wgs84 或 gcj02"));
        }

        var reading = new PositionReading(input.Lat, input.Lon, input.Accuracy, datum);
        var fence = Fence.Check(terms.Place, terms.FenceMetres, settings.WorstAccuracyMetres, reading);
        if (claim is null && Refuse(terms, reading, fence) is { } refused)
        {
            return refused;
        }

        // Beside a code only a position inside a real fence is a second proof.
        var position = fence.Says == FenceSays.Inside || (claim is null && fence.IsIn) ? ProofKinds.Position : ProofKinds.None;
        var spot = reading is { Lat: { } lat, Lon: { } lon } ? $"{lat:R} {lon:R}" : "";
        var kinds = (claim is null ? ProofKinds.None : ProofKinds.RotatingCode) | (terms.Ways.HasFlag(CheckInWays.Position) ? position : ProofKinds.None);
        var request = new ProofRequest(
            terms.ActivityId, claim?.ShiftId ?? input.ShiftId, viewer.PersonId, end, kinds, nonce, at, device.Of(http), fence.Metres, fence.AccuracyMetres)
        {
            Network = device.NetworkOf(http),
            ShownAt = claim?.ShownAt,
            Spot = spot,
        };
        var answer = await desk.AskAsync(request, ct);
        var asks = answer is { IsDoorAsked: true, IsGood: true } ? await services.GetRequiredService<DoorBook>().TriesAsync(terms.ActivityId, end, ct) : DoorTries.NotAsked;
        return new(answer) { Door = asks };
    }

    private static PresenceReply? Refuse(CheckInTerms terms, PositionReading reading, FenceAnswer fence) => fence.Says switch
    {
        _ when !terms.Ways.HasFlag(CheckInWays.Position) && reading.IsGiven => PresenceReply.Wrong("position", Phrase.Of("这个活动不用定位签到，请扫现场的码，或者找组织者。")),
        _ when !reading.IsGiven => PresenceReply.Wrong("code", Phrase.Of("请扫现场屏幕上的码，或者允许定位。")),
        FenceSays.NoPosition => PresenceReply.Wrong("position", Phrase.Of("定位不对，请再取一次。")),
        FenceSays.TooVague => PresenceReply.Wrong("position", Phrase.Of("定位不够准，请到室外再试，或者扫现场的码。")),
        FenceSays.NoPlace => PresenceReply.Wrong("position", Phrase.Of("这个活动没有标地点，请扫现场的码，或者找组织者。")),
        FenceSays.TooFar => PresenceReply.Wrong("position", Phrase.Of("您离集合的地方还有约 {0} 米，请到了再签。"), fence.Metres),
        FenceSays.Inside or FenceSays.Open => null,
    };
}
