using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn.Kiosks.Logs;

/// <summary>Why a kiosk's log does not vouch for a reading.</summary>
internal enum LogFault
{
    None,

    /// <summary>The kiosk keeps no log: a program that registered no key.</summary>
    [Phrase("它不接着记，扫的只算报了号码")] NoLog,

    /// <summary>It keeps one, and this reading does not stand in it.</summary>
    [Phrase("有几条不在记录里")] Missing,

    /// <summary>This kiosk's key has not signed it.</summary>
    [Phrase("有几条不是这台手机记的")] Signature,

    /// <summary>Something that came before it was left out.</summary>
    [Phrase("中间缺了一截")] Gap,

    /// <summary>Something else stands at that place: written anew, or by a second copy of the log.</summary>
    [Phrase("同一处记了两样")] Fork,

    /// <summary>The device's clock ran backwards, or was moved since the list was taken.</summary>
    [Phrase("手机的时间被动过")] Clock,

    /// <summary>It cannot have been then: the kiosk had contact with the server later, and did not have it yet, or had it before already.</summary>
    [Phrase("记的时间和联网的时间对不上")] Bounds,
}
