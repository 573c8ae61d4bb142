using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Fitting;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Dispatching;

/// <summary>A volunteer who could go, and why: what a dispatcher needs to choose with one key.</summary>
/// <param name="Metres">From the volunteer's area to the order's, about; null when one of them is unknown.</param>
/// <param name="MonthOrders">Orders accepted in the last 30 days.</param>
/// <param name="KeptPercent">Share of accepted orders really served, of at least three; null for newcomers.</param>
public sealed record Candidate(
    Guid VolunteerId, string Name, string Number, int? Metres, bool HasSkill, bool LikesCategory, bool IsFree, int MonthOrders, int? KeptPercent, double Score)
{
    /// <summary>The reasons in words, strongest first: source phrases with their arguments.</summary>
    public IEnumerable<(string Phrase, object[] Arguments)> Reasons()
    {
        if (Metres is { } metres)
        {
            yield return Distances.Words(metres);
        }

        yield return HasSkill ? (Phrase.Of("有这项技能"), []) : LikesCategory ? (Phrase.Of("愿做这类服务"), []) : (Phrase.Of("没填这类服务"), []);
        yield return IsFree ? (Phrase.Of("那时有空"), []) : (Phrase.Of("那时没说有空"), []);
        yield return MonthOrders == 0 ? (Phrase.Of("本月还没接单"), []) : (Phrase.Of("本月接了 {0} 单"), [MonthOrders]);
        if (KeptPercent is { } kept)
        {
            yield return (Phrase.Of("守约 {0}%"), [kept]);
        }
        else if (MonthOrders == 0)
        {
            yield return (Phrase.Of("新志愿者"), []); // Whoever has taken orders and is not known yet is no newcomer either.
        }
    }
}

/// <summary>
/// Finds the volunteers who fit an order best. Score = 0.35 nearness + 0.25 fit + 0.2 free then + 0.1 little load + 0.1 kept promises,
/// each 0 to 1; docs/algorithms/orders.md says why.
/// </summary>
internal sealed class Candidates(AppDbContext db, PersonDirectory people, Fit fit, OrderSettings settings, WorkCalendar calendar, TimeProvider clock)
{
    private const int Shortlist = 60;

    /// <summary>Where many cannot go, so many shortlists are looked through before the desk hears that there is nobody.</summary>
    private const int MostShortlists = 10;

    /// <summary>The best of the order's county, nearest part of the score first; who was asked already, cannot go or has promised all the order's times away is left out.</summary>
    public async Task<IReadOnlyList<Candidate>> BestAsync(Order order, int take, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(order.DivisionCode / 1_000_000 * 1_000_000);
        var asked = order.Offers.Select(o => o.VolunteerId).Append(order.AskerId).ToHashSet();
        var slots = order.Windows.Select(w => AvailabilitySlots.At(w.From, calendar)).Distinct().ToList(); // One of them will do: they choose when they accept.
        var ranked = (await people.VolunteersInAsync(from, to, ct))
            .Where(v => !asked.Contains(v.PersonId) && (order.RequiredSkill.Length == 0 || v.Skills.Contains(order.RequiredSkill))) // Cheaply beforehand: the engine asks it of those who are left.
            .Select(v => Rough(v, order, slots))
            .Where(c => c.Metres is null || c.Metres <= settings.SearchMetres)
            .OrderByDescending(c => c.Score);
        var near = new List<Candidate>();
        foreach (var some in ranked.Chunk(Shortlist).Take(MostShortlists))
        {
            var misfits = await fit.MisfitsAsync(order, [.. some.Select(c => c.VolunteerId)], ct);
            near.AddRange(some.Where(c => !misfits.ContainsKey(c.VolunteerId)));
            if (near.Count >= Shortlist / 2)
            {
                break;
            }
        }

        var records = await RecordsAsync([.. near.Select(c => c.VolunteerId)], ct);
        return [.. near.Select(c => WithRecord(c, records.GetValueOrDefault(c.VolunteerId))).OrderByDescending(c => c.Score).ThenBy(c => c.Metres).Take(take)];
    }

    private Candidate Rough(VolunteerCard v, Order order, List<int> slots)
    {
        int? metres = v.Area is { } home && order.Area is { } there ? (int)home.MetresTo(there) : null;
        var nearness = metres is { } m ? Math.Exp(-m / 5000.0) : v.DivisionCode == order.DivisionCode ? 0.8 : 0.2;
        var hasSkill = order.RequiredSkill.Length > 0 && v.Skills.Contains(order.RequiredSkill);
        var likes = v.Categories.Contains(order.Category);
        var free = slots.Exists(slot => AvailabilitySlots.Has(v.Availability, slot));
        var score = (0.35 * nearness) + (0.25 * (hasSkill ? 1 : likes ? 0.7 : 0)) + (free ? 0.2 : 0);
        return new Candidate(v.PersonId, v.Name, v.Number, metres, hasSkill, likes, free, 0, null, score);
    }

    private static Candidate WithRecord(Candidate c, (int Month, int Accepted, int Kept) record)
    {
        var kept = record.Accepted == 0 ? 0.8 : (double)record.Kept / record.Accepted;
        return c with
        {
            MonthOrders = record.Month,
            KeptPercent = record.Accepted >= 3 ? (int)Math.Round(100 * kept) : null,
            Score = c.Score + (0.1 / (1 + (record.Month / 4.0))) + (0.1 * kept),
        };
    }

    /// <summary>What these volunteers did with the orders they accepted, from the orders' stories; the work in progress counts as kept.</summary>
    private async Task<Dictionary<Guid, (int Month, int Accepted, int Kept)>> RecordsAsync(List<Guid> ids, CancellationToken ct)
    {
        var month = clock.Now().AddDays(-30);
        var steps = await db.Set<OrderEvent>().IgnoreQueryFilters().AsNoTracking() // Also at other stations: only counted.
            .Where(e => e.VolunteerId != null && ids.Contains(e.VolunteerId.Value) && (e.Action == OrderAction.Accept || e.Action == OrderAction.Release))
            .GroupBy(e => new { e.VolunteerId, e.Action })
            .Select(g => new { g.Key.VolunteerId, g.Key.Action, Count = g.Count(), Month = g.Count(e => e.At >= month) }).ToListAsync(ct);
        return steps.GroupBy(s => s.VolunteerId!.Value).ToDictionary(g => g.Key, g =>
        {
            var accepted = g.FirstOrDefault(s => s.Action == OrderAction.Accept);
            var released = g.FirstOrDefault(s => s.Action == OrderAction.Release)?.Count ?? 0;
            return (accepted?.Month ?? 0, accepted?.Count ?? 0, (accepted?.Count ?? 0) - released);
        });
    }
}
