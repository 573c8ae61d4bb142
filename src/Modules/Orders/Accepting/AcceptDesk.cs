using Microsoft.Extensions.DependencyInjection;
using Weiguang.Eligibility;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Fitting;

namespace Weiguang.Orders.Accepting;

/// <summary>A volunteer says yes. <paramref name="Window"/> is the number of the asker's window they choose, from 0; needed where there are several.</summary>
internal sealed record AcceptRequest(Guid OrderId, Guid VolunteerId, int? Window);

/// <summary>
/// 接单. Everybody who was asked may say yes at the same moment; one of them gets the order. All who wait in this process are settled in one
/// transaction that holds the orders' rows, in id order, and then the volunteers, whose time a seat may be given away for at the same moment; by the same verb that everything else uses.
/// </summary>
internal static class AcceptDesk
{
    public static IServiceCollection AddAcceptDesk(this IServiceCollection services) => services.AddDesk<AcceptRequest, AcceptAnswer>(SettleAsync);

    private static async Task<IReadOnlyList<AcceptAnswer>> SettleAsync(IServiceProvider scope, IReadOnlyList<AcceptRequest> requests, CancellationToken ct)
    {
        var db = scope.GetRequiredService<AppDbContext>();
        await using var work = await db.BeginWorkAsync(ct);
        var orders = await LoadAsync(db, [.. requests.Select(r => r.OrderId).Distinct()], ct);
        var volunteers = requests.Select(r => r.VolunteerId).Distinct().ToList();
        var (calendars, now) = (scope.GetRequiredService<Calendars>(), scope.GetRequiredService<TimeProvider>().Now());
        await calendars.HoldAsync(volunteers, ct);
        var asked = await scope.GetRequiredService<Fit>().AsksAsync(orders.Values, ct);
        var known = await scope.GetRequiredService<Applicants>().ReadAsync(volunteers, [.. orders.Values.Select(o => asked[o.Id].AnyOf(o.Windows)).Distinct()], ct);
        var hall = new Hall(orders, asked, known, await calendars.OfAsync(volunteers, now, ct), scope.GetRequiredService<OrderSettings>().Clocks, now);

        var answers = requests.Select(hall.Answer).ToList();
        foreach (var (order, offered) in hall.Settled)
        {
            await scope.GetRequiredService<OrderNews>().TellAsync(order, offered, null, ct);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return answers;
    }

    private static async Task<Dictionary<Guid, Order>> LoadAsync(AppDbContext db, List<Guid> ids, CancellationToken ct)
    {
        var orders = await db.LockAsync<Order>(ids, ct);
        var offers = await db.Set<Offer>().Where(o => ids.Contains(o.OrderId)).ToListAsync(ct); // Fix-up puts them into their orders.
        return orders.ToDictionary(o => o.Id);
    }

    /// <summary>What the desk knows while it settles one batch.</summary>
    private sealed class Hall(
        Dictionary<Guid, Order> orders, IReadOnlyDictionary<Guid, OrderAsks> asks, IReadOnlyDictionary<Guid, Applicant> volunteers, ILookup<Guid, Promise> promised, OrderClocks clocks, DateTime now)
    {
        private readonly List<Promise> _promisedNow = [];

        public List<(Order Order, List<Guid> Asked)> Settled { get; } = [];

        public AcceptAnswer Answer(AcceptRequest request)
        {
            if (!orders.TryGetValue(request.OrderId, out var order) || !volunteers.TryGetValue(request.VolunteerId, out var volunteer))
            {
                return AcceptOutcome.Missing;
            }

            if (order.VolunteerId is { } winner)
            {
                return winner == request.VolunteerId ? AcceptOutcome.AlreadyYours : AcceptOutcome.TakenByAnother;
            }

            if (order.Status != OrderStatus.Dispatched)
            {
                return AcceptOutcome.NoLongerOpen;
            }

            return IsAsked(order, request.VolunteerId) ? Take(order, volunteer, request) : AcceptOutcome.NotAskedOf;
        }

        private AcceptAnswer Take(Order order, Applicant volunteer, AcceptRequest request)
        {
            var chosen = request.Window ?? (order.Windows.Count == 1 ? 0 : -1); // Nobody agrees to one of several unsaid.
            if (chosen < 0 || chosen >= order.Windows.Count)
            {
                return AcceptOutcome.NoSuchWindow;
            }

            var window = order.Windows[chosen];
            if (EligibilityRules.Check(asks[order.Id].In(window), volunteer) is { Count: > 0 } unmet)
            {
                return new(AcceptOutcome.NotEligible) { Unmet = unmet };
            }

            if (promised[request.VolunteerId].Concat(_promisedNow.Where(p => p.PersonId == request.VolunteerId)).FirstOrDefault(p => p.Overlaps(window.From, window.To)) is { } other)
            {
                return new(AcceptOutcome.Clash, other);
            }

            var asked = order.Offers.Where(o => o.State == OfferState.Open).Select(o => o.VolunteerId).ToList();
            order.Accept(new Actor(request.VolunteerId, OrderParty.Offered), now, clocks, window);
            _promisedNow.Add(new(request.VolunteerId, OrderEngagements.Source, order.Id, order.Id, window.From, window.To));
            Settled.Add((order, asked));
            return AcceptOutcome.Accepted;
        }

        private static bool IsAsked(Order order, Guid volunteerId) =>
            order.AskerId != volunteerId
            && (order.DispatchKind == DispatchKind.Open || order.Offers.Exists(o => o.VolunteerId == volunteerId && o.State == OfferState.Open));
    }
}
