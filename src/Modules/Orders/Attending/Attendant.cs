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
            Early(turn) ?? Prove(turn, input, codes.Arrival(turn.Order), out var proof) ?? Check(turn.Order.CheckIn(turn.Actor, turn.Now, turn.Clocks, proof!))), ct);

    public Task<StepAnswer> CheckOutAsync(Seen order, ProofInput input, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.CheckOut, async turn =>
        {
            if (Prove(turn, input, codes.Leaving(turn.Order), out var proof) is { } unproven)
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

    private StepAnswer? Prove(Turn turn, ProofInput input, string code, out Shown? proof)
    {
        proof = null;
        if (turn.Actor.Party == OrderParty.Station)
        {
            proof = new Shown(ProofKinds.Word);
            return null;
        }

        var errors = new Dictionary<string, string[]>();
        var kinds = CheckCode(turn, input.Code, code, errors) | CheckPosition(turn, input, errors, out var metres);
        if (kinds == ProofKinds.None || errors.ContainsKey("code")) // A wrong code is never passed over, whatever else is shown.
        {
            return Voice.Order.Wrong(errors.Count > 0 ? errors : new() { ["code"] = [Phrase.Of("请允许定位，或者填上群众告诉您的四位数字")] });
        }

        proof = new Shown(kinds, metres, input.Accuracy is { } accuracy ? (int)Math.Clamp(accuracy, 0, 100_000) : null);
        return null;
    }

    private static ProofKinds CheckCode(Turn turn, string? given, string expected, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return ProofKinds.None;
        }

        if (turn.Order.CodeFailures >= turn.Settings.CodeTries)
        {
            errors["code"] = [Phrase.Of("四位数字输错太多次，已不能用。请空着它，用定位，或请站点代为确认")];
            return ProofKinds.None;
        }

        if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.Trim()), Encoding.UTF8.GetBytes(expected)))
        {
            return ProofKinds.Code;
        }

        turn.Order.CodeFailures++;
        errors["code"] = [Phrase.Of("四位数字不对，请再问一下")];
        return ProofKinds.None;
    }

    private ProofKinds CheckPosition(Turn turn, ProofInput input, Dictionary<string, string[]> errors, out int? metres)
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
            errors["position"] = [Phrase.Of("这一单没有定位，请填群众告诉您的四位数字")];
            return ProofKinds.None;
        }

        if (input.Accuracy is not { } accuracy || accuracy > turn.Settings.WorstAccuracyMetres || accuracy < 0)
        {
            errors["position"] = [Phrase.Of("定位不够准，请到室外再试，或者填群众告诉您的四位数字")];
            return ProofKinds.None;
        }

        metres = (int)here.MetresTo(there);
        if (metres > turn.Settings.FenceMetres + Math.Min(accuracy, turn.Settings.FenceMetres))
        {
            errors["position"] = [Phrase.Of("您离服务地点还有点远，请到了再签到")];
            return ProofKinds.None;
        }

        return ProofKinds.Position;
    }

    private GeoPoint? PositionOf(Order order)
    {
        var parts = vault.Open(Personal.Position, order.Position).Split(',');
        return parts.Length == 2
            ? new GeoPoint(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture))
            : null;
    }
}
