using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Orders.Domain;

internal enum OfferState { Open, Accepted, Declined, Lapsed, Withdrawn }

/// <summary>A volunteer asked whether they would go.</summary>
internal sealed class Offer : IPartOf<Offer, Order>
{
    public static Expression<Func<Offer, Order, Viewer, bool>> PartOf { get; } = (offer, order, _) => offer.OrderId == order.Id;

    public required Guid OrderId { get; init; }

    public required Guid VolunteerId { get; init; }

    public required DateTime OfferedAt { get; set; }

    public OfferState State { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Why the volunteer cannot come; for the desk's eyes.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>In letters.</summary>
    public const int LongestReason = 200;

    /// <summary>Distance from the volunteer's area to the order's when offered.</summary>
    public int? Metres { get; init; }

    public void Close(OfferState state, DateTime now, string reason = "") => (State, AnsweredAt, Reason) = (state, now, reason);

    public void Reopen(DateTime now) => (State, OfferedAt, AnsweredAt, Reason) = (OfferState.Open, now, null, "");

    internal sealed class Mapping : IEntityTypeConfiguration<Offer>
    {
        public void Configure(EntityTypeBuilder<Offer> offer)
        {
            offer.ToTable("orders_offer").InFamily("order", nameof(OrderId));
            offer.HasKey(o => new { o.OrderId, o.VolunteerId });
            offer.Property(o => o.Reason).HasMaxLength(LongestReason).IsSealed(Personal.Note);
            offer.HasIndex(o => new { o.VolunteerId, o.State });
        }
    }
}

/// <summary>The keys of offers, for the rule of <see cref="Order"/>: it looks at them, and theirs at it.</summary>
internal sealed class AskedFor
{
    public required Guid OrderId { get; init; }

    public required Guid VolunteerId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AskedFor>
    {
        public void Configure(EntityTypeBuilder<AskedFor> asked) => asked.HasNoKey().ToView("orders_offer");
    }
}
