using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Hours;

/// <summary>Everything that people are told about hours.</summary>
internal static class HoursMessages
{
    // To the volunteer.
    public static readonly MessageKind Counted = new("hours.counted", MessageClass.Own, Phrase.Of("“{0}”的 {1} 分钟服务时长已入账，凭据 {2} 级。"));
    public static readonly MessageKind Overlap = new("hours.overlap", MessageClass.Own, Phrase.Of("“{0}”这段时间您已经记在“{1}”里了，只算没有重叠的 {2} 分钟。"));
    public static readonly MessageKind OverlapAll = new("hours.overlap-all", MessageClass.Own, Phrase.Of("“{0}”这段时间您已经记在“{1}”里了，不再重复计时长。"));
    public static readonly MessageKind DayFull = new("hours.day-full", MessageClass.Own, Phrase.Of("“{0}”那天的时长满了：一个人一天最多算 {1} 分钟，这次算 {2} 分钟。"));
    public static readonly MessageKind Outside = new("hours.outside", MessageClass.Own, Phrase.Of("“{0}”您另有 {1} 分钟不在约定的时间里，时长只算约定的时间。要是另有约定，点开可以申请更正。"));
    public static readonly MessageKind TakenBack = new("hours.taken-back", MessageClass.Own, Phrase.Of("“{0}”的 {1} 分钟不再计入时长。原因：{2}"));
    public static readonly MessageKind Corrected = new("hours.corrected", MessageClass.Own, Phrase.Of("“{0}”的时长更正为 {1} 分钟。原因：{2}"));
    public static readonly MessageKind Forgot = new("hours.forgot-to-leave", MessageClass.Own, Phrase.Of("您在“{0}”没有签退，已请组织者确认您几点走的。您记得的话，点开说一声，能快些入账。"));
    public static readonly MessageKind AskOwn = new("hours.ask-when-left", MessageClass.Own, Phrase.Of("您在“{0}”没有签退，组织者一直没有回话。请您点开说一声几点走的，站里核实了就入账。"));
    public static readonly MessageKind Waits = new("hours.with-station", MessageClass.Own, Phrase.Of("您在“{0}”几点走的，组织者没有回话，已转给站里核实。"));
    public static readonly MessageKind Confirm = new("hours.confirm", MessageClass.Own, Phrase.Of("“{0}”的 {1} 分钟只有组织者的话为证，请您看看对不对，点一下确认。"));
    public static readonly MessageKind ConfirmLate = new("hours.confirm-late", MessageClass.Own, Phrase.Of("“{0}”结束以后，签到机才传来您的签到，{1} 分钟。请您看看对不对，点一下确认；没有经手的工作人员还要核实。"));
    public static readonly MessageKind ConfirmUnseen = new("hours.confirm-unseen", MessageClass.Own, Phrase.Of("“{0}”的 {1} 分钟只有组织者的话为证，请您看看对不对，点一下确认。好久没有别的记录，站里会打个电话问一声，半年一次；下次用自己的手机签到就不用问了。"));
    public static readonly MessageKind WaitsForWord = new("hours.waits-for-word", MessageClass.Own, Phrase.Of("“{0}”的 {1} 分钟还差别人说一声属实，已经请人确认了，不用您办。"));
    public static readonly MessageKind Nothing = new("hours.nothing", MessageClass.Own, Phrase.Of("“{0}”没有算出时长。如果不对，可以申请更正。"));
    public static readonly MessageKind Proposed = new("hours.lead-says-left", MessageClass.Own, Phrase.Of("{0}说那天在“{1}”是{2}走的，请看看对不对，点一下确认。"));
    public static readonly MessageKind CorrectionAnswered = new("hours.correction-answered", MessageClass.Own, Phrase.Of("组织者说“{0}”应当是 {1} 分钟，已报站里核定。"));
    public static readonly MessageKind CorrectionOffered = new("hours.correction-offered", MessageClass.Own, Phrase.Of("组织者说“{0}”应当是 {1} 分钟。对不对，请您点开说一声；您说对，就报站里核定。"));
    public static readonly MessageKind CorrectionShown = new("hours.correction-shown", MessageClass.Own, Phrase.Of("“{0}”更正为 {1} 分钟核定了，正在公示；期满没有异议就照这个记，原来的先算着。"));
    public static readonly MessageKind CorrectionRefused = new("hours.correction-refused", MessageClass.Own, Phrase.Of("“{0}”的更正没有同意。原因：{1}"));
    public static readonly MessageKind BackfillAsked = new("hours.backfill-asked", MessageClass.Own, Phrase.Of("组织者要给您补录“{0}”的 {1} 分钟。是不是这样，请您点一下。"));
    public static readonly MessageKind BackfillShown = new("hours.backfill-shown", MessageClass.Own, Phrase.Of("补录“{0}”的 {1} 分钟审核通过，公示期满就入账。"));
    public static readonly MessageKind BackfillLeftOut = new("hours.backfill-left-out", MessageClass.Own, Phrase.Of("“{0}”的补录审核通过了，您这一班后来有了时长记录，就照那条记，没有另外补。对不上的话，在服务记录上申请更正。"));
    public static readonly MessageKind ObjectionRaised = new("hours.objection-raised", MessageClass.Own, Phrase.Of("有人对“{0}”的时长提出异议，站里会核实。"));
    public static readonly MessageKind ObjectionUnfounded = new("hours.objection-unfounded", MessageClass.Own, Phrase.Of("“{0}”的异议没有成立，您的时长不受影响。"));

