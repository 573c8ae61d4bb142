using Weiguang.Hours;
using Weiguang.Kernel.Text;

namespace Weiguang.Orders.Rating;

/// <summary>The hours that a reward is for. Praise, the desk and its page ask the same, so that nothing is offered that is refused, and no order is rewarded for nothing: it would never be again.</summary>
internal sealed class RewardedHours(HoursFigures figures)
{
    public static readonly string Wait = Phrase.Of("时长还没有定下来：要有第二个人确认，或者核查完。定下来再奖励。");

    public static readonly string None = Phrase.Of("这一单现在没有记下时长，没有可以奖励的。时长更正以后再奖励。");

    /// <summary>Source phrase of why they bear no reward now; null when they do.</summary>
    public async Task<string?> WhyNotAsync(Guid order, CancellationToken ct) =>
        await figures.WaitsAsync(order, ct) ? Wait : await MinutesAsync(order, ct) == 0 ? None : null;

    /// <summary>Minutes that are proven by now.</summary>
    public async Task<int> MinutesAsync(Guid order, CancellationToken ct) => (await figures.ProvenBySourceAsync([order], ct)).GetValueOrDefault(order);
}
