using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Localization;
using Weiguang.Hours;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Rating;

namespace Weiguang.Orders.Attending;

/// <summary>What a volunteer shows on arrival or on leaving: a position, the resident's code, or both.</summary>
/// <param name="Accuracy">Radius of 68 % confidence in metres, as the phone gives it.</param>
/// <param name="Datum"><c>wgs84</c> (default) or <c>gcj02</c>.</param>
public sealed record ProofInput(double? Lat, double? Lon, double? Accuracy, [property: MaxLength(LengthDoor.Word)] string? Datum, [property: MaxLength(LengthDoor.Word)] string? Code);

/// <summary>Checks people in and out of an order, and says what is missing when nothing is proven.</summary>
internal sealed class Attendant(OrderBook book, Afterwards afterwards, ServiceCodes codes, Vault vault, IStringLocalizer phrases)
{
    public static readonly string TooEarly = Phrase.Of("还没到约好的时间，不能签到");

    public Task<StepAnswer> CheckInAsync(Seen order, ProofInput input, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.CheckIn, turn => Task.FromResult(
            Early(turn) ?? Prove(turn, input, new(codes.Arrival(turn.Order), Phrase.Of("到达码")), out var proof) ?? Check(turn.Order.CheckIn(turn.Actor, turn.Now, turn.Clocks, proof!))), ct);

    public Task<StepAnswer> CheckOutAsync(Seen order, ProofInput input, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.CheckOut, async turn =>
        {
            if (Prove(turn, input, new(codes.Leaving(turn.Order), Phrase.Of("完成码")), out var proof) is { } unproven)
            {
                return unproven;
            }

            var done = turn.Order.CheckOut(turn.Actor, turn.Now, turn.Clocks, proof!, turn.Settings.LongestServiceMinutes);
            if (done && await afterwards.IsLookedIntoAsync(turn.Order.Id, ct))
            {
                turn.Order.Hold(); // The asker said during the service that it does not count.
            }

            return Check(done);
        }, ct);

    /// <summary>People come a little earlier or later than agreed; days before, nobody comes to this order, whoever says so.</summary>
    private StepAnswer? Early(Turn turn) => turn.Order.AgreedFrom is { } from && turn.Settings.OpensAt(from) is var opensAt && turn.Now < opensAt
        ? Voice.Order.Refused("too-early", TooEarly) with
        {
            Facts = new() { ["opensAt"] = opensAt },
            Sentence = phrases[Phrase.Of("还没到约好的时间，{0} 起可以签到。"), DayTime.Of(opensAt)],
        }
        : null;

    private static StepAnswer? Check(bool done) => done ? null : Voice.Order.NotNow;

    private StepAnswer? Prove(Turn turn, ProofInput input, Digits digits, out Shown? proof)
    {
        proof = null;
        if (turn.Actor.Party == OrderParty.Station)
        {
            proof = new Shown(ProofKinds.Word);
            return null;
        }

        var errors = new Dictionary<string, string[]>();
        var kinds = CheckCode(turn, input.Code, digits, errors) | CheckPosition(turn, input, digits, errors, out var metres);
        if (kinds == ProofKinds.None || errors.ContainsKey("code")) // A wrong code is never passed over, whatever else is shown.
        {
            return Voice.Order.Wrong(errors.Count > 0 ? errors : new() { ["code"] = [Say(Phrase.Of("请允许定位，或者填上群众告诉您的{0}"), digits)] });
        }

        proof = new Shown(kinds, metres, input.Accuracy is { } accuracy ? (int)Math.Clamp(accuracy, 0, 100_000) : null);
        return null;
    }

    /// <summary>What is not four digits is no guess, and costs no try.</summary>
    private ProofKinds CheckCode(Turn turn, string? given, Digits digits, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return ProofKinds.None;
        }

        var left = turn.Settings.CodeTries - turn.Order.CodeFailures;
        var typed = string.Concat(given.Where(char.IsDigit).Select(c => (int)char.GetNumericValue(c))); // Also as Chinese keyboards write them.
        if (left > 0 && typed.Length != digits.Expected.Length)
        {
            errors["code"] = [Say(Phrase.Of("{0}是四位数字，没填全，请再看看；这次不算输错"), digits)];
            return ProofKinds.None;
        }

        if (left > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(digits.Expected)))
        {
            return ProofKinds.Code;
        }

        turn.Order.CodeFailures += left > 0 ? 1 : 0;
        errors["code"] = [left > 1 ? Say(Phrase.Of("{0}不对，请再问一下，还能试 {1} 次"), digits, left - 1) : Say(Phrase.Of("{0}输错太多次，不能用了。请空着它，用定位，或者请站里代您记一下"), digits)];
        return ProofKinds.None;
    }

    private ProofKinds CheckPosition(Turn turn, ProofInput input, Digits digits, Dictionary<string, string[]> errors, out int? metres)
    {
        metres = null;
        if (input.Lat is not { } lat || input.Lon is not { } lon)
        {
            return ProofKinds.None;
        }

        if (Datums.Parse(input.Datum) is not { } datum)
        {
            errors["datum"] = [Phrase.Of("坐标系只能是 wgs84 或 gcj02")];
            return ProofKinds.None;
        }

        var here = datum.Read(lat, lon);
        if (!here.IsValid || PositionOf(turn.Order) is not { } there)
        {
            errors["position"] = [Say(Phrase.Of("这一单没有定位，请填群众告诉您的{0}"), digits)];
            return ProofKinds.None;
        }

        if (input.Accuracy is not { } accuracy || accuracy > turn.Settings.WorstAccuracyMetres || accuracy < 0)
        {
            errors["position"] = [Say(Phrase.Of("定位不够准，请到室外再试，或者填群众告诉您的{0}"), digits)];
            return ProofKinds.None;
        }

        metres = (int)here.MetresTo(there);
        var fence = turn.Settings.FenceMetres + (int)Math.Min(accuracy, turn.Settings.FenceMetres);
        if (metres > fence)
        {
            errors["position"] = [phrases[Phrase.Of("您离服务地点约 {0} 米，要在 {1} 米以内"), metres, fence]];
            return ProofKinds.None;
        }

        return ProofKinds.Position;
    }

    private string Say(string phrase, Digits digits, int? number = null) => number is { } count ? phrases[phrase, phrases[digits.Name], count] : phrases[phrase, phrases[digits.Name]];

    private GeoPoint? PositionOf(Order order)
    {
        var parts = vault.Open(Personal.Position, order.Position).Split(',');
        return parts.Length == 2
            ? new GeoPoint(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>What the resident reads out.</summary>
    /// <param name="Name">A source phrase.</param>
    private sealed record Digits(string Expected, string Name);
}