    // Why their hours are held, and what they can do.
    public static readonly MessageKind HeldTravel = new("hours.held-travel", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：您那天前后两处签到离得太远，赶不过来。点开看看；要是真去了，请告诉当地服务站是怎么去的。"));
    public static readonly MessageKind HeldDevice = new("hours.held-device", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：您的签到和好些人用的是同一部手机。要是请人代扫的，请告诉当地服务站是谁、您当时在做什么。"));
    public static readonly MessageKind HeldCrowd = new("hours.held-crowd", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：组织者几分钟里勾了太多的人。您在场的话，请告诉当地服务站谁见到您了。"));
    public static readonly MessageKind HeldNight = new("hours.held-night", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：它跨过了后半夜。要是忘了签退，请申请更正；要是真的守夜，请告诉当地服务站。"));
    public static readonly MessageKind HeldShare = new("hours.held-share", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：这个月这里补录的太多，要一起核实。您不用做什么；能作证的照片和人，可以告诉当地服务站。"));
    public static readonly MessageKind HeldIdentical = new("hours.held-identical", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：好几个人的签到签退时间分秒不差，不像一个个来的。您在场的话，请告诉当地服务站谁见到您了。"));
    public static readonly MessageKind HeldPosition = new("hours.held-position", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：您签到的定位准得不像真的。您在场的话，请告诉当地服务站谁见到您了；下次换扫码签到。"));
    public static readonly MessageKind HeldPair = new("hours.held-pair", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：这些天您总是去同一家，那一家也总是您去。要是长期照看，请告诉当地服务站，核实一次就好。"));
    public static readonly MessageKind HeldRing = new("hours.held-ring", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：点单的和上门的转成了一圈。请告诉当地服务站，这一次是谁需要帮忙、谁去的。"));
    public static readonly MessageKind HeldKiosk = new("hours.held-kiosk", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：给您签到的签到机，记录断了或者时间对不上，不是您的错。您在场的话，请告诉当地服务站谁见到您了。"));
    public static readonly MessageKind HeldForwarded = new("hours.held-forwarded", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：您扫的签到码像是别人转发的。您在场的话，请告诉当地服务站谁见到您了；下次扫现场屏幕上的码，有人问就报门口的数字。"));

    public static readonly MessageKind HeldFace = new("hours.held-face", MessageClass.Own, Phrase.Of("“{0}”的时长先暂缓：您签到后拍的脸和登记的不太像，光线不好也会这样，不怪您。请告诉当地服务站谁见到您了；没有经手的人看过就接着算。"));

    public static MessageKind HeldBy(AnomalyKind kind) => kind switch
    {
        AnomalyKind.Travel => HeldTravel,
        AnomalyKind.Device => HeldDevice,
        AnomalyKind.Crowd => HeldCrowd,
        AnomalyKind.Night => HeldNight,
        AnomalyKind.BackfillShare => HeldShare,
        AnomalyKind.Identical => HeldIdentical,
        AnomalyKind.Position => HeldPosition,
        AnomalyKind.Pair => HeldPair,
        AnomalyKind.Ring => HeldRing,
        AnomalyKind.Kiosk => HeldKiosk,
        AnomalyKind.Forwarded => HeldForwarded,
        AnomalyKind.Face => HeldFace,
    };

    public static readonly MessageKind Unsaid = new("hours.unsaid", MessageClass.Own, Phrase.Of("“{0}”多说的那一段没有成立，有证明的 {1} 分钟照算。原因：{2}"));
    public static readonly MessageKind Released = new("hours.released", MessageClass.Own, Phrase.Of("“{0}”的时长核实过了，没有问题，照常算数。"));

    // To whoever objected.
    public static readonly MessageKind ObjectionUpheld = new("hours.own-objection-upheld", MessageClass.Own, Phrase.Of("您对“{0}”时长的异议成立，已撤销：{1}"));
    public static readonly MessageKind ObjectionRefused = new("hours.own-objection-refused", MessageClass.Own, Phrase.Of("您对“{0}”时长的异议没有成立：{1}"));

    public static readonly MessageKind ObjectionInPart = new("hours.own-objection-in-part", MessageClass.Own, Phrase.Of("您对“{0}”时长的异议成立，多说的那一段不算，有证明的照算：{1}"));

    // To organisers and staff.
    public static readonly MessageKind EnteredInPart = new("hours.entered-objection-in-part", MessageClass.Work, Phrase.Of("您替人登记的“{0}”时长异议成立，多说的那一段不算，有证明的照算：{1} 请转告他。"));
    public static readonly MessageKind EnteredUpheld = new("hours.entered-objection-upheld", MessageClass.Work, Phrase.Of("您替人登记的“{0}”时长异议成立，时长已撤销：{1} 请转告他。"));
    public static readonly MessageKind EnteredRefused = new("hours.entered-objection-refused", MessageClass.Work, Phrase.Of("您替人登记的“{0}”时长异议没有成立：{1} 请转告他。"));
    public static readonly MessageKind AskLead = new("hours.ask-lead-when-left", MessageClass.Work, Phrase.Of("“{0}”有 {1} 人没有签退，请三天内确认他们几点走的；不确认就按最后一次在场的证明算，没有证明的请站里核实。"));
    public static readonly MessageKind ConfirmLead = new("hours.confirm-lead", MessageClass.Work, Phrase.Of("“{0}”有人的时长只有自己手机的证明，人来了的，请您点一下属实。"));
    public static readonly MessageKind ConfirmOutside = new("hours.confirm-outside", MessageClass.Work, Phrase.Of("“{0}”有人的时长要没有经手的人来确认，请核实以后点一下。"));
    public static readonly MessageKind RemindLead = new("hours.remind-lead-when-left", MessageClass.Work, Phrase.Of("“{0}”还有 {1} 人没有签退，等您确认几点走的，明天就到期了。"));
    public static readonly MessageKind AskStaff = new("hours.ask-staff-when-left", MessageClass.Work, Phrase.Of("“{0}”有人没有签退，组织者没有回话，请站里核实他们几点走的。"));
    public static readonly MessageKind RecordsDue = new("hours.records-due", MessageClass.Work, Phrase.Of("“{0}”的服务记录还没办完，请在 {1} 前确认时长、写好评价。"));
    public static readonly MessageKind RecordsLate = new("hours.records-late", MessageClass.Work, Phrase.Of("“{0}”的服务记录超过十个工作日还没办完，请尽快补上。"));
    public static readonly MessageKind Urged = new("hours.records-urged", MessageClass.Work, Phrase.Of("站里催办：“{0}”的服务记录已经超期，还有 {1} 条没办完，请尽快补上。"));
    public static readonly MessageKind CorrectionAsked = new("hours.correction-asked", MessageClass.Work, Phrase.Of("有志愿者说“{0}”的时长不对，请回复该是多少。"));
    public static readonly MessageKind CorrectionDeclined = new("hours.correction-declined", MessageClass.Work, Phrase.Of("您报“{0}”应当是 {1} 分钟，本人说不对。"));
    public static readonly MessageKind BackfillApproved = new("hours.backfill-approved", MessageClass.Own, Phrase.Of("“{0}”的补录通过了：{1} 个人进公示，{2} 个人没有算（说没有、没回话，或者另有时长）。没回话的可以再补一次。"));
    public static readonly MessageKind BackfillUnanswered = new("hours.backfill-unanswered", MessageClass.Own, Phrase.Of("“{0}”的补录审完了，没等到您回话，您的 {1} 分钟这次没有算。确实参加了，请组织者再补一次。"));
    public static readonly MessageKind BackfillRefused = new("hours.backfill-refused", MessageClass.Own, Phrase.Of("“{0}”的补录没有通过。原因：{1}"));
    public static readonly MessageKind AnomalyDecided = new("hours.anomaly-decided", MessageClass.Own, Phrase.Of("“{0}”的时长核查有了结果：{1}"));
}
