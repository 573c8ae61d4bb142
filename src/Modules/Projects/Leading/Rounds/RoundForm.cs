using System.ComponentModel.DataAnnotations;
using Weiguang.Kernel.Text;
using Weiguang.Projects.Domain;

namespace Weiguang.Projects.Leading.Rounds;

/// <summary>The plan of a round as it is posted.</summary>
public sealed class RoundForm
{
    private const int LongestDays = 3 * 366;

    [MaxLength(2000)]
    public string? Plan { get; set; }

    public DateOnly? RecruitFrom { get; set; }

    public DateOnly? RecruitTo { get; set; }

    public DateOnly? EndsOn { get; set; }

    internal static RoundForm Of(ProjectRound round) => new() { Plan = round.Plan, RecruitFrom = round.RecruitFrom, RecruitTo = round.RecruitTo, EndsOn = round.EndsOn };

    public IEnumerable<(string Field, string Phrase)> Mistakes(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(Plan) || ShortWords.IsLonger(Plan, 2000))
        {
            yield return (nameof(Plan), Phrase.Of("请写这一轮打算怎么做，2000 字以内。"));
        }

        if (RecruitFrom is null)
        {
            yield return (nameof(RecruitFrom), Phrase.Of("请选从哪天开始招募。"));
        }

        if (RecruitTo is null || RecruitTo < RecruitFrom || RecruitTo < today)
        {
            yield return (nameof(RecruitTo), Phrase.Of("招募结束的日子不能早于开始的日子，也不能是过去。"));
        }

        if (EndsOn is null || EndsOn < RecruitTo || EndsOn.Value.DayNumber > today.DayNumber + LongestDays)
        {
            yield return (nameof(EndsOn), Phrase.Of("项目结束不能早于招募结束，最长三年。"));
        }
    }

    internal RoundPlan ToPlan() => new(Plan!.Trim(), RecruitFrom!.Value, RecruitTo!.Value, EndsOn!.Value);
}
