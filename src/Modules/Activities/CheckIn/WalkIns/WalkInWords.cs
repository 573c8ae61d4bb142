using Weiguang.Activities.Domain;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn.WalkIns;

internal static class WalkInWords
{
    public static string Of(GuestState state) => state switch
    {
        GuestState.Open => Phrase.Of("还没说"),
        GuestState.Came => Phrase.Of("去了"),
        GuestState.NotCome => Phrase.Of("没去"),
    };
}
