using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders.Accepting;

/// <summary>A volunteer says yes. <paramref name="Window"/> is the number of the asker's window they choose, from 0.</summary>
internal sealed record AcceptRequest(Guid OrderId, Guid VolunteerId, int Window);

internal enum AcceptAnswer { Accepted, AlreadyYours, TakenByAnother, NoLongerOpen, NotAskedOf, Clash, NoSuchWindow, Missing }

/// <summary>
/// 接单. Everybody who was asked may say yes at the same moment; one of them gets the order. All who wait in this process are settled in one
/// transaction that holds the orders' rows, in id order, by the same verb that everything else uses.
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
        var known = await scope.GetRequiredService<PersonDirectory>().VolunteersAsync(volunteers, ct);
        var agreed = await AgreedAsync(db, volunteers, ct);
        var hall = new Hall(orders, known, agreed, scope.GetRequiredService<OrderRules>().Clocks, scope.GetRequiredService<TimeProvider>().Now());

        var answers = requests.Select(hall.Answer).ToList();
        foreach (var (order, asked) in hall.Settled)
        {
            await scope.GetRequiredService<OrderNews>().TellAsync(order, asked, null, ct);
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

    /// <summary>Times these volunteers have already promised away.</summary>
    private static async Task<ILookup<Guid, TimeWindow>> AgreedAsync(AppDbContext db, List<Guid> volunteers, CancellationToken ct)
    {
        var busy = await db.Set<Order>().AsNoTracking()
            .Where(o => o.VolunteerId != null && volunteers.Contains(o.VolunteerId.Value) && (o.Status == OrderStatus.Accepted || o.Status == OrderStatus.InService))
            .Select(o => new { VolunteerId = o.VolunteerId!.Value, o.AgreedFrom, o.AgreedTo }).ToListAsync(ct);
        return busy.ToLookup(b => b.VolunteerId, b => new TimeWindow(b.AgreedFrom!.Value, b.AgreedTo!.Value));
    }

    /// <summary>What the desk knows while it settles one batch.</summary>
    private sealed class Hall(Dictionary<Guid, Order> orders, IReadOnlyDictionary<Guid, VolunteerCard> volunteers, ILookup<Guid, TimeWindow> agreed, OrderClocks clocks, DateTime now)
    {
        private readonly List<(Guid VolunteerId, TimeWindow Window)> _promisedNow = [];

        public List<(Order Order, List<Guid> Asked)> Settled { get; } = [];

        public AcceptAnswer Answer(AcceptRequest request)
        {
            if (!orders.TryGetValue(request.OrderId, out var order) || !volunteers.ContainsKey(request.VolunteerId))
            {
                return AcceptAnswer.Missing;
            }

            if (order.VolunteerId is { } winner)
            {
                return winner == request.VolunteerId ? AcceptAnswer.AlreadyYours : AcceptAnswer.TakenByAnother;
            }

            if (order.Status != OrderStatus.Dispatched)
            {
                return AcceptAnswer.NoLongerOpen;
            }

            return IsAsked(order, request.VolunteerId) ? Take(order, request) : AcceptAnswer.NotAskedOf;
        }

        private AcceptAnswer Take(Order order, AcceptRequest request)
        {
            if (request.Window < 0 || request.Window >= order.Windows.Count)
            {
                return AcceptAnswer.NoSuchWindow;
            }

            var window = order.Windows[request.Window];
            var promised = agreed[request.VolunteerId].Concat(_promisedNow.Where(p => p.VolunteerId == request.VolunteerId).Select(p => p.Window));
            if (promised.Any(other => other.From < window.To && window.From < other.To))
            {
                return AcceptAnswer.Clash;
            }

            var asked = order.Offers.Where(o => o.State == OfferState.Open).Select(o => o.VolunteerId).ToList();
            order.Accept(new Actor(request.VolunteerId, OrderParty.Offered), now, clocks, window);
            _promisedNow.Add((request.VolunteerId, window));
            Settled.Add((order, asked));
            return AcceptAnswer.Accepted;
        }

        private static bool IsAsked(Order order, Guid volunteerId) =>
            order.AskerId != volunteerId
            && (order.DispatchKind == DispatchKind.Open || order.Offers.Exists(o => o.VolunteerId == volunteerId && o.State == OfferState.Open));
    }
}
