using System.ComponentModel.DataAnnotations;
using Weiguang.Cases;
using Weiguang.Hours;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Rating;

/// <summary>What the resident says of the service.</summary>
public sealed record RatingInput(bool? Came, bool? OnTime, Solved? Solved, int? Stars, [property: MaxLength(500)] string? Words);

/// <summary>After the service: confirmation, rating 评单, follow-up of a bad one, reward 奖单. A visit becomes a service record; points leave as an event.</summary>
internal sealed class Afterwards(OrderBook book, OrderNews news, OrderSettings settings, Visits visits, HoursBook hours, RewardedHours rewarded, AppDbContext db, TimeProvider clock)
{
    /// <summary>What the station reads as the outcome, in the language of its records.</summary>
    private const string NobodyCame = "点单人说没有人来。";

    private const string AllIsWell = "点单人说其实做完了，没有问题了。";

    public Task<StepAnswer> CompleteAsync(Seen order, string? report, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.Complete, async turn =>
        {
            if (!await CompleteAsync(turn, report ?? "", ct))
            {
                return Voice.Order.NotNow;
            }

            await SettleAsync(turn, ct);
            return null;
        }, ct, OrderBook.Said(report));

    public Task<StepAnswer> RateAsync(Seen order, RatingInput input, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.Rate, async turn => Check(input) is { Count: > 0 } errors ? Voice.Order.Wrong(errors) : await RateAsync(turn, input, ct), ct,
            (rated, _) => rated.Rating is { } given && IsSame(given, input));

    public Task<StepAnswer> RewardAsync(Seen order, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.Reward, async turn =>
            await rewarded.WhyNotAsync(turn.Order.Id, ct) is { } why ? Voice.Order.NotNow with { Advice = why }
            : await RewardAsync(turn, turn.Actor, ct) ? null : Voice.Order.NotNow, ct);

    /// <summary>By the rules alone, for an order that is held, with its offers and its rating: when its hours are settled, and it was rated well by the one who was served, or rewarded before.</summary>
    /// <param name="again">A reward of it was taken back: it was deserved once, whatever the stars.</param>
    public async Task RewardAtOnceAsync(Order order, bool again, CancellationToken ct)
    {
        if (order.Status == OrderStatus.Rated && await RewardAtOnceAsync(new Turn(order, Actor.Clock, clock.Now(), settings), again, ct))
        {
            await news.TellAsync(order, [], order.VolunteerId, ct);
        }
    }

    public Task<StepAnswer> CancelAsync(Seen order, string? reason, CancellationToken ct) =>
        book.SayAsync(order, OrderAction.Cancel, reason, (turn, why) => turn.Order.Cancel(turn.Actor, turn.Now, turn.Clocks, why), ct);

    /// <summary>The asker says that a service begun or given does not count: the station looks into it, the volunteer learns of it.</summary>
    public Task<StepAnswer> DisputeAsync(Seen order, string? reason, CancellationToken ct) =>
        book.StepAsync(order, OrderAction.Dispute, async turn =>
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                return Voice.Order.Wrong("reason", Phrase.Of("请说说哪里不对"));
            }

            if (FreeText.TooLong(reason) is { } wrong)
            {
                return wrong;
            }

            if (await IsLookedIntoAsync(turn.Order.Id, ct) || !turn.Order.Dispute(turn.Actor, turn.Now, turn.Clocks, FreeText.Short(reason)))
            {
                return Voice.Order.NotNow with { Advice = OrderBook.AlreadyLookedInto };
            }

