using Weiguang.Hours;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Rating;

/// <summary>The hours that a reward is for. Praise, the desk and its page ask the same, so that nothing is offered that is refused, and no order is rewarded for nothing: it would never be again.</summary>
internal sealed class RewardedHours(AppDbContext db, HoursFigures figures, OrderSettings settings)
{
    public static readonly string Wait = Phrase.Of("时长还没有定下来：要有第二个人确认，或者核查完。定下来再奖励。");

    public static readonly string None = Phrase.Of("这一单现在没有记下够奖励的时长。时长更正以后再奖励。");

    public static readonly string NotCome = Phrase.Of("点单的人说人没有来，这一单不奖励积分。");

    /// <summary>Source phrase of why they bear no reward now; null when they do.</summary>
    public async Task<string?> WhyNotAsync(Guid order, CancellationToken ct) =>
        await figures.WaitsAsync(order, ct) ? Wait
        : settings.PointsFor(await MinutesAsync(order, ct)) == 0 ? None
        : await db.Set<Order>().AnyAsync(o => o.Id == order && o.Rating!.Came == false, ct) ? NotCome : null;

    /// <summary>Minutes that are proven by now.</summary>
    public async Task<int> MinutesAsync(Guid order, CancellationToken ct) => (await figures.ProvenBySourceAsync([order], ct)).GetValueOrDefault(order);
}
