using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>The rules of posts and their shifts.</summary>
internal static class ShiftCheck
{
    public const int MostPosts = 20;
    public const int MostShifts = 100;
    private const int MostSeats = 100_000;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(16);

    public static void Check(ActivityDraft draft, DraftErrors errors)
    {
        var posts = draft.Posts ?? [];
        errors.Need(draft.Shifts.Any(), "posts", Phrase.Of("至少要有一个班次，写上要几个人"));
        errors.Need(posts.Length <= MostPosts && draft.Shifts.Count() <= MostShifts, "posts", Phrase.Of("岗位最多 20 个，班次最多 100 个"));
        errors.Need(posts.Select(p => p.Name?.Trim()).Distinct().Count() == posts.Length, "posts", Phrase.Of("两个岗位不能同名"));
        var known = draft.Shifts.Select(s => s.Id).OfType<Guid>().ToList();
        errors.Need(known.Distinct().Count() == known.Count, "posts", Phrase.Of("有一个班次写了两遍，请刷新页面再改"));
        for (var i = 0; i < posts.Length; i++)
        {
            Check(posts[i], $"posts[{i}]", errors);
        }
    }

    private static void Check(PostDraft post, string at, DraftErrors errors)
    {
        errors.Need(post.Name?.Trim() is { Length: >= 1 } name && !ShortWords.IsLonger(name, 30), $"{at}.name", Phrase.Of("岗位名称请写 1 到 30 个字"));
        errors.Need(!ShortWords.IsLonger(post.Duties, 300), $"{at}.duties", Phrase.Of("写得太长了，请短一些"));
        errors.Need(post.Skill is null or "" || Skills.Know([post.Skill]), $"{at}.skill", Phrase.Of("有一项不在名单里，请重新选"));
        var shifts = post.Shifts ?? [];
        for (var i = 0; i < shifts.Length; i++)
        {
            Check(shifts[i], $"{at}.shifts[{i}]", errors);
            errors.Need(!shifts.Take(i).Any(s => s.StartsAt == shifts[i].StartsAt && s.EndsAt == shifts[i].EndsAt), $"{at}.shifts[{i}].startsAt", Phrase.Of("同一个岗位有两个一样的时间"));
        }
    }

    private static void Check(ShiftDraft shift, string at, DraftErrors errors)
    {
        errors.Need(shift.StartsAt is not null, $"{at}.startsAt", Phrase.Of("请写开始时间"));
        errors.Need(shift.EndsAt is not null, $"{at}.endsAt", Phrase.Of("请写结束时间"));
        var minutes = (shift.EndsAt - shift.StartsAt)?.TotalMinutes;
        errors.Need(!(minutes <= 0), $"{at}.endsAt", Phrase.Of("结束时间要晚于开始时间"));
        errors.Need(minutes is not 24 * 60, $"{at}.endsAt", Phrase.Of("开始和结束是同一个时间，请看看"));
        errors.Need(!(minutes > Longest.TotalMinutes), $"{at}.endsAt", Phrase.Of("一个班次最长 16 小时，请看看几点到几点"));
        errors.Need(shift.BreakMinutes >= 0 && !(shift.BreakMinutes >= minutes && minutes > 0), $"{at}.breakMinutes", Phrase.Of("休息时间要短于班次"));
        errors.Need(shift.Capacity is >= 1 and <= MostSeats, $"{at}.capacity", Phrase.Of("名额请写 1 到 100000 的整数"));
    }
}