            await OpenFollowUpAsync(turn, ct);
            return null;
        }, ct, OrderBook.Said(reason));

    /// <summary>The station has looked into it: the service does not count.</summary>
    public Task<StepAnswer> AnnulAsync(Seen order, string? reason, CancellationToken ct) =>
        book.SayAsync(order, OrderAction.Annul, reason, (turn, why) => turn.Order.Annul(turn.Actor, turn.Now, turn.Clocks, why), ct, isOwed: true);

    /// <summary>Whether the station has it on its list now.</summary>
    public Task<bool> IsLookedIntoAsync(Guid orderId, CancellationToken ct) =>
        db.Set<FollowUp>().IgnoreQueryFilters().AnyAsync(t => t.OrderId == orderId && t.ClosedAt == null, ct);

    /// <summary>Confirms the service; its record is made with it.</summary>
    public async Task<bool> CompleteAsync(Turn turn, string report, CancellationToken ct)
    {
        if (!turn.Order.Complete(turn.Actor, turn.Now, turn.Clocks, FreeText.Short(report)))
        {
            return false;
        }

        await visits.RecordAsync(turn, ct);
        return true;
    }

    /// <summary>For the minutes that are proven by then: who has only a word for it is not rewarded before the second.</summary>
    private async Task<bool> RewardAsync(Turn turn, Actor actor, CancellationToken ct)
    {
        var order = turn.Order;
        var points = order.Rating is { Came: true } ? turn.Settings.PointsFor(await rewarded.MinutesAsync(order.Id, ct)) : 0;
        if (!order.Reward(actor, turn.Now, turn.Clocks, points))
        {
            return false;
        }

        if (points > 0)
        {
            db.Publish(new RewardGranted(order.Id, RewardGranted.PostingOf(order.Id, order.StoryLength), order.VolunteerId!.Value, order.DivisionCode, points, turn.Now, order.Title), clock);
        }

        return true;
    }

    private async Task<bool> RewardAtOnceAsync(Turn turn, bool again, CancellationToken ct) =>
        (again || (turn.Order.Rating is { IsBad: false, Solved: Solved.Yes } rating && rating.Stars >= settings.RewardAtOnceFromStars && await visits.IsPraiseOfServedAsync(turn.Order, ct)))
        && await rewarded.WhyNotAsync(turn.Order.Id, ct) is null && await RewardAsync(turn, Actor.Clock, ct);

    private static bool IsSame(OrderRating given, RatingInput input) =>
        (given.Came, given.OnTime, given.Solved, given.Stars, given.Words)
        == (input.Came, input.OnTime ?? false, input.Solved ?? Solved.No, input.Stars, input.Words?.Trim() ?? "");

    private static Dictionary<string, string[]> Check(RatingInput input)
    {
        var errors = new Dictionary<string, string[]>();
        Need(input.Came is not null, "came", Phrase.Of("请选人来了没有"));
        Need(input.Came == false || input.OnTime is not null, "onTime", Phrase.Of("请选准不准时"));
        Need(input.Came == false || input.Solved is not null, "solved", Phrase.Of("请选事情办好了没有"));
        Need(input.Stars is >= 1 and <= 5, "stars", Phrase.Of("请点一到五颗星"));
        Need(!ShortWords.IsLonger(input.Words, 500), "words", Phrase.Of("最多写 500 字"));
        return errors;

        void Need(bool ok, string field, string message)
        {
            if (!ok)
            {
                errors[field] = [message];
            }
        }
    }

    private async Task<StepAnswer?> RateAsync(Turn turn, RatingInput input, CancellationToken ct)
    {
        var order = turn.Order;
        var rating = new OrderRating
        {
            OrderId = order.Id,
            Came = input.Came!.Value,
            OnTime = input.OnTime ?? false,
            Solved = input.Solved ?? Solved.No,
            Stars = input.Stars!.Value,
            Words = input.Words?.Trim() ?? "",
            At = turn.Now,
        };
        order.Rate(turn.Actor, turn.Now, turn.Clocks, rating);
        await (rating.Came
            ? hours.EvaluateAsync(order.Id, order.Id, rating.Stars, turn.Actor.PersonId, isServed: !await visits.IsHandAsync(order, ct), ct)
            : hours.DoubtAsync(order.Id, order.Id, turn.Actor.PersonId, ShortWords.Of(NobodyCame + rating.Words, PublicObjection.MostLetters), ct));

        if (rating.IsBad)
        {
            await OpenFollowUpAsync(turn, ct);
        }
        else
        {
            await RewardAtOnceAsync(turn, again: false, ct);
        }

        return null;
    }

    /// <summary>The asker who said that it does not count says now that all is well: there is nobody left to call.</summary>
    private async Task SettleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Actor.Party == OrderParty.Asker
            && await db.Set<FollowUp>().IgnoreQueryFilters().SingleOrDefaultAsync(t => t.OrderId == turn.Order.Id && t.ClosedAt == null, ct) is { } task)
        {
            task.Close(turn.Actor.PersonId, AllIsWell, turn.Now);
        }
    }

    private async Task OpenFollowUpAsync(Turn turn, CancellationToken ct)
    {
        var due = turn.Now.AddHours(turn.Settings.FollowUpHours);
        if (await db.Set<FollowUp>().IgnoreQueryFilters().SingleOrDefaultAsync(t => t.OrderId == turn.Order.Id, ct) is { } earlier)
        {
            earlier.Reopen(turn.Now, due);
            return;
        }

        db.Add(new FollowUp { OrderId = turn.Order.Id, DeskDivisionCode = turn.Order.DeskDivisionCode, OpenedAt = turn.Now, DueAt = due });
    }
}
