namespace Weiguang.Simulation.Words;

/// <summary>A standing intention of a team, and what is said about its rounds.</summary>
/// <param name="Kind">Kind of the team that runs it.</param>
internal sealed record ProjectIdea(string Title, string Category, string Kind, string[] For, string Goals, string Description, string Plan)
{
    public static readonly ProjectIdea Neighbours = new(
        "邻里守望·结对帮老", "0017", "STD8", ["03"], "村里每一位独居老人，都有两户邻居常来常往。",
        "两户结一位老人，每周至少上门一回：看看冷暖、收拾屋子、说说话，记在本子上。每周五下午全队一起出门。", "先摸清独居老人底数，结好对子，再按周上门。");

    public const string Evaluation = "对子都结上了，老人说有人惦记着心里踏实。周五下午人最齐，农忙那两周来的人少。";
    public const string ToImprove = "农忙时改到晚上去；给上门的人统一做个小本子，写清老人吃什么药、找谁。";
    public const string NextPlan = "对子不变，加上送药和理发；每月末开个碰头会，把本子对一遍。";
    public const string Praise = "办法简单，老人受益，别的村也能照着做。";
    public const string Opinion = "做法实在，收进县项目库，请各乡镇学着做。";

    public static readonly IReadOnlyList<ProjectIdea> OfTeams =
    [
        new("河畅水清·护河行动", "0006", "STD7", ["09", "11"], "全县的河沿见不到白色垃圾。", "每月两回沿河清理，农药瓶单独收，教孩子认识身边的水。", "春秋两季为主，一段河沿认给一个村。"),
        new("银发手机课堂", "0007", "STD5", ["03"], "让老人会视频、会挂号、会防骗。", "一个志愿者带一两位老人，用自己的手机学，一节课只教一样。", "一个村办四节课，办完换下一个村。"),
        new("健康进村·流动义诊", "0004", "STD4", ["03", "08"], "慢性病早知道，看病少跑腿。", "县医院大夫每月下村，量血压、测血糖，给高血压老人建卡。", "先去离县城远的村。"),
        new("四点半课堂", "0003", "STD3", ["01"], "放了学的孩子有地方写作业。", "在农家书屋陪孩子写作业、读书，周末带着做手工。", "跟着学期走，寒暑假不停。"),
    ];
}
