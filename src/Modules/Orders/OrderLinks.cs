namespace Weiguang.Orders;

/// <summary>Addresses of orders.</summary>
public static class OrderLinks
{
    /// <summary>One's own.</summary>
    public const string Mine = "/orders";

    /// <summary>Where a station dispatches.</summary>
    public const string Queue = "/console/orders";

    /// <summary>Whom a station has to call.</summary>
    public const string FollowUps = "/console/follow-ups";

    public static string Of(Guid id) => $"{Mine}/{id}";

    /// <summary>Where a new one is placed.</summary>
    public const string Place = "/orders/new";

    /// <summary>The same as an earlier one of one's own.</summary>
    public static string Again(Guid order) => $"{Place}?again={order}";

    /// <summary>The same at a station that was chosen already.</summary>
    public static string New(Guid station) => $"{Place}?station={station}";
}
