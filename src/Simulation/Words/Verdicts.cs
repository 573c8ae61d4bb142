using Weiguang.Orders.Domain;

namespace Weiguang.Simulation.Words;

/// <summary>What residents say afterwards: words that fit the facts they ticked.</summary>
internal static class Verdicts
{
    private static readonly string[] Glad =
    [
        "小伙子手脚麻利，还不喝我一口水。", "姑娘说话和气，像自己家孩子。", "来得早，干得细，连窗台都擦了。", "谢谢，谢谢，老党员给你们敬个礼。", "这服务好，比我儿子都耐心。",
        "教了三遍都不烦，我学会了。", "大冷天跑这么远，真过意不去。", "挺好的，下回还找他。", "干完活还陪我唠了半天。", "有你们真好。", "修好了，电视影儿可清楚了。", "准时，利索，满意。", "好！",
    ];

    private static readonly string[] Fine = ["都挺好，就是来晚了一会儿。", "活干得行，鞋没套鞋套。", "人挺好，话少。", "还行，下回能早点就更好了。", "差不多，玻璃上还有点印子。", "满意。"];

    private static readonly string[] SoSo = ["一般吧，说修好了，第二天又不行了。", "来是来了，老看手机。", "活干了一半，说下回再来。", "时间对不上，等了好一阵。", "教得太快，没记住。"];

    private static readonly string[] Late = ["约的九点，十点多才到，也没打个电话。", "等了半天，饭都凉了。", "晚了快一个钟头。"];

    private static readonly string[] Unsolved = ["没修好，还得找人。", "说没带工具，看看就走了。", "事没办成，白等一上午。", "药没取回来，说窗口下班了。"];

    private static readonly string[] Missing = ["人没来。", "等了一天没见着人，系统里写着来了。"];

    /// <summary>What organisers write when they file an activity.</summary>
    public static readonly (int Stars, string Words, string ToImprove)[] OfActivities =
    [
        (5, "人来得齐，活干得利索，老人们都说好。", ""), (5, "比预想的快，半天干完了一天的活。", "下回早点发通知，让邻村的也来。"),
        (4, "事办成了，就是有两位报了名没来。", "前一天晚上挨个打个电话。"), (4, "大伙儿热情高，工具不太够。", "手套和夹子多备二十副。"), (3, "天冷，来的人少，只干了一半。", "改到中午暖和的时候。"),
    ];

    /// <summary>What organisers write on a service record.</summary>
    public static readonly string[] OfRecords = ["来得早，干得实在。", "手脚麻利，和老人说话和气。", "按要求做完，认真负责。", "不怕脏不怕累。", "会照顾人，老人都喜欢。", ""];

    public static string For(OrderRating facts, Chance chance)
    {
        if (chance.Happens(facts.Stars >= 4 ? 0.45 : 0.15))
        {
            return "";
        }

        return chance.Pick(facts switch
        {
            { Came: false } => Missing,
            { Solved: Solved.No } => Unsolved,
            { OnTime: false, Stars: <= 3 } => Late,
            { Stars: 5 } => Glad,
            { Stars: 4 } => Fine,
            _ => SoSo,
        });
    }
}
