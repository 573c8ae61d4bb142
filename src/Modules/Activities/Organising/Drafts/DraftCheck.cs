using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Form;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Projects;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>The rules a draft must meet by itself; what needs the database is asked in <see cref="Drafting"/>, what publication needs in <see cref="Gaps"/>.</summary>
internal static class DraftCheck
{
    public static readonly string HasPassed = Phrase.Of("这个时间已经过去了，请改到以后");

    private static readonly string ReturnIt = Phrase.Of("这个时间已经过去了，请退回给组织者，请他改到以后");

    private static readonly string TooLong = Phrase.Of("写得太长了，请短一些");
    private static readonly string NotInList = Phrase.Of("有一项不在名单里，请重新选");

    public static DraftErrors Check(ActivityDraft draft)
    {
        var errors = new DraftErrors();
        Text(draft, errors);
        Lists(draft, errors);
        Numbers(draft, errors);
        Window(draft, errors);
        ShiftCheck.Check(draft, errors);
        errors.Need(draft.Repeat is null or "" || Recurrence.Parse(draft.Repeat) is not null, "repeat", Phrase.Of("重复的规则不对，请选星期几"));
        return errors;
    }

    /// <summary>What is still missing before an activity may be published or submitted.</summary>
    /// <param name="isOut">It has been published before: shifts of it may be over. What is not is never published into the past.</param>
    /// <param name="isReview">Whoever asks cannot change it themselves.</param>
    /// <param name="closes">When sign-up closes as it is kept already, of something that is out: what has passed and stays is no mistake.</param>
    public static DraftErrors Gaps(ActivityDraft draft, DateTime now, bool isOut, bool isReview = false, DateTime? closes = null)
    {
        var errors = new DraftErrors();
        if (!isOut)
        {
            foreach (var (shift, at) in ShiftPlan.Placed(draft).Where(p => p.Shift.StartsAt?.UtcDateTime <= now))
            {
                errors.Need(false, $"{at}.startsAt", isReview ? ReturnIt : HasPassed);
            }
        }

        var risky = draft.Risk != Risk.Low;
        errors.Need(!risky || !string.IsNullOrWhiteSpace(draft.Description), "description", Phrase.Of("有风险的活动请写一写做什么、怎么做，志愿者看了才敢报名"));
        errors.Need(!string.IsNullOrWhiteSpace(draft.Place), "place", Phrase.Of("请写在哪里集合"));
        errors.Need(!risky || !string.IsNullOrWhiteSpace(draft.RiskNotice), "riskNotice", Phrase.Of("有风险的活动要写明风险和注意事项"));
        errors.Need(closes is not null || draft.Shifts.Any(s => s.EndsAt?.UtcDateTime > now), "posts", Phrase.Of("这些班次都已经过去了"));
        errors.Need(draft.ClosesAt is not { } asked || asked.UtcDateTime > now || IsSame(asked, closes), "closesAt", Phrase.Of("报名截止时间已经过去了"));
        errors.Need(!UsesPosition(draft) || draft.Position is not null, "position", Phrase.Of("要用定位签到，先把地点的位置定好"));
        if (draft.Risk == Risk.High)
        {
            Cover(draft, errors);
        }

        return errors;
    }

    private static void Cover(ActivityDraft draft, DraftErrors errors)
    {
        errors.Need(!string.IsNullOrWhiteSpace(draft.Insurer), "insurer", Phrase.Of("高风险活动要先给志愿者上好保险才能发布，请写保险公司"));
        errors.Need(!string.IsNullOrWhiteSpace(draft.PolicyNumber), "policyNumber", Phrase.Of("请写保单号"));
        var end = draft.Shifts.Max(s => s.EndsAt)?.UtcDateTime;
        errors.Need(draft.CoveredUntil is { } until && !(until.EndInShanghai() < end), "coveredUntil", Phrase.Of("保险要保到活动结束那天"));
    }

    /// <summary>To the minute, which is all that the form shows.</summary>
    private static bool IsSame(DateTimeOffset asked, DateTime? kept) => kept is { } at && (asked.UtcDateTime - at).Duration() < TimeSpan.FromMinutes(1);

    private static bool UsesPosition(ActivityDraft draft) => draft.FenceMetres > 0 && draft.Ways?.Contains(CheckInWays.Position) == true;

    private static void Text(ActivityDraft draft, DraftErrors errors)
    {
        errors.Need(draft.Title?.Trim() is { Length: >= 2 } title && !ShortWords.IsLonger(title, 60), "title", Phrase.Of("活动名称请写 2 到 60 个字"));
        errors.Need(!ShortWords.IsLonger(draft.Description, 8000), "description", TooLong);
        errors.Need(!ShortWords.IsLonger(draft.RiskNotice, 1000), "riskNotice", TooLong);
        errors.Need(!ShortWords.IsLonger(draft.Place, 100), "place", TooLong);
        errors.Need(!ShortWords.IsLonger(draft.Bring, 100), "bring", TooLong);
        Contact(draft, errors);
        errors.Need(!ShortWords.IsLonger(draft.Insurer, 60), "insurer", TooLong);
        errors.Need(!ShortWords.IsLonger(draft.PolicyNumber, 60), "policyNumber", TooLong);
        errors.Need(!ShortWords.IsLonger(draft.Code, 12), "code", Phrase.Of("报名码最多 12 个字"));
        errors.Need(draft.Recruit != RecruitScope.Code || draft.Code?.Trim() is { Length: >= 4 }, "code", Phrase.Of("凭码报名，报名码至少 4 个字"));
    }

