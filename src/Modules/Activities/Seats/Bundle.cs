using Weiguang.Messages;

namespace Weiguang.Activities.Seats;

/// <summary>While open, keeps what a change of many activities at once means for each person, and then tells each of them once. Closed, it tells at once.</summary>
internal sealed class Bundle(MessageBox messages)
{
    private List<Told>? _kept;

    public void Open() => _kept = [];

    /// <summary>What becomes of somebody's seat.</summary>
    /// <param name="reason">Why it is called off.</param>
    public void Put(Guid personId, MessageKind kind, string link, string[] arguments, SeatChange change = SeatChange.Moved, string reason = "")
    {
        if (_kept is null)
        {
            messages.Put(personId, kind, link, arguments);
            return;
        }

        _kept.Add(new(personId, kind, link, arguments, change, reason));
    }

    /// <summary>What organisers and reviewers hear: the same again, for the next activity, tells them nothing.</summary>
    public void PutOnce(Guid personId, MessageKind kind, string link, params string[] arguments)
    {
        if (_kept is null)
        {
            messages.Put(personId, kind, link, arguments);
        }
        else if (!_kept.Exists(k => (k.PersonId, k.Kind) == (personId, kind)))
        {
            _kept.Add(new(personId, kind, link, arguments, Change: null));
        }
    }

    /// <summary>Tells everybody; to be saved by the caller.</summary>
    /// <param name="tellsWhy">They are called off as they stand, for a reason of somebody's own; otherwise they were arranged anew.</param>
    public void Close(string title, bool tellsWhy = false)
    {
        var kept = _kept ?? [];
        _kept = null;
        foreach (var own in kept.GroupBy(k => (k.PersonId, IsSeat: k.Change is not null)))
        {
            var all = own.ToList();
            if (own.Key.IsSeat && all.Count > 1)
            {
                Sum(own.Key.PersonId, title, all, tellsWhy);
                continue;
            }

            all.ForEach(k => messages.Put(k.PersonId, k.Kind, k.Link, k.Arguments));
        }
    }

    private void Sum(Guid personId, string title, List<Told> all, bool tellsWhy)
    {
        // Another place is no more than the seats it comes with.
        var seats = all.FindAll(k => k.Change != SeatChange.Elsewhere);
        var (count, off) = (seats.Count + all.Select(k => k.Link).Except(seats.Select(k => k.Link)).Count(), seats.Count(k => k.Change == SeatChange.Off));
        var kind = seats.Exists(k => k.Change == SeatChange.Clashes) ? ActivityMessages.SomeClash : off == count ? tellsWhy ? ActivityMessages.AllOffFor : ActivityMessages.AllOff : off > 0 ? ActivityMessages.SomeOff : ActivityMessages.AllChanged;
        messages.Put(personId, kind, off == count ? "/me/activities?list=past" : "/me/activities", kind == ActivityMessages.SomeOff ? [title, $"{count}", $"{off}"] : kind == ActivityMessages.AllOffFor ? [title, $"{count}", all[0].Reason] : [title, $"{count}"]);
    }

    private sealed record Told(Guid PersonId, MessageKind Kind, string Link, string[] Arguments, SeatChange? Change, string Reason = "");
}

/// <summary>What a change makes of somebody's seat.</summary>
internal enum SeatChange
{
    Moved,

    /// <summary>It is now at the same time as another seat of theirs.</summary>
    Clashes,

    /// <summary>One meets at another place.</summary>
    Elsewhere,
    Off,
}
