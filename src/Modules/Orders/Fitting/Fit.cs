using Weiguang.Eligibility;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Fitting;

/// <summary>Somebody who cannot go: the conditions they do not meet at any time they have, or all the order's times are promised away.</summary>
internal sealed record Misfit(Guid PersonId, IReadOnlyList<Unmet> Unmet, bool IsBusy);

/// <summary>Who can go to an order, by the one engine of <see cref="EligibilityRules"/> and by what they have promised, wherever.</summary>
internal sealed class Fit(AppDbContext db, Applicants applicants, Calendars calendars, OrderSettings settings, TimeProvider clock)
{
    /// <summary>What each order asks of who goes. The insurance of dangerous work is the one its menu item has now: it may have run out, or been renewed, since it was ordered.</summary>
    public async Task<IReadOnlyDictionary<Guid, OrderAsks>> AsksAsync(IReadOnlyCollection<Order> orders, CancellationToken ct)
    {
        var items = orders.Where(o => o.IsDangerous && o.MenuItemId is not null).Select(o => o.MenuItemId!.Value).Distinct().ToList();
        var covers = items.Count == 0 ? [] : await db.Set<MenuItem>().Where(i => items.Contains(i.Id)).Select(i => new { i.Id, i.CoveredUntil }).ToDictionaryAsync(i => i.Id, i => i.CoveredUntil, ct);
        return orders.ToDictionary(o => o.Id, o => new OrderAsks(o.RequiredSkill, MinAge(o), o.IsDangerous, o.MenuItemId is { } item ? covers.GetValueOrDefault(item) : null));
    }

    /// <summary>Those of these people who cannot go, by person: who can has one time that is both free and within what is asked, which two times with one of them each are not.</summary>
    public async Task<IReadOnlyDictionary<Guid, Misfit>> MisfitsAsync(Order order, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var asks = (await AsksAsync([order], ct))[order.Id];
        var known = await applicants.ReadAsync(people, [asks.AnyOf(order.Windows)], ct);
        var promised = await calendars.OfAsync(people, clock.Now(), ct);
        return people.Distinct().Select(id => MisfitOf(id, FreeOf(order, promised[id]))).Where(m => m.IsBusy || m.Unmet.Count > 0).ToDictionary(m => m.PersonId);

        Misfit MisfitOf(Guid id, List<TimeWindow> free) =>
            new(id, EligibilityRules.Check(asks.AnyOf(free.Count > 0 ? free : order.Windows), known.GetValueOrDefault(id)), free.Count == 0);
    }

    /// <summary>What each of these people lacks, whatever they have promised.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Unmet>>> UnmetAsync(Order order, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var asked = (await AsksAsync([order], ct))[order.Id].AnyOf(order.Windows);
        var known = await applicants.ReadAsync(people, [asked], ct);
        return people.Distinct().ToDictionary(id => id, id => EligibilityRules.Check(asked, known.GetValueOrDefault(id)));
    }

    /// <summary>What one person lacks at the times they have, for an order they may see; nothing for one they may not see any more.</summary>
    public async Task<IReadOnlyList<Unmet>> UnmetAsync(Guid orderId, Guid person, CancellationToken ct) =>
        await db.Set<Order>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == orderId, ct) is { } order ? (await MisfitsAsync(order, [person], ct)).GetValueOrDefault(person)?.Unmet ?? [] : [];

    /// <summary>The station on whose menu the insurance of dangerous work ends before every time of the order, so that nobody at all can go; null while it holds.</summary>
    public async Task<Guid?> UninsuredAsync(Order order, CancellationToken ct) => order.IsDangerous && !(await AsksAsync([order], ct))[order.Id].AnyOf(order.Windows).Covered
        ? await db.Set<MenuItem>().Where(i => i.Id == order.MenuItemId).Select(i => (Guid?)i.StationId).SingleOrDefaultAsync(ct) : null;

    private static List<TimeWindow> FreeOf(Order order, IEnumerable<Promise> promised)
    {
        var others = promised.Where(p => p.SourceId != order.Id).ToList();
        return order.Windows.FindAll(w => !others.Exists(p => p.Overlaps(w.From, w.To)));
    }

    private int? MinAge(Order order) => Math.Max(order.MinAge ?? 0, settings.MinAge) is var age and > 0 ? age : null;
}

/// <summary>What an order asks of who goes.</summary>
/// <param name="CoveredUntil">Last day of the insurance that dangerous work needs.</param>
internal sealed record OrderAsks(string Skill, int? MinAge, bool IsDangerous, DateOnly? CoveredUntil)
{
    /// <summary>For a visit in this window.</summary>
    public Asked In(TimeWindow window) => new(new Conditions(MinAge: MinAge), Door.Open, null, Skill, IsDangerous, CoveredUntil >= DateOnly.FromDateTime(window.To.ToShanghai()));

    /// <summary>For a visit in one of these windows, whichever asks least.</summary>
    public Asked AnyOf(IReadOnlyList<TimeWindow> windows) => In(windows.MinBy(w => w.To)!);
}
