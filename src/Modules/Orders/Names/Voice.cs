using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

internal static class Voice
{
    public static readonly StepVoice Order = new(
        "order",
        YoursNot: new(Phrase.Of("这一步不归您办"), Phrase.Of("allowed 列出您现在能对这张单做的事。")),
        NowNot: new(Phrase.Of("情况变了，请看看现在到哪一步了"), Phrase.Of("state 是这张单现在的状态，allowed 列出此刻可以做的事，meanwhile 是刚才谁做了什么。")),
        HasMoved: new(Phrase.Of("您打开以后这一单变了，请看看现在到哪一步了"), Phrase.Of("version 或 If-Match 说的是旧的样子；meanwhile 是此后谁做了什么，请重新读取再决定。")));

    /// <summary>The same answer, with how the order stands and what this viewer may do with it instead.</summary>
    public static StepAnswer About(this StepAnswer answer, Order order, Viewer viewer) => answer.At(order.Status, order.Version, OrderBook.Allowed(order, viewer));
}
