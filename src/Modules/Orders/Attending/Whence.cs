using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Orders.Attending;

/// <summary>The network that the viewer acts from, keyed: whether two came from one can be told, and nothing else.</summary>
internal sealed class Whence(Visitor visitor, Vault vault)
{
    /// <summary>43 characters; empty where nobody is at a phone, as for the clock.</summary>
    public string Network => visitor.Network.Length == 0 ? "" : vault.Index(Personal.Key, $"network:{visitor.Network}");
}
