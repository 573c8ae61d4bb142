using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Orders.Domain;

/// <summary>One step in the story of an order: who, when, what, why. Written once, never changed.</summary>
internal sealed class OrderEvent : IPartOf<OrderEvent, Order>
{
    public static Expression<Func<OrderEvent, Order, Viewer, bool>> PartOf { get; } = (step, order, _) => step.OrderId == order.Id;

    public required Guid OrderId { get; init; }

    public required int Sequence { get; init; }

    public required OrderAction Action { get; init; }

    public required OrderStatus From { get; init; }

    public required OrderStatus To { get; init; }

    /// <summary>Empty for the clock.</summary>
    public required Guid ActorId { get; init; }

    public required OrderParty Party { get; init; }

    public required DateTime At { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Keyed fingerprint of the network it came from, as <see cref="Hours.Proof.Network"/> is; empty for the clock. Nothing else can be learnt from it.</summary>
    public string Network { get; init; } = "";

    /// <summary>The volunteer who had the order at this step, or took it with it: what they promised and kept is counted by this.</summary>
    public Guid? VolunteerId { get; init; }

    /// <summary>Whose "no" sent the order back, because nobody else was asked; null when the clock did. Both steps are one and stand at the same moment.</summary>
    /// <param name="story">Must hold the step before.</param>
    public Guid? LastToDecline(IEnumerable<OrderEvent> story) => Action == OrderAction.Lapse
        ? story.FirstOrDefault(e => e.Sequence == Sequence - 1 && e.Action == OrderAction.Decline && e.At == At)?.ActorId : null;

    internal sealed class Mapping : IEntityTypeConfiguration<OrderEvent>
    {
        public void Configure(EntityTypeBuilder<OrderEvent> step)
        {
            step.ToTable("orders_event").InFamily("order", nameof(OrderId));
            step.HasKey(e => new { e.OrderId, e.Sequence });
            step.HasIndex(e => new { e.VolunteerId, e.Action });
            step.Property(e => e.Network).HasMaxLength(43);
            step.HasIndex(e => e.Network).HasFilter("network <> ''"); // Who else comes from it.
            step.Property(e => e.Reason).HasMaxLength(1000).IsSealed(Personal.Note);
        }
    }
}
