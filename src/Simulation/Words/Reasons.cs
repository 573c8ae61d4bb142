namespace Weiguang.Simulation.Words;

/// <summary>What people write when they say no, give back, call off or close.</summary>
internal static class Reasons
{
    public static readonly string[] Declines =
        ["那天要去地里，走不开", "孩子发烧，离不了人", "那个点我上班", "车坏了，路太远", "这活我不会，怕弄坏了", "在外地，下周才回来", "家里来客人了", "腰疼，干不了重活", "已经答应别人家了", ""];

    public static readonly string[] Releases =
        ["家里老人住院了，去不成了，对不住", "单位临时加班", "感冒了，怕传给老人", "车半路抛锚了", "孩子学校有事", "下大雨，乡道过不去", "记错日子了，那天有事"];

    public static readonly string[] NoShows =
        ["过了约定时间没到，电话没人接，改派", "老人等了一上午没人来，志愿者说忘了，改派", "志愿者一直没签到，联系不上，改派"];

    public static readonly string[] Cancels =
        ["儿子回来了，不用麻烦了", "已经自己弄好了", "病好了", "临时要去闺女家住几天", "点错了", "邻居帮着办了", "改天再说吧", ""];

    public static readonly string[] Disputes = ["没干完就走了，我没同意结束", "人没来，怎么显示服务完了", "来了一会儿就走了，活没干"];

    public static readonly string[] Escalations =
        ["村里没有会这个的，请镇里安排", "志愿者都在地里忙，派不出人", "老人情况特殊，需要有护理经验的", "派了两轮没人接，请上级帮忙", "需要车，村里没有"];

    public static readonly string[] Recalls = ["群众打电话说改时间了，重新安排", "派错人了", "天气预报有大雪，先收回来"];

    public static readonly string[] Redispatches = ["上一轮没人接，再派一次", "换几个近一点的", "改派，老人等着呢"];

    public static readonly string[] Reports =
        ["已电话核实，老人满意", "上门看过，活干得利索", "志愿者发来照片，已经办妥", "老人说行，挺好", "核实了时间和内容，无异议", ""];

    public static readonly string[] Outcomes =
        [
            "打电话道了歉，换了一位志愿者重新上门，老人说这回行了", "上门了解，是约的时间没说清楚，已解释，老人理解", "和志愿者谈了，以后提前半小时打电话，本单不再奖励",
            "站长带人去把活干完了，老人满意", "零件缺货，已联系维修店后天上门，费用说清楚了", "老人耳背没听见敲门，双方都说开了", "核实为误点，老人说挺满意的",
        ];
}
