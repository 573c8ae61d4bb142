

namespace Weiguang.Orders.Domain;

/// <summary>Who takes a step, and in which part.</summary>
internal sealed record Actor(Guid PersonId, OrderParty Party, string Network = "")
{
    public static readonly Actor Clock = new(Guid.Empty, OrderParty.Clock);
}

internal sealed partial class Order
{
    /// <summary>The verbs of an order. Each checks the flow, changes the order and adds to its story; none of them saves.</summary>
    /// <returns>Of every verb: false when the flow does not allow the step now; nothing has changed then.</returns>
    public void Place(Actor actor, DateTime now, OrderClocks clocks) => Enter(OrderAction.Place, OrderStatus.PendingReview, actor, now, clocks, "");

    public bool Escalate(Actor actor, DateTime now, OrderClocks clocks, Guid stationId, long deskDivisionCode, string reason)
    {
        if (!Take(OrderAction.Escalate, actor, now, clocks, reason))
        {
            return false;
        }

        (StationId, DeskDivisionCode) = (stationId, deskDivisionCode);
        Escalations++;
        return true;
    }

    public bool Reject(Actor actor, DateTime now, OrderClocks clocks, string reason) => Take(OrderAction.Reject, actor, now, clocks, reason);

    /// <summary>Sends the order to volunteers, a team or everybody nearby; an earlier dispatch ends.</summary>
    public bool Dispatch(Actor actor, DateTime now, OrderClocks clocks, Target target, string reason = "")
    {
        if (!Take(OrderAction.Dispatch, actor, now, clocks, reason))
        {
            return false;
        }

        CloseOffers(OfferState.Withdrawn, now);
        (DispatchKind, TeamId, WasOpen) = (target.Kind, target.TeamId, WasOpen || target.Kind == DispatchKind.Open);
        Offer(target.Volunteers, now);
        return true;
    }

    /// <summary>Asks more volunteers while the order is out; who has been asked already is not asked twice.</summary>
    public bool OfferTo(Actor actor, DateTime now, OrderClocks clocks, IEnumerable<(Guid VolunteerId, int? Metres)> volunteers)
    {
        if (!Take(OrderAction.Offer, actor, now, clocks, ""))
        {
            return false;
        }

        Offer(volunteers, now);
        return true;
    }

    private void Offer(IEnumerable<(Guid VolunteerId, int? Metres)> volunteers, DateTime now)
    {
        foreach (var (volunteerId, metres) in volunteers)
        {
            if (Offers.Find(o => o.VolunteerId == volunteerId) is { } earlier)
            {
                earlier.Reopen(now);
            }
            else
            {
                Offers.Add(new Offer { OrderId = Id, VolunteerId = volunteerId, OfferedAt = now, Metres = metres });
            }
        }
    }

    public bool Recall(Actor actor, DateTime now, OrderClocks clocks, string reason) => Undispatch(OrderAction.Recall, actor, now, clocks, reason);

    public bool Lapse(DateTime now, OrderClocks clocks) => Undispatch(OrderAction.Lapse, Actor.Clock, now, clocks, "");

    /// <summary>One volunteer says no; when nobody asked is left, the order goes back to the desk.</summary>
    public bool Decline(Actor actor, DateTime now, OrderClocks clocks, string reason)
    {
        if (Offers.Find(o => o.VolunteerId == actor.PersonId && o.State == OfferState.Open) is not { } offer || !Take(OrderAction.Decline, actor, now, clocks, reason))
        {
            return false;
        }

        offer.Close(OfferState.Declined, now, reason);
        if (DispatchKind == DispatchKind.Volunteers && Offers.TrueForAll(o => o.State != OfferState.Open))
        {
            Lapse(now, clocks);
        }

        return true;
    }

    public bool Accept(Actor actor, DateTime now, OrderClocks clocks, TimeWindow agreed)
    {
        if (!Take(OrderAction.Accept, actor, now, clocks, ""))
        {
            return false;
        }

        (VolunteerId, AcceptedAt, AgreedFrom, AgreedTo, CodeFailures, RemindedAt) = (actor.PersonId, now, agreed.From, agreed.To, 0, Kernel.Time.Evening.Before(agreed.From) <= now ? now : null);
        Offers.Find(o => o.VolunteerId == actor.PersonId)?.Close(OfferState.Accepted, now);
        CloseOffers(OfferState.Withdrawn, now);
        DueAt = agreed.To;
        return true;
    }

    /// <summary>The volunteer hands the order back, or the station takes it from somebody who did not come.</summary>
    public bool Release(Actor actor, DateTime now, OrderClocks clocks, string reason)
    {
        if (!Take(OrderAction.Release, actor, now, clocks, reason))
        {
            return false;
        }

        (DispatchKind, TeamId, VolunteerId, AcceptedAt, AgreedFrom, AgreedTo) = (DispatchKind.None, null, null, null, null, null);
        return true;
    }

