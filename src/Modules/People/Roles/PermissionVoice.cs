using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.People.Roles;

/// <summary>Why a change of what roles may do is not made, and what to do instead.</summary>
internal static class PermissionVoice
{
    public static readonly StepVoice Change = new("permissions",
        YoursNot: new(Phrase.Of("您自己的身份刚才变了，现在不能办这件事。"), Phrase.Of("改身份能做什么，要现在就有这个权限，还要管全国。")),
        HasMoved: new(Phrase.Of("刚才有人先改了，请看看现在是怎么定的再改。"), Phrase.Of("seen 是现在的改动次数，roles 是现在能做的身份。请重新读取再决定。")));

    /// <summary>No module has a permission of that name.</summary>
    public static readonly StepAnswer Unknown = Change.Wrong("permission", Phrase.Of("没有这一项，请从表里点一项。"));

    /// <summary>What a role may do holds everywhere; the viewer acts over a part.</summary>
    public static readonly StepAnswer OutsideYou = Change.NotYours with { Title = Phrase.Of("身份能做什么，全系统都一样。您只管一个地方，请管全国的管理员来改。") };

    /// <summary>Nobody could give it back.</summary>
    public static readonly StepAnswer LocksOut = Change.Wrong("roles", Phrase.Of("这一项管理员要留着，不然谁也改不回来。请把管理员勾上。"));

    public static StepAnswer Moved(PermissionHere now) => Change.Moved with { Facts = new() { ["seen"] = now.Seen, ["roles"] = now.Holders.Select(r => r.Word()).ToArray() } };

    /// <summary>A role, or somebody by two roles, would hold what excludes each other.</summary>
    public static StepAnswer Refused(this IStringLocalizer L, Clash clash) => Change.Refused("exclude", Phrase.Of("一个人不能同时做这两件事")) with
    {
        Sentence = clash.Who.Length == 0
            ? L["这样“{0}”一个身份就又能“{1}”又能“{2}”：{3}。请不要勾“{0}”，或者先从它那里去掉另一项。", [L[clash.One.Title()].Value, .. Pair(L, clash)]]
            : L["{0}在同一个地方又是“{1}”又是“{2}”，这样一个人就又能“{3}”又能“{4}”：{5}。请不要这样勾，或者先去掉另一项，或者先收回{0}的一个身份。", [clash.Who, L[clash.One.Title()].Value, L[clash.Other.Title()].Value, .. Pair(L, clash)]],
        Facts = new() { ["permissions"] = new[] { clash.Pair.One.Name, clash.Pair.Other.Name }, ["roles"] = new[] { clash.One, clash.Other }.Distinct().Select(r => r.Word()).ToArray() },
    };

    /// <summary>Why somebody does not get a role beside one they hold.</summary>
    public static string Refusal(this IStringLocalizer L, Clash clash) =>
        L["这个人在同一个地方已经是“{0}”，再给“{1}”，就又能“{2}”又能“{3}”：{4}。请换一个人，或者先收回“{0}”。", [L[clash.Other.Title()].Value, L[clash.One.Title()].Value, .. Pair(L, clash)]];

    private static object[] Pair(IStringLocalizer L, Clash clash) => [L[clash.Pair.One.Words].Value, L[clash.Pair.Other.Words].Value, L[clash.Pair.Because].Value];
}
