using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Orders;

internal static class OrdersProblems
{
    public static readonly ProblemNote[] All =
    [
        .. Voice.Order.Notes,
        new(409, "order-too-early", Phrase.Of("还没到约好的时间，不能签到"), Phrase.Of("opensAt 是可以签到的时间：约好的时间前后各放宽一段，两头之外不算。")),
        new(409, "order-taken", Phrase.Of("这张单已被别人接下"), Phrase.Of("很多人同时接单，只有一人接到。看看别的单吧。")),
        new(409, "order-not-offered", Phrase.Of("这张单没有派给您"), Phrase.Of("只有被问到的志愿者才能接。")),
        new(409, "order-clash", Phrase.Of("和您已经答应的服务时间冲突"), Phrase.Of("换一个时间段再接，或者先退掉另一张单。")),
        new(409, "order-not-eligible", Phrase.Of("暂时不能接这张单"), Phrase.Of("unmet 里写明还差什么；补上以后再接。")),
        new(409, "order-not-fitting", Phrase.Of("有的人不能去这张单"), Phrase.Of("misfits 里写明谁、为什么去不了；换人再派。")),
        new(409, "order-not-open", Phrase.Of("这张单现在不能接"), Phrase.Of("它可能已撤回、已取消或过了时限。")),
    ];
}
