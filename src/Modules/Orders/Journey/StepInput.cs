using Weiguang.Kernel.Http;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Journey;

/// <summary>What the small forms under an order post; each form uses some of it.</summary>
public sealed class StepInput
{
    /// <summary>Which step, where one handler takes several.</summary>
    public OrderAction? Do { get; set; }

    /// <summary>The version of the order that the form was shown with.</summary>
    public int? Version { get; set; }

    public bool? Came { get; set; }

    public bool? OnTime { get; set; }

    public Solved? Solved { get; set; }

    public int? Stars { get; set; }

    public string? Words { get; set; }

    /// <summary>Answers that contradict each other were asked about: sent again they are taken as they stand.</summary>
    public bool Asked { get; set; }

    /// <summary>They were told that leaving now counts next to nothing, and leave.</summary>
    public bool Sure { get; set; }

    public string? Reason { get; set; }

    public int Window { get; set; }

    public string? Code { get; set; }

    public double? Lat { get; set; }

    public double? Lon { get; set; }

    public double? Accuracy { get; set; }

    public Guid? VolunteerId { get; set; }

    /// <summary>Who holds the dispatch that this one ends: a volunteer or a team; whoever changes it says so.</summary>
    public Guid? Replaces { get; set; }

    /// <summary>Where a page shows several orders.</summary>
    public Guid OrderId { get; set; }

    public Guid? TeamId { get; set; }

    /// <summary>Sent to everybody nearby.</summary>
    public bool Open { get; set; }

    public Seen Saw(Guid orderId) => new(orderId, Version);
}
