using Weiguang.Kernel.Time;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Fitting;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Orders.Dispatching;

/// <summary>To whom to send an order: exactly one of the three.</summary>
/// <param name="Replaces">The volunteer or team from whom a dispatched order is taken; when said, it must still be so.</param>
public sealed record DispatchInput(
    [property: MaxLength(DispatchBook.MostVolunteers, ErrorMessage = "一次最多派给 500 个人，请少选一些，或者公开抢单")] IReadOnlyList<Guid>? VolunteerIds = null, Guid? TeamId = null, bool Open = false, [property: MaxLength(FreeText.MostLetters)] string? Reason = null, Guid? Replaces = null);

/// <summary>派单: the station's steps before a volunteer says yes.</summary>
internal sealed class DispatchBook(OrderBook book, PersonDirectory people, TeamDirectory teams, StationDirectory stations, OrderNews news, Fit fit, IStringLocalizer phrases)
{
    public const int MostVolunteers = 500;

    public Task<StepAnswer> DispatchAsync(Seen order, DispatchInput input, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.Dispatch, async turn =>
        {
            if (turn.Order.Status == OrderStatus.Dispatched && input.Replaces is { } holder && holder != (turn.Order.Holder ?? Guid.Empty))
            {
                return Voice.Order.NotNow;
            }

            var (target, refused) = await TargetAsync(turn.Order, input, ct);
            return refused ?? FreeText.TooLong(input.Reason) ?? (turn.Order.Dispatch(turn.Actor, turn.Now, turn.Clocks, target!, FreeText.Short(input.Reason)) ? null : Voice.Order.NotNow);
        }, ct, (sent, step) => IsSame(sent, step, input));

    /// <summary>Asks more volunteers of an order that is already out.</summary>
    public Task<StepAnswer> OfferAsync(Seen order, DispatchInput input, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.Offer, async turn =>
        {
            if (turn.Order.DispatchKind == DispatchKind.Open)
            {
                return Voice.Order.NotNow;
            }

            var (target, refused) = await TargetAsync(turn.Order, input with { Open = false, TeamId = null }, ct);
            var more = target?.Volunteers.Where(v => !turn.Order.IsAsked(v.VolunteerId)).ToList();
            if (more is { Count: > 0 })
            {
                turn.Order.OfferTo(turn.Actor, turn.Now, turn.Clocks, more);
                news.Ask(turn.Order, more.Select(v => v.VolunteerId));
            }

            return refused;
        }, ct, (sent, step) => IsSame(sent, step, input));

    public Task<StepAnswer> RejectAsync(Seen order, string? reason, CancellationToken ct) =>
        book.SayAsync(order, OrderAction.Reject, reason, (turn, why) => turn.Order.Reject(turn.Actor, turn.Now, turn.Clocks, why), ct, isOwed: true);

    public Task<StepAnswer> RecallAsync(Seen order, string? reason, CancellationToken ct) =>
        book.SayAsync(order, OrderAction.Recall, reason, (turn, why) => turn.Order.Recall(turn.Actor, turn.Now, turn.Clocks, why), ct);

    public Task<StepAnswer> DeclineAsync(Seen order, string? reason, CancellationToken ct) =>
        book.SayAsync(order, OrderAction.Decline, reason, (turn, why) => turn.Order.Decline(turn.Actor, turn.Now, turn.Clocks, why), ct, most: Offer.LongestReason);

    public Task<StepAnswer> ReleaseAsync(Seen order, string? reason, CancellationToken ct) =>
        book.SayAsync(order, OrderAction.Release, reason, (turn, why) => turn.Order.Release(turn.Actor, turn.Now, turn.Clocks, why), ct, isOwed: true);

    /// <summary>Hands the order to the next station up.</summary>
    public Task<StepAnswer> EscalateAsync(Seen order, string? reason, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.Escalate, async turn =>
        {
            if (FreeText.TooLong(reason) is { } wrong)
            {
                return wrong;
            }

            news.AlsoAt(turn.Order.DeskDivisionCode);
            var here = await stations.FindAsync(turn.Order.StationId, ct);
            return here is null || await stations.AboveAsync(here, ct) is not { } above
                ? Voice.Order.Wrong("stationId", Phrase.Of("上面没有站点了，请就地安排"))
                : turn.Order.Escalate(turn.Actor, turn.Now, turn.Clocks, above.Id, above.DivisionCode, FreeText.Short(reason)) ? null : Voice.Order.NotNow;
        }, ct, OrderBook.Said(reason));

