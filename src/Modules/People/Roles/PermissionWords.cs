using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.People.Roles;

internal static class PermissionWords
{
    /// <summary>Why a change is not taken, and what to do.</summary>
    public static string Refusal(this IStringLocalizer L, PermissionReply reply) => reply.Clash switch
    {
        null => L[Refusal(reply.Answer)],
        { Who: "" } clash => L["这样“{0}”一个身份就又能“{1}”又能“{2}”：{3}。请不要勾“{0}”，或者先从它那里去掉另一项。", [L[clash.One.Title()].Value, .. Pair(L, clash)]],
        { Who: var who } clash => L["{0}在同一个地方又是“{1}”又是“{2}”，这样一个人就又能“{3}”又能“{4}”：{5}。请不要这样勾，或者先去掉另一项，或者先收回{0}的一个身份。", [who, L[clash.One.Title()].Value, L[clash.Other.Title()].Value, .. Pair(L, clash)]],
    };

    /// <summary>Why somebody does not get a role beside one they hold.</summary>
    public static string Refusal(this IStringLocalizer L, Clash clash) =>
        L["这个人在同一个地方已经是“{0}”，再给“{1}”，就又能“{2}”又能“{3}”：{4}。请换一个人，或者先收回“{0}”。", [L[clash.Other.Title()].Value, L[clash.One.Title()].Value, .. Pair(L, clash)]];

    private static object[] Pair(IStringLocalizer L, Clash clash) => [L[clash.Pair.One.Words].Value, L[clash.Pair.Other.Words].Value, L[clash.Pair.Because].Value];

    private static string Refusal(PermissionAnswer answer) => answer switch
    {
        PermissionAnswer.OutsideYou => Phrase.Of("身份能做什么，全系统都一样。您只管一个地方，请管全国的管理员来改。"),
        PermissionAnswer.LocksOut => Phrase.Of("这一项管理员要留着，不然谁也改不回来。请把管理员勾上。"),
        PermissionAnswer.Changed => Phrase.Of("刚才有人先改了，请看看现在是怎么定的再改。"),
        PermissionAnswer.NotYours => Phrase.Of("您自己的身份刚才变了，现在不能办这件事。"),
        PermissionAnswer.Missing or PermissionAnswer.Done or PermissionAnswer.Excluded => Phrase.Of("没有这一项，请从表里点一项。"),
    };
}
