using System.Diagnostics;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>What whoever scans reads of a signed code that proves nothing.</summary>
internal static class CardWords
{
    public static string Of(CardState state) => state switch
    {
        CardState.NotNow => Phrase.Of("这个码不是现在的：截图、转发的不算，手机时间不准也会这样。请对着他手机上现在的码再扫；还不行就报证上的号码。"),
        CardState.Unknown => Phrase.Of("这个码不是他登记过的手机出示的。请他在自己手机上打开志愿者证再扫；还不行就报证上的号码。"),
        CardState.Plain or CardState.Shown => throw new UnreachableException("Nothing is wrong with it."),
    };

    /// <summary>What a kiosk took in time, and the server could not verify.</summary>
    public static readonly string AsNumber = Phrase.Of("记上了。证上的码核对不上，只当报了号码，要本人再确认。");
}
