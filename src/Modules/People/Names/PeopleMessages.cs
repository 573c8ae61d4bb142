using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.People;

/// <summary>What people are told about their own account.</summary>
internal static class PeopleMessages
{
    public static readonly MessageKind CardPhone = new("people.card-phone", MessageClass.Own, Phrase.Of("一台新手机可以出示您的志愿者证了（{0}）。不是您的手机，请点开去掉它。"));
}
