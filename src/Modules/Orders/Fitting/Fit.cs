using Weiguang.Eligibility;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Fitting;

/// <summary>Somebody who cannot go: the conditions they do not meet, or all the order's times are promised away.</summary>
internal sealed record Misfit(Guid PersonId, IReadOnlyList<Unmet> Unmet, bool IsBusy);

/// <summary>Who can go to an order, by the one engine of <see cref="EligibilityRules"/> and by what they have promised, wherever.</summary>
internal sealed class Fit(AppDbContext db, Applicants applicants, Calendars calendars, OrderRules rules, TimeProvider clock)
{
    /// <summary>What each order asks of who goes. Dangerous work is asked for under the cover its menu item has now.</summary>
    public async Task<IReadOnlyDictionary<Guid, Asked>> AsksAsync(IReadOnlyCollection<Order> orders, CancellationToken ct)
    {
        var items = orders.Where(o => o.IsDangerous && o.MenuItemId is not null).Select(o => o.MenuItemId!.Value).Distinct().ToList();
        var covers = items.Count == 0 ? [] : await db.Set<MenuItem>().AsNoTracking().Where(i => items.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.CoveredUntil, ct);
        return orders.ToDictionary(o => o.Id, o => new Asked(
            new Conditions(MinAge: MinAge(o)), Door.Open, null, o.RequiredSkill, o.IsDangerous, o.MenuItemId is { } item && covers.GetValueOrDefault(item) >= DateOnly.FromDateTime(o.Windows[^1].To.ToShanghai())));
    }

    /// <summary>Those of these people who cannot go, by person.</summary>
    public async Task<IReadOnlyDictionary<Guid, Misfit>> MisfitsAsync(Order order, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var asked = (await AsksAsync([order], ct))[order.Id];
        var known = await applicants.ReadAsync(people, [asked], ct);
        var promised = await calendars.OfAsync(people, clock.Now(), ct);
        return people.Distinct().Select(id => new Misfit(id, EligibilityRules.Check(asked, known.GetValueOrDefault(id)), IsBusy(order, promised[id])))
            .Where(m => m.IsBusy || m.Unmet.Count > 0).ToDictionary(m => m.PersonId);
    }

    private static bool IsBusy(Order order, IEnumerable<Promise> promised)
    {
        var others = promised.Where(p => p.SourceId != order.Id).ToList();
        return order.Windows.TrueForAll(w => others.Exists(p => p.Overlaps(w.From, w.To)));
    }

    private int? MinAge(Order order) => Math.Max(order.MinAge ?? 0, rules.MinAge) is var age and > 0 ? age : null;
}
