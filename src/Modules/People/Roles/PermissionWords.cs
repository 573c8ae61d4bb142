using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.People.Roles;

internal static class PermissionWords
{
    /// <summary>Why a change is not taken, and what to do.</summary>
    public static string Refusal(this IStringLocalizer L, PermissionReply reply) => reply.Exclusion is { } exclusion ? L.Refusal(exclusion) : L[Refusal(reply.Answer)];

    public static string Refusal(this IStringLocalizer L, Exclusion exclusion) =>
        L["一个人在同一个地方，不能又“{0}”又“{1}”：{2}。请换一个人，或者先收回、去掉其中一项。", L[exclusion.One.Words].Value, L[exclusion.Other.Words].Value, L[exclusion.Because].Value];

    private static string Refusal(PermissionAnswer answer) => answer switch
    {
        PermissionAnswer.OutsideYou => Phrase.Of("身份能做什么，全系统都一样。您只管一个地方，请管全国的管理员来改。"),
        PermissionAnswer.LocksOut => Phrase.Of("这一项管理员要留着，不然谁也改不回来。请把管理员勾上。"),
        PermissionAnswer.Changed => Phrase.Of("刚才有人先改了，请看看现在是怎么定的再改。"),
        PermissionAnswer.NotYours => Phrase.Of("您自己的身份刚才变了，现在不能办这件事。"),
        PermissionAnswer.Missing or PermissionAnswer.Done or PermissionAnswer.Excluded => Phrase.Of("没有这一项，请从表里点一项。"),
    };
}
