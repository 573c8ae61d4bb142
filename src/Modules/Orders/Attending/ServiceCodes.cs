using Weiguang.Kernel.Security;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Attending;

/// <summary>
/// Two four-digit codes the resident reads out to the volunteer: one on arrival, another at the end, so that knowing the first proves
/// nothing about the second. They follow from the order and its acceptance by a keyed hash: nothing to store, nothing to steal, new for each volunteer.
/// </summary>
internal sealed class ServiceCodes(Vault vault)
{
    public string Arrival(Order order) => Code(order, "in");

    public string Leaving(Order order) => Code(order, "out");

    private string Code(Order order, string end)
    {
        var digest = vault.Index(Personal.Key, $"order-code:{order.Id:N}:{order.VolunteerId:N}:{order.AcceptedAt?.Ticks}:{end}");
        var number = digest.Take(8).Aggregate(0u, (sum, c) => (sum * 31) + c);
        return $"{number % 10_000:0000}";
    }
}
