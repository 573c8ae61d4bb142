using Weiguang.People;

namespace Weiguang.Orders;

/// <summary>What a resident does here that others must handle, and how often one may.</summary>
internal static class OrderVerbs
{
    public static readonly Verb Place = new("orders.place", PerHour: 10, PerDay: 30);

    public static readonly Verb Photos = new("orders.photos", PerHour: 20, PerDay: 60);
}