    public bool CheckIn(Actor actor, DateTime now, OrderClocks clocks, Shown proof)
    {
        if (!Take(OrderAction.CheckIn, actor, now, clocks, ""))
        {
            return false;
        }

        Attendance = new Attendance { OrderId = Id, VolunteerId = VolunteerId!.Value };
        Attendance.CameIn(now, proof);
        return true;
    }

    /// <param name="longest">Most minutes that count.</param>
    public bool CheckOut(Actor actor, DateTime now, OrderClocks clocks, Shown proof, int longest)
    {
        if (!Take(OrderAction.CheckOut, actor, now, clocks, ""))
        {
            return false;
        }

        Attendance!.WentOut(now, proof, longest);
        return true;
    }

    public bool Complete(Actor actor, DateTime now, OrderClocks clocks, string report) => Take(OrderAction.Complete, actor, now, clocks, report);

    public bool Rate(Actor actor, DateTime now, OrderClocks clocks, OrderRating rating)
    {
        if (!Take(OrderAction.Rate, actor, now, clocks, ""))
        {
            return false;
        }

        Rating = rating;
        return true;
    }

    public bool Reward(Actor actor, DateTime now, OrderClocks clocks, int points) => Take(OrderAction.Reward, actor, now, clocks, points.ToString());

    /// <summary>The hours count no more, so their reward does not; when they come back, the order can be rewarded again. The ledger is the caller's.</summary>
    public bool TakeBack(DateTime now, OrderClocks clocks, int points) => Take(OrderAction.TakeBack, Actor.Clock, now, clocks, points.ToString());

    public bool Cancel(Actor actor, DateTime now, OrderClocks clocks, string reason)
    {
        if (!Take(OrderAction.Cancel, actor, now, clocks, reason))
        {
            return false;
        }

        CloseOffers(OfferState.Withdrawn, now);
        return true;
    }

    /// <summary>The asker says that the service does not count. Once it is over, the order is held until the station has looked into it.</summary>
    public bool Dispute(Actor actor, DateTime now, OrderClocks clocks, string reason)
    {
        if (IsHeld || !Take(OrderAction.Dispute, actor, now, clocks, reason))
        {
            return false;
        }

        Hold();
        return true;
    }

    /// <summary>Stops the clock that would confirm the service by itself.</summary>
    public void Hold() => DueAt = Status == OrderStatus.PendingClose ? null : DueAt;

    /// <summary>The station found that the service does not count.</summary>
    public bool Annul(Actor actor, DateTime now, OrderClocks clocks, string reason) => IsHeld && Take(OrderAction.Annul, actor, now, clocks, reason);

    private bool Undispatch(OrderAction action, Actor actor, DateTime now, OrderClocks clocks, string reason)
    {
        if (!Take(action, actor, now, clocks, reason))
        {
            return false;
        }

        CloseOffers(action == OrderAction.Lapse ? OfferState.Lapsed : OfferState.Withdrawn, now);
        (DispatchKind, TeamId) = (DispatchKind.None, null);
        return true;
    }

    private bool Take(OrderAction action, Actor actor, DateTime now, OrderClocks clocks, string reason)
    {
        if (OrderFlow.Table.Find(Status, action, actor.Party) is not { } step)
        {
            return false;
        }

        Enter(action, step.To, actor, now, clocks, reason);
        return true;
    }

    private void Enter(OrderAction action, OrderStatus to, Actor actor, DateTime now, OrderClocks clocks, string reason)
    {
        Story.Add(new OrderEvent
        {
            OrderId = Id,
            Sequence = ++StoryLength,
            Action = action,
            From = Status,
            To = to,
            ActorId = actor.PersonId,
            Party = actor.Party, Network = actor.Network,
            At = now,
            Reason = reason,
            VolunteerId = action == OrderAction.Accept ? actor.PersonId : VolunteerId,
        });
        if (Status != to || action is OrderAction.Place or OrderAction.Dispatch or OrderAction.Escalate)
        {
            DeskMinutesLeft = action == OrderAction.Dispatch && Status == OrderStatus.PendingReview && DueAt is { } until ? Math.Max(0, (int)(until - now).TotalMinutes) : DeskMinutesLeft;
            (Status, StatusAt, DueAt) = (to, now, action == OrderAction.Recall && DeskMinutesLeft is { } left ? now.AddMinutes(left) : clocks.Due(to, Urgency, now));
        }

        Version++;
    }

    private void CloseOffers(OfferState state, DateTime now)
    {
        foreach (var offer in Offers.Where(o => o.State == OfferState.Open))
        {
            offer.Close(state, now);
        }
    }
}

/// <summary>To whom an order is sent.</summary>
internal sealed record Target(DispatchKind Kind, Guid? TeamId, IReadOnlyList<(Guid VolunteerId, int? Metres)> Volunteers)
{
    public static readonly Target Everybody = new(DispatchKind.Open, null, []);
}
