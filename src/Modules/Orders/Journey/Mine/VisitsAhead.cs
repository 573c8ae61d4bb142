using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Journey.Mine;

/// <summary>The viewer's orders that are on their way, visits they have promised, and those they are asked for by name.</summary>
internal sealed class VisitsAhead(AppDbContext db, OrderSettings settings, ServiceCodes codes, PersonDirectory people, RegionDirectory regions, IStringLocalizer phrases, TimeProvider clock) : IAhead
{
    private const int Most = 20;

    /// <summary>How long somebody is asked what they thought of a visit.</summary>
    private static readonly TimeSpan Asked = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<AheadItem>> ReadAsync(CancellationToken ct)
    {
        var (me, now) = (db.Viewer.PersonId, clock.Now());
        if (me == Guid.Empty)
        {
            return [];
        }

        var since = now - Asked;
        var offered = await db.Set<Offer>().IgnoreQueryFilters().Where(f => f.VolunteerId == me && f.State == OfferState.Open).Select(f => f.OrderId).ToListAsync(ct);
        var orders = await db.Set<Order>().AsNoTracking().Include(o => o.Attendance)
            .Where(o => (o.AskerId == me && (o.Status == OrderStatus.PendingReview || o.Status == OrderStatus.Dispatched || o.Status == OrderStatus.Accepted || o.Status == OrderStatus.InService
                    || o.Status == OrderStatus.PendingClose || (o.Status == OrderStatus.Closed && o.StatusAt > since)))
                || (o.VolunteerId == me && (o.Status == OrderStatus.Accepted || o.Status == OrderStatus.InService))
                || (o.Status == OrderStatus.Dispatched && offered.Contains(o.Id)))
            .OrderByDescending(o => o.Status == OrderStatus.InService || o.Status == OrderStatus.Accepted).ThenByDescending(o => o.CreatedAt).Take(Most).ToListAsync(ct);
        var names = await people.FindAsync(orders.Select(o => o.VolunteerId).OfType<Guid>(), ct);
        var places = await regions.NamesAsync(orders.Select(o => o.DivisionCode), ct);
        return [.. from o in orders
                   let item = o.VolunteerId == me ? Serving(o, now) : o.AskerId == me ? Coming(o, o.VolunteerId is { } v ? names.GetValueOrDefault(v)?.Name : null) : Asking(o)
                   where item is not null
                   select o.AskerId == me ? item : item with { Place = places.GetValueOrDefault(o.DivisionCode, "") }];
    }

    /// <summary>Somebody comes to them, or is looked for.</summary>
    private AheadItem? Coming(Order o, string? who) => o.Status switch
    {
        OrderStatus.PendingReview => Item(o, phrases["站里在安排"], Tone.Wait, phrases["定下来谁去，马上告诉您。"]),
        OrderStatus.Dispatched => Item(o, phrases["正在找人"], Tone.Wait, phrases["定下来谁去，马上告诉您。"]),
        OrderStatus.Accepted => Item(o, phrases["约好了"], Tone.Good, phrases["{0}来。", who ?? phrases["志愿者"]]) with { Digits = Usable(o) ? codes.Arrival(o) : "", DigitsFor = phrases["人到了，把这四位数告诉他"] },
        OrderStatus.InService => Item(o, phrases["服务中"], Tone.Go, phrases["{0}在您这儿。", who ?? phrases["志愿者"]], due: true) with { Digits = Usable(o) ? codes.Leaving(o) : "", DigitsFor = phrases["办完了，把这四位数告诉他"] },
        OrderStatus.PendingClose => o.IsHeld ? null : Item(o, phrases["做完了吗？"], Tone.Wait, "", due: true, phrases["说一声做没做完"]),
        OrderStatus.Closed => Item(o, phrases["等您评一评"], Tone.Wait, "", act: phrases["说说做得怎么样"]),
        OrderStatus.Rejected or OrderStatus.Rated or OrderStatus.Rewarded or OrderStatus.Void => null,
    };

    /// <summary>They go to somebody.</summary>
    private AheadItem? Serving(Order o, DateTime now) => o.Status switch
    {
        OrderStatus.Accepted when o.AgreedFrom is { } from && now < settings.OpensAt(from) => Item(o, phrases["您要去"], Tone.Good, phrases["{0} 起可以签到。", DayTime.Of(settings.OpensAt(from))], act: phrases["看地址和电话"], isQuiet: true),
        OrderStatus.Accepted => Item(o, phrases["可以签到了"], Tone.Go, "", due: true, phrases["我到了，签到"]),
        OrderStatus.InService => Item(o, phrases["服务中"], Tone.Go, o.Attendance is { } here ? phrases["{0} 签到的，做完就签退。", DayTime.Of(here.InAt)] : "", due: true, phrases["做完了，签退"]),
        OrderStatus.PendingReview or OrderStatus.Rejected or OrderStatus.Dispatched or OrderStatus.PendingClose or OrderStatus.Closed or OrderStatus.Rated or OrderStatus.Rewarded or OrderStatus.Void => null,
    };

    private AheadItem Asking(Order o) => Item(o, phrases["想请您去"], Tone.Wait, "", due: true, phrases["看看能不能去"]);

    private AheadItem Item(Order o, string state, Tone tone, string note, bool due = false, string? act = null, bool isQuiet = false)
    {
        var when = Order.TimesOf(o.AgreedFrom, o.AgreedTo, o.Windows)[0];
        var href = $"/orders/{o.Id}";
        return new(o.Title, when.From, when.To, href) { State = state, Tone = tone, Note = note, IsDue = due, Act = act is null ? null : AheadItem.Link(href, act, isQuiet) };
    }

    private bool Usable(Order o) => o.CodeFailures < settings.CodeTries;
}
