using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Console;

/// <summary>A new team as it is posted.</summary>
internal sealed class NewTeamForm
{
    public string? Name { get; set; }

    public string? Kind { get; set; }

    public long Division { get; set; }

    public string? Leader { get; set; }

    public JoinMode Join { get; set; } = JoinMode.Approval;

    /// <summary>An unticked group of boxes is null.</summary>
    public string[]? Categories { get; set; }

    public string? Description { get; set; }

    /// <summary>What is wrong: field and source phrase.</summary>
    public IEnumerable<(string Field, string Phrase)> Mistakes()
    {
        if (Name?.Trim() is not { Length: >= 2 } || ShortWords.IsLonger(Name, 40))
        {
            yield return (nameof(Name), Phrase.Of("队名请写 2 到 40 个字。"));
        }

        if (!TeamKinds.Know(Kind))
        {
            yield return (nameof(Kind), Phrase.Of("请选一个类别。"));
        }

        if (string.IsNullOrWhiteSpace(Leader))
        {
            yield return (nameof(Leader), Phrase.Of("请写队长的手机号。"));
        }
        else if (PhoneText.Mobile(Leader) is null)
        {
            yield return (nameof(Leader), Phrase.Of("手机号要 11 位，比如 139 0000 0000（空格没关系）"));
        }

        if (!Enum.IsDefined(Join))
        {
            yield return (nameof(Join), Phrase.Of("请选一种加入方式。"));
        }

        if (!ServiceCategories.Know(Categories ?? []))
        {
            yield return (nameof(Categories), Phrase.Of("有一项不在名单里，请重新选。"));
        }

        if (ShortWords.IsLonger(Description, 500))
        {
            yield return (nameof(Description), Phrase.Of("介绍请写在 500 字以内。"));
        }
    }

    public NewTeam ToTeam() =>
        new(Name!.Trim(), Kind!, Division, PhoneText.Mobile(Leader)!, Description?.Trim() ?? "", Categories ?? [], Join);
}