    private async Task<(Target? Target, StepAnswer? Refused)> TargetAsync(Order order, DispatchInput input, CancellationToken ct)
    {
        var chosen = new[] { input.VolunteerIds is { Count: > 0 }, input.TeamId is not null, input.Open }.Count(c => c);
        if (chosen != 1)
        {
            return (null, Voice.Order.Wrong("volunteerIds", Phrase.Of("请选志愿者、一支队伍，或者公开抢单")));
        }

        if (input.Open)
        {
            return (Target.Everybody, null);
        }

        if (input.TeamId is { } teamId)
        {
            return await TeamAsync(order, teamId, ct);
        }

        var named = input.VolunteerIds!;
        if (named.Count > MostVolunteers)
        {
            return (null, Voice.Order.Wrong("volunteerIds", Phrase.Of("一次最多派给 500 个人，请少选一些，或者公开抢单")));
        }

        var known = await KnownAsync(order, named, ct);
        if (named.Contains(order.AskerId) || known.Count < named.Distinct().Count())
        {
            return (null, Voice.Order.Wrong("volunteerIds", Phrase.Of("有的人不是本县的志愿者，或者就是点单人自己"))); // Who they are is told of nobody else.
        }

        var misfits = await fit.MisfitsAsync(order, [.. named], ct);
        return misfits.Count > 0
            ? (null, await NotFittingAsync([.. misfits.Values], ct))
            : (new Target(DispatchKind.Volunteers, null, Offers(order, known)), null);
    }

    private async Task<StepAnswer> NotFittingAsync(IReadOnlyList<Misfit> misfits, CancellationToken ct)
    {
        var named = await misfits.NamedAsync(people, phrases, ct);
        return Voice.Order.Refused("not-fitting", Phrase.Of("有的人不能去这一单")) with { Sentence = named.InWords(phrases), Facts = new() { ["misfits"] = named } };
    }

    /// <summary>All of the team who can go; whose time is promised away may still arrange it.</summary>
    private async Task<(Target? Target, StepAnswer? Refused)> TeamAsync(Order order, Guid teamId, CancellationToken ct)
    {
        if (await teams.FindAsync(teamId, ct) is not { IsActive: true } team || (await teams.MembersAsync(teamId, ct)) is not { Count: > 0 } members)
        {
            return (null, Voice.Order.Wrong("teamId", Phrase.Of("没有这支队伍，或者队伍里还没有人")));
        }

        var volunteers = (await people.VolunteersAsync(members.Select(m => m.PersonId).Where(id => id != order.AskerId), ct)).Values.ToList();
        var unmet = await fit.UnmetAsync(order, [.. volunteers.Select(v => v.PersonId)], ct);
        var able = volunteers.FindAll(v => unmet[v.PersonId].Count == 0);
        return able.Count > 0
            ? (new Target(DispatchKind.Team, team.Id, Offers(order, able)), null)
            : (null, Voice.Order.Wrong("teamId", Phrase.Of("这支队伍里没有符合条件的人")));
    }

    /// <summary>Those of them who are volunteers of the order's county.</summary>
    private async Task<List<VolunteerCard>> KnownAsync(Order order, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(DivisionCodes.Above(order.DivisionCode, 3));
        return [.. (await people.VolunteersAsync(ids, ct)).Values.Where(v => v.DivisionCode >= from && v.DivisionCode < to)];
    }

    /// <summary>Whether an earlier step asked exactly those who are to be asked now.</summary>
    private static bool IsSame(Order order, OrderEvent step, DispatchInput input) =>
        input.Open ? order.DispatchKind == DispatchKind.Open
        : input.TeamId is { } team ? order.TeamId == team
        : input.VolunteerIds is { } ids && OrderPast.AskedBy(order, step).ToHashSet().SetEquals(ids);

    /// <summary>The offers to them, with their distance.</summary>
    private static List<(Guid VolunteerId, int? Metres)> Offers(Order order, IEnumerable<VolunteerCard> volunteers) =>
        [.. volunteers.Select(v => (v.PersonId, v.Area is { } home && order.Area is { } there ? (int?)home.MetresTo(there) : null))];
}
