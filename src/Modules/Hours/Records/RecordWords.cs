using Microsoft.Extensions.Localization;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Ledger;

namespace Weiguang.Hours.Records;

/// <summary>Evidence in plain words.</summary>
internal static class RecordWords
{
    /// <summary>Where it stands; what is held on its way into the ledger goes nowhere.</summary>
    public static string Stands(this RecordLine record) => record is { IsHeld: true, State: RecordState.Proven } ? Phrase.Of("核查中") : record.State.Phrase();

    public static Tone StandsTone(this RecordLine record) => record is { IsHeld: true, State: RecordState.Proven } ? Kernel.Ui.Tone.Wait : record.State.Tone();

    /// <summary>What is said to whoever has confirmed it.</summary>
    public static string Confirmed(this RecordLine record) =>
        record.IsHeld ? Phrase.Of("确认好了。这条时长正在核查，核查完没有问题才入账。")
        : record.Evidence == EvidenceGrade.D ? Phrase.Of("确认了，公示期满就入账")
        : Phrase.Of("确认好了。该确认的人都确认了，马上入账。");

    /// <summary>Source phrase of what keeps a record from being complete, the same as <see cref="Proving.RecordQueries.Unfinished"/>; null when nothing does.</summary>
    public static string? Lacks(this RecordLine record) => record.State switch
    {
        RecordState.Void => null,
        RecordState.Questioned => Phrase.Of("几点走的还没有人确认"),
        RecordState.Unconfirmed => Phrase.Of("还等第二个人说一声属实"),
        RecordState.Publicity or RecordState.Proven or RecordState.Posted => record.Stars is null ? Phrase.Of("还没有评价") : null,
    };

    /// <summary>Why less counts than was proven; null for a step that took nothing for such a reason.</summary>
    public static string? Lost(this RecordStep step, IStringLocalizer L) => step.Action switch
    {
        RecordAction.Overlap when step.Reason.Length == 0 => step.Minutes == 0 ? L["这段时间已经记在别处了，不再重复计时长。"].Value : L["这段时间已经记在别处了，只算没有重叠的 {0} 分钟。", step.Minutes].Value,
        RecordAction.Overlap => step.Minutes == 0 ? L["这段时间您已经记在“{0}”里了，不再重复计时长。", step.Reason].Value : L["这段时间您已经记在“{0}”里了，只算没有重叠的 {1} 分钟。", step.Reason, step.Minutes].Value,
        RecordAction.Cap => L["一个人一天最多算 {0} 分钟，那天已经满了，这次算 {1} 分钟。", step.Reason, step.Minutes].Value,
        RecordAction.Count when step.Reason.Length > 0 => L["另有 {0} 分钟不在约定的时间里，时长只算约定的时间。要是另有约定，可以申请更正。", step.Reason],
        RecordAction.Question or RecordAction.Propose or RecordAction.Escalate or RecordAction.Count or RecordAction.Announce or RecordAction.Confirm or RecordAction.EndPublicity or RecordAction.Post
            or RecordAction.Revoke or RecordAction.Correct or RecordAction.Evaluate or RecordAction.Doubt or RecordAction.Dismiss or RecordAction.Hold or RecordAction.Release or RecordAction.Unsay => null,
    };

    public static Tone Tone(this EvidenceGrade grade) => grade switch
    {
        EvidenceGrade.A => Kernel.Ui.Tone.Good,
        EvidenceGrade.B => Kernel.Ui.Tone.Go,
        EvidenceGrade.C => Kernel.Ui.Tone.Plain,
        EvidenceGrade.D => Kernel.Ui.Tone.Wait,
    };

    public static Tone Tone(this RecordState state) => state switch
    {
        RecordState.Posted => Kernel.Ui.Tone.Good,
        RecordState.Proven or RecordState.Publicity => Kernel.Ui.Tone.Go,
        RecordState.Void => Kernel.Ui.Tone.Plain,
        RecordState.Questioned or RecordState.Unconfirmed => Kernel.Ui.Tone.Wait,
    };

    /// <summary>Each proof as a source phrase.</summary>
    public static IEnumerable<string> Words(this ProofKinds proof)
    {
        (ProofKinds Kind, string Words)[] all =
        [
            (ProofKinds.RotatingCode, Phrase.Of("现场动态码")), (ProofKinds.Scan, Phrase.Of("现场动态码（没报门口数字）")), (ProofKinds.Card, Phrase.Of("扫手机上的志愿者码")), (ProofKinds.Number, Phrase.Of("报志愿者证号码")),
            (ProofKinds.Position, Phrase.Of("定位在现场")), (ProofKinds.Code, Phrase.Of("群众告诉的到达码、完成码")),
            (ProofKinds.Word, Phrase.Of("组织者或站点的话")),
        ];
        return all.Where(p => proof.HasFlag(p.Kind)).Select(p => p.Words);
    }
}
