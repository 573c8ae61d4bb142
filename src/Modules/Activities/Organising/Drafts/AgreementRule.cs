using Weiguang.Activities.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>
/// When the law asks for a written agreement between organiser and volunteer (dictionary written_agreement_trigger; Beijing article 18, Zhejiang 21, Shandong 20):
/// risk, a month or longer, a large event, outside the province, people from abroad; and when somebody asks for it.
/// </summary>
internal static class AgreementRule
{
    private const int LargeEventSeats = 500;

    /// <summary>The reasons, as source phrases; empty when none.</summary>
    /// <param name="home">Division of the organiser.</param>
    public static IReadOnlyList<string> Reasons(ActivityDraft draft, long home)
    {
        var shifts = draft.Shifts.ToList();
        var (from, to) = (shifts.Min(s => s.StartsAt), shifts.Max(s => s.EndsAt));
        var reasons = new List<string>();
        Add(draft.Risk != Risk.Low, Phrase.Of("活动有风险"));
        Add(to >= from?.AddMonths(1), Phrase.Of("活动持续一个月以上"));
        Add(shifts.Sum(s => (long)s.Capacity) >= LargeEventSeats, Phrase.Of("大型活动（500 人以上）"));
        Add(draft.DivisionCode is { } there && DivisionCodes.Above(there, 1) != DivisionCodes.Above(home, 1), Phrase.Of("活动在外省"));
        Add(draft.Foreign, Phrase.Of("有境外人员参加"));
        return reasons;

        void Add(bool applies, string phrase)
        {
            if (applies)
            {
                reasons.Add(phrase);
            }
        }
    }
}
