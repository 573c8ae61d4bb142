using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Reading;

/// <summary>Why somebody other than its asker reads an order. The data on it is the asker's, who gave it, also where it tells of somebody else.</summary>
internal static class OrderLooks
{
    public const string Contact = "order.contact";

    private const string Desk = "order.desk", Serving = "order.serving", Offered = "order.offered";

    public static IServiceCollection AddOrderLooks(this IServiceCollection services) => services
        .AddSingleton(Reason(Contact, Phrase.Of("为这张单打电话联系")))
        .AddSingleton(Reason(Desk, Phrase.Of("安排这张单")))
        .AddSingleton(Reason(Serving, Phrase.Of("上门做这张单")))
        .AddSingleton(Reason(Offered, Phrase.Of("看看能不能接这张单")));

    /// <summary>Null for the asker.</summary>
    public static string? Of(OrderParty parties) =>
        parties.HasFlag(OrderParty.Asker) ? null : parties.HasFlag(OrderParty.Station) ? Desk : parties.HasFlag(OrderParty.Assignee) ? Serving : Offered;

    private static AccessReason Reason(string code, string words) => new(code, words, "/console/orders/{0}", "/orders/{0}");
}
