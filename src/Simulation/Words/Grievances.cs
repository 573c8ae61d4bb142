namespace Weiguang.Simulation.Words;

/// <summary>What people write about hours that are missing, wrong or doubtful.</summary>
internal static class Grievances
{
    public static readonly (string Reason, string Answer) LeftEarly =
        ("签退早了，又帮李大爷家抬了趟柜子，那一阵没算上。", "确实又抬了一趟柜子，我在场，补到收工。");

    public static readonly (string Reason, string Answer) Late = ("我早就到了，村部没信号，过了一阵才签上到。", "人来得早，是信号不好，从开始算。");

    public static readonly (string Reason, string Answer) Phone = ("手机快没电了，提前签的退，人干到最后才走。", "");

    public const string Objection = "那天下午我一直在村部门口坐着，没看见他来干活，请站里再核实核实。";

    public static readonly string[] Backfills =
    [
        "村东头那片没有信号，三个人的手机一直签不上到，干完活才回村部，有照片。",
        "那天零下二十多度，手机冻得自动关机，人都在，活也干了，附现场照片。",
        "她们几个直接去了老人家里，没回村部扫码，老人家属能作证。",
    ];
}
