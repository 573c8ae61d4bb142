using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;

namespace Weiguang.Activities.Finding;

/// <summary>What a list says about an activity in a word or two.</summary>
internal static class FindingWords
{
    public static (string Words, Tone Tone) Seats(this FoundActivity activity, DateTime now, IStringLocalizer phrases) => activity.PhaseAt(now) switch
    {
        ActivityPhase.Running => (phrases["进行中"], Tone.Go),
        ActivityPhase.SignupClosed => (phrases["报名截止了"], Tone.Plain),
        ActivityPhase.NotYetOpen => (phrases["{0} 开始报名", DayTime.Of(activity.OpensAt)], Tone.Wait),
        ActivityPhase.UnderReview => (phrases["改动在审核，暂停报名"], Tone.Wait),
        _ when activity.Free > 0 => (phrases["还差 {0} 人", activity.Free], Tone.Good),
        ActivityPhase.Hidden or ActivityPhase.Recruiting or ActivityPhase.Over or ActivityPhase.CalledOff => (phrases["满了，可以排队"], Tone.Wait),
    };

    public static string? Scope(RecruitScope scope) => scope switch
    {
        RecruitScope.Team => Phrase.Of("只招本队队员"),
        RecruitScope.Code => Phrase.Of("要报名码"),
        RecruitScope.Closed => Phrase.Of("只请了一部分人"),
        RecruitScope.Public or RecruitScope.Backfill => null,
    };
}
