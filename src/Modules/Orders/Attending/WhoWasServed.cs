using System.Text;
using Weiguang.Hours;
using Weiguang.Kernel.Data;
using Weiguang.Kernel.Security;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders.Attending;

/// <summary>
/// Who went to whom. A clerk orders for whole villages and is served by nobody: of what an office ordered for somebody the one who was served is known by the phone that stands there, whichever clerk it was. A daughter who orders for her
/// mother stands for her.
/// </summary>
internal sealed class WhoWasServed(AppDbContext db, RoleBook roles, PersonDirectory people, Vault vault)
{
    /// <summary>Visits that touch the people of these orders, from such a time on.</summary>
    public async Task<IReadOnlyList<Service>> AroundAsync(IReadOnlyCollection<Guid> sourceIds, DateTime since, CancellationToken ct)
    {
        var own = sourceIds.Count == 0 ? [] : await Visits().Where(v => sourceIds.Contains(v.OrderId)).ToListAsync(ct);
        var who = own.Select(v => v.VolunteerId).Concat((await ServedAsync(own, ct)).Values).Distinct().ToList();
        var places = own.Where(v => v.ForSomeoneElse).Select(v => v.DivisionCode).Distinct().ToList(); // Another clerk of the place may have ordered for the same old woman.
        var around = who.Count == 0 ? [] : await Visits()
            .Where(v => v.InAt >= since && (who.Contains(v.VolunteerId) || who.Contains(v.AskerId) || (v.ForSomeoneElse && places.Contains(v.DivisionCode)))).ToListAsync(ct);
        var served = await ServedAsync(around, ct);
        var houses = await HousesAsync([.. around.Where(v => served[v.OrderId] == v.AskerId).Select(v => v.OrderId)], ct);
        return around.ConvertAll(v => new Service(v.OrderId, v.OrderId, v.VolunteerId, served[v.OrderId], v.InAt, v.OutAt) { IsOneHouse = houses.Contains(v.OrderId) });
    }

    private IQueryable<Visit> Visits() => from order in db.Set<Order>().IgnoreQueryFilters()
                                          join there in db.Set<Attendance>().IgnoreQueryFilters() on order.Id equals there.OrderId
                                          where there.OutAt != null && order.Status != OrderStatus.Void
                                          select new Visit
                                          {
                                              OrderId = order.Id, AskerId = order.AskerId, ForSomeoneElse = order.ForSomeoneElse, ContactName = order.ContactName, ContactPhone = order.ContactPhone, DivisionCode = order.DivisionCode,
                                              PlacedAt = order.CreatedAt, VolunteerId = there.VolunteerId, InAt = there.InAt, OutAt = there.OutAt!.Value,
                                          };

    /// <summary>By order.</summary>
    private async Task<Dictionary<Guid, Guid>> ServedAsync(List<Visit> visits, CancellationToken ct)
    {
        var offices = await roles.OfficesAsync([.. visits.Where(v => v.ForSomeoneElse).Select(v => v.AskerId).Distinct()], ct);
        var phones = visits.Where(v => v.ForSomeoneElse && offices[v.AskerId].Any(until => until is null || until >= v.PlacedAt)).ToDictionary(v => v.OrderId, v => vault.Open(Personal.Phone, v.ContactPhone));
        var known = phones.Count == 0 ? new Dictionary<string, Guid>() : await people.ByPhonesAsync(phones.Values, ct);
        return visits.ToDictionary(v => v.OrderId, v => !phones.TryGetValue(v.OrderId, out var phone) ? v.AskerId : known.TryGetValue(phone, out var person) && person != v.AskerId ? person : NameOf(v, phone));
    }

    /// <summary>Where the phone is nobody's here, or the clerk's own for old people without one: the phone with the name, hashed by a key.</summary>
    private Guid NameOf(Visit visit, string phone) => NamedGuid.Of(Encoding.UTF8.GetBytes(vault.Index(Personal.Key, $"served:{phone}\n{vault.Open(Personal.Name, visit.ContactName)}")));

    /// <summary>Orders of which asker and volunteer acted from one network that nobody else has acted from.</summary>
    private async Task<HashSet<Guid>> HousesAsync(Guid[] orders, CancellationToken ct)
    {
        var steps = await db.Set<OrderEvent>().IgnoreQueryFilters().AsNoTracking().Where(e => orders.Contains(e.OrderId) && e.Network != "" && (e.Party == OrderParty.Asker || e.Party == OrderParty.Assignee))
            .Select(e => new { e.OrderId, e.Network, e.ActorId, e.Party }).Distinct().ToListAsync(ct);
        var shared = steps.GroupBy(e => (e.OrderId, e.Network)).Where(g => g.Select(e => e.Party).Distinct().Count() > 1).ToList();
        var networks = shared.Select(g => g.Key.Network).Distinct().ToList();
        var people = networks.Count == 0 ? [] : await db.Set<OrderEvent>().IgnoreQueryFilters().Where(e => networks.Contains(e.Network)).Select(e => new { e.Network, e.ActorId }).Distinct().ToListAsync(ct);
        var alone = people.CountBy(p => p.Network).Where(n => n.Value <= 2).Select(n => n.Key).ToHashSet();
        return [.. shared.Where(g => alone.Contains(g.Key.Network)).Select(g => g.Key.OrderId)];
    }

    private sealed record Visit
    {
        public required Guid OrderId { get; init; }

        public required Guid AskerId { get; init; }

        public required bool ForSomeoneElse { get; init; }

        public required Sealed ContactName { get; init; }

        public required Sealed ContactPhone { get; init; }

        public required long DivisionCode { get; init; }

        public required DateTime PlacedAt { get; init; }

        public required Guid VolunteerId { get; init; }

        public required DateTime InAt { get; init; }

        public required DateTime OutAt { get; init; }
    }
}