    private static void Contact(ActivityDraft draft, DraftErrors errors)
    {
        var (name, phone) = (PersonName.Tidy(draft.ContactName), draft.ContactPhone?.Trim() ?? "");
        errors.Need(name.Length <= PersonName.Longest, "contactName", TooLong);
        errors.Need(name.Length > 0 || phone.Length == 0, "contactName", Phrase.Of("写了电话，也请写上找谁"));
        errors.Need(name.Length == 0 || phone.Length > 0, "contactPhone", Phrase.Of("写了找谁，也请写上他的电话；两样都空着，就是找负责人"));
        errors.Need(phone.Length == 0 || PhoneText.Contact(phone) is not null, "contactPhone", Phrase.Of("手机号要 11 位，比如 139 0000 0000（空格没关系）；座机前面要加区号"));
    }

    private static void Lists(ActivityDraft draft, DraftErrors errors)
    {
        errors.Need(draft.Category is { Length: > 0 } category && ServiceCategories.Know([category]), "category", Phrase.Of("请选一个服务类别"));
        errors.Need(draft.DivisionCode is not null, "divisionCode", Phrase.Of("请选活动在哪里"));
        errors.Need(draft.Position is not { IsValid: false }, "position", Phrase.Of("位置不对，请写成 45.335, 122.787 这样"));
        errors.Need(Enum.IsDefined(draft.Risk), "risk", NotInList);
        errors.Need(Enum.IsDefined(draft.Recruit) && draft.Recruit != RecruitScope.Backfill, "recruit", NotInList);
        errors.Need(draft.Recruit != RecruitScope.Team || draft.TeamId is not null, "recruit", Phrase.Of("站点的活动没有本队队员，请选别的"));
        errors.Need(Guarantees.Know(draft.Guarantees ?? []), "guarantees", NotInList);
        errors.Need(Beneficiaries.Know(draft.Beneficiaries ?? []), "beneficiaries", NotInList);
        errors.Need(People.Skills.Know(draft.Skills ?? []), "skills", NotInList);
        errors.Need(ServiceCategories.Know(draft.Categories ?? []), "categories", NotInList);
        errors.Need(draft.Ways is null or { Length: > 0 } && (draft.Ways ?? []).All(w => w is not CheckInWays.None && (w & ~CheckInWays.All) == 0), "ways", Phrase.Of("签到方式至少选一种"));
    }

    private static void Numbers(ActivityDraft draft, DraftErrors errors)
    {
        errors.Need(draft.MinAge is null or (>= 0 and <= 100), "minAge", Phrase.Of("请写 0 到 100 的整数"));
        errors.Need(draft.MaxAge is null or (>= 0 and <= 120), "maxAge", Phrase.Of("请写 0 到 120 的整数"));
        errors.Need(!(draft.MinAge > draft.MaxAge), "maxAge", Phrase.Of("最大年龄要不小于最小年龄"));
        errors.Need(draft.MinStar is >= 0 and <= 5, "minStar", Phrase.Of("请写 0 到 5 的整数"));
        errors.Need(draft.MinHours is >= 0 and <= 10_000, "minHours", Phrase.Of("请写 0 到 10000 的整数"));
        errors.Need(draft.WaitingLimit is null or (>= 0 and <= 10_000), "waitingLimit", Phrase.Of("请写 0 到 10000 的整数"));
        errors.Need(draft.CancelHours is >= 0 and <= 240, "cancelHours", Phrase.Of("请写 0 到 240 的整数"));
        errors.Need(draft.FenceMetres is 0 or (>= 30 and <= 10_000), "fenceMetres", Phrase.Of("填 0 不限，或者 30 到 10000 米"));
        errors.Need(draft.SlackMinutes is >= 0 and <= 180, "slackMinutes", Phrase.Of("请写 0 到 180 的整数"));
    }

    private static void Window(ActivityDraft draft, DraftErrors errors)
    {
        var last = draft.Shifts.Max(s => s.EndsAt);
        errors.Need(!(draft.OpensAt >= draft.ClosesAt), "closesAt", Phrase.Of("报名截止要晚于报名开始"));
        errors.Need(!(draft.ClosesAt > last), "closesAt", Phrase.Of("报名要在活动结束前截止"));
        errors.Need(!(draft.OpensAt >= last), "opensAt", Phrase.Of("报名要在活动结束前开始"));
    }
}
