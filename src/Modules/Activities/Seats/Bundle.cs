using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Activities.Seats;

/// <summary>While open, keeps what a change of many activities at once means for each person, and then tells each of them once. Closed, it tells at once.</summary>
internal sealed class Bundle(MessageBox messages)
{
    private static readonly string CalledOff = Phrase.Of("“{0}”改了安排，您报的 {1} 次取消了，不用去了。请到“我的活动”里看看。");
    private static readonly string CalledOffFor = Phrase.Of("“{0}”有 {1} 次您报了名的取消了，不用去了。原因：{2}");
    private static readonly string PartlyOff = Phrase.Of("“{0}”改了安排，您报的 {1} 次都有变动，其中 {2} 次取消了，不用去了。请到“我的活动”里看看，来不了的早点退出。");
    private static readonly string Changed = Phrase.Of("“{0}”改了安排，您报的 {1} 次都有变动。请到“我的活动”里看看，来不了的早点退出，好让别人补上。");
    private static readonly string Clashing = Phrase.Of("“{0}”改了安排，您报的 {1} 次都有变动，有的还和您报的别的事时间冲突了。请到“我的活动”里看看，来不了的早点退出。");
    private List<Told>? _kept;

    public void Open() => _kept = [];

    /// <summary>What becomes of somebody's seat.</summary>
    /// <param name="reason">Why it is called off.</param>
    public void Put(Guid personId, string phrase, string link, string[] arguments, SeatChange change = SeatChange.Moved, string reason = "")
    {
        if (_kept is null)
        {
            messages.Put(personId, phrase, link, arguments);
            return;
        }

        _kept.Add(new(personId, phrase, link, arguments, change, reason));
    }

    /// <summary>What organisers and reviewers hear: the same again, for the next activity, tells them nothing.</summary>
    public void PutOnce(Guid personId, string phrase, string link, params string[] arguments)
    {
        if (_kept is null)
        {
            messages.Put(personId, phrase, link, arguments);
        }
        else if (!_kept.Exists(k => (k.PersonId, k.Phrase) == (personId, phrase)))
        {
            _kept.Add(new(personId, phrase, link, arguments, Change: null));
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

            all.ForEach(k => messages.Put(k.PersonId, k.Phrase, k.Link, k.Arguments));
        }
    }

    private void Sum(Guid personId, string title, List<Told> all, bool tellsWhy)
    {
        // Another place is no more than the seats it comes with.
        var seats = all.FindAll(k => k.Change != SeatChange.Elsewhere);
        var (count, off) = (seats.Count + all.Select(k => k.Link).Except(seats.Select(k => k.Link)).Count(), seats.Count(k => k.Change == SeatChange.Off));
        var phrase = seats.Exists(k => k.Change == SeatChange.Clashes) ? Clashing : off == count ? tellsWhy ? CalledOffFor : CalledOff : off > 0 ? PartlyOff : Changed;
        messages.Put(personId, phrase, off == count ? "/me/activities?list=past" : "/me/activities", phrase == PartlyOff ? [title, $"{count}", $"{off}"] : phrase == CalledOffFor ? [title, $"{count}", all[0].Reason] : [title, $"{count}"]);
    }

    private sealed record Told(Guid PersonId, string Phrase, string Link, string[] Arguments, SeatChange? Change, string Reason = "");
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
