using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Orders;

/// <summary>点单: who asks for what, when, and for whom.</summary>
internal sealed partial class Life
{
    /// <summary>Orders on a usual day: one to forty volunteers, and never so few that a desk has nothing to show.</summary>
    private double OrdersADay => Math.Max(9, world.Helpers.Count / 40.0);

    private void PlanWishes()
    {
        var first = DateOnly.FromDateTime(world.Start.ToShanghai());
        var last = DateOnly.FromDateTime(world.Now.ToShanghai());
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            for (var left = chance.Poisson(OrdersADay * Rhythm.Of(day)); left > 0; left--)
            {
                var at = Rhythm.Moment(day, chance);
                if (at > world.Start && at <= world.Now)
                {
                    _calendar.At(at, AskSomebody);
                }
            }
        }
    }

    /// <summary>Most order for themselves, some children for their parents, some by a call to the station, which writes it down.</summary>
    private void AskSomebody()
    {
        var inNeed = chance.Pick(world.Residents, r => r.Home.Weight * (world.Now.Year - r.BirthYear >= 60 ? 1.5 : 0.6));
        var desk = world.Offices[inNeed.Home.Code];
        var asker = chance.Pick<(Villager Who, int Share)>([(inNeed, 66), (Relative(inNeed), 18), (desk.Keeper, 16)], a => a.Share).Who;
        var wish = WishAt(desk);
        var urgency = UrgencyOf(wish);
        var c = Place(asker, inNeed, desk, wish, urgency, Rhythm.Windows(urgency, Now, chance));
        Lay(c);
        if (chance.Happens(0.06))
        {
            _calendar.At(Rhythm.Awake(InMinutes(chance.Around(9 * 60, 1)), chance), () => CallOff(c));
        }
    }

    /// <summary>Writes an order down and lays it on the desk.</summary>
    private Case Place(Villager asker, Villager inNeed, Office desk, Wish wish, Urgency urgency, List<TimeWindow> windows)
    {
        GeoPoint? position = chance.Happens(0.85) ? inNeed.Point : null;
        var order = new Order
        {
            Id = chance.Id(Now),
            AskerId = asker.Id,
            StationId = desk.Station.Id,
            DeskDivisionCode = desk.Station.DivisionCode,
            MenuItemId = wish.MenuItemId,
            Category = wish.Category,
            Title = wish.Title,
            Notes = wish.Notes,
            RequiredSkill = wish.Skill,
            IsDangerous = wish.IsDangerous,
            Urgency = urgency,
            ForSomeoneElse = asker.Id != inNeed.Id,
            ContactName = vault.Seal(Personal.Name, inNeed.Name),
            ContactPhone = vault.Seal(Personal.Phone, inNeed.Phone),
            DivisionCode = inNeed.Home.Code,
            Address = vault.Seal(Personal.Address, inNeed.Address),
            Windows = windows,
            CreatedAt = Now,
            Position = position is { } p ? vault.Seal(Personal.Position, FormattableString.Invariant($"{p.Lat:F6},{p.Lon:F6}")) : Sealed.Nothing,
            CoarseLat = position?.Coarse().Lat,
            CoarseLon = position?.Coarse().Lon,
        };
        var c = new Case(order, asker, wish, inNeed.Point, desk);
        story.Cases.Add(c);
        Step(c, o =>
        {
            o.Place(AskerOf(c), Now, Clocks);
            return true;
        });
        return c;
    }

    /// <summary>Somebody of working age elsewhere, as children are.</summary>
    private Villager Relative(Villager parent)
    {
        for (var tries = 0; tries < 12; tries++)
        {
            var one = chance.Pick(world.Residents);
            if (one.BirthYear > parent.BirthYear + 18 && one.Id != parent.Id)
            {
                return one;
            }
        }

        return parent;
    }

    private Wish WishAt(Office desk)
    {
        var month = Now.ToShanghai().Month;
        var (item, service) = desk.Menu.Count == 0 ? default : chance.Pick(desk.Menu, m => m.Service.WeightIn(month, world.Land.IsNorthern));
        if (item is null || service!.WeightIn(month, world.Land.IsNorthern) == 0 || chance.Happens(0.28))
        {
            var free = chance.Pick(FreeWish.All, f => f.Weight);
            return new(free.Title, free.Category, free.Minutes, "", null, free.Notes, free.No);
        }

        return Ordered(item, service);
    }

    private Wish Ordered(MenuItem item, Service service)
    {
        var notes = (chance.Happens(0.75) ? chance.Pick(service.Notes) : "") + (chance.Happens(0.3) ? chance.Pick(ServiceBook.Asides) : "");
        return new(service.Title, service.Category, service.Minutes, service.Skill, item.Id, notes) { IsDangerous = service.IsDangerous };
    }

    /// <summary>Most things can wait; what is an emergency by name cannot.</summary>
    private Urgency UrgencyOf(Wish wish)
    {
        var (normal, soon, urgent) = wish.Category == ServiceBook.Emergency ? (0, 45, 55) : (79, 18, 3);
        return chance.Pick<(Urgency Urgency, int Share)>([(Urgency.Normal, normal), (Urgency.Soon, soon), (Urgency.Urgent, urgent)], u => u.Share).Urgency;
    }

    private void CallOff(Case c)
    {
        if (c.Order.Status is OrderStatus.PendingReview or OrderStatus.Dispatched or OrderStatus.Accepted)
        {
            Step(c, o => o.Cancel(AskerOf(c), Now, Clocks, chance.Pick(Reasons.Cancels)));
        }
    }
}
