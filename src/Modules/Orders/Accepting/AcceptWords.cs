using Weiguang.Kernel.Text;

namespace Weiguang.Orders.Accepting;

internal static class AcceptWords
{
    /// <summary>The kind answer, as a source phrase.</summary>
    public static string Words(this AcceptAnswer answer) => answer switch
    {
        AcceptAnswer.Accepted => Phrase.Of("接单成功，谢谢您！"),
        AcceptAnswer.AlreadyYours => Phrase.Of("这一单已经是您的了"),
        AcceptAnswer.TakenByAnother => Phrase.Of("谢谢您！已有别的志愿者先接了这一单"),
        AcceptAnswer.NoLongerOpen => Phrase.Of("这一单现在不能接了"),
        AcceptAnswer.NotAskedOf => Phrase.Of("这一单没有派给您"),
        AcceptAnswer.Clash => Phrase.Of("这个时间您已经接了别的单"),
        AcceptAnswer.NoSuchWindow => Phrase.Of("请从给出的时间里选一个"),
        _ => Phrase.Of("没有找到"),
    };

    /// <summary>The stable name of the answer in problem types.</summary>
    public static string Slug(AcceptAnswer answer) => answer switch
    {
        AcceptAnswer.TakenByAnother => "taken",
        AcceptAnswer.NotAskedOf => "not-offered",
        AcceptAnswer.Clash => "clash",
        _ => "not-open",
    };
}
