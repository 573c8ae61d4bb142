using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Desks;

/// <summary>A desk settles in a transaction of its own, so nobody may ask one out of a transaction that is open around the whole request (a form with an id, an API call with a key): on SQLite both would wait for the one writer.</summary>
public static class OneAtATime
{
    private static readonly AsyncLocal<bool> Open = new();

    /// <summary>Whether this request has its transaction around it: whatever it needs is done within.</summary>
    public static bool IsOpen => Open.Value;

    /// <summary>From here to the end of this asynchronous call.</summary>
    internal static void Begin() => Open.Value = true;

    /// <exception cref="BadInputException">A form was sent in a way that its page never offers.</exception>
    internal static void Check()
    {
        if (Open.Value)
        {
            throw new BadInputException(FormOnce.Field, Phrase.Of("这张表不能这样交，请刷新页面再交一次"));
        }
    }
}
