using System.Runtime.CompilerServices;

namespace Weiguang.Kernel.Http;

/// <summary>Whether a request has had something kept by others that it asked (a desk settles in a transaction of its own): then it cannot be begun anew.</summary>
public static class Keeping
{
    private static readonly AsyncLocal<StrongBox<bool>?> Here = new();

    /// <summary>From here on, in this request.</summary>
    internal static StrongBox<bool> Begin() => Here.Value = new(false);

    /// <summary>The same, unless it is looked after already.</summary>
    public static StrongBox<bool> Watch() => Here.Value ?? Begin();

    internal static void Note()
    {
        if (Here.Value is { } kept)
        {
            kept.Value = true;
        }
    }
}
