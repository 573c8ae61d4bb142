using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

internal static class Voice
{
    public static readonly StepVoice Order = new(
        "order", Phrase.Of("这一步不归您办"), Phrase.Of("情况变了，请看看现在到哪一步了"), Phrase.Of("您打开以后这一单变了，请看看现在到哪一步了"));

    /// <summary>The same answer, with how the order stands and what this viewer may do with it instead.</summary>
    public static StepAnswer About(this StepAnswer answer, Order order, Viewer viewer) => answer.At(order.Status, order.Version, OrderBook.Allowed(order, viewer));
}
