using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Orders.Domain;

public enum Solved { Yes, Partly, No }

/// <summary>What the resident says afterwards: facts first, stars second, for stars alone hardly tell services apart.</summary>
internal sealed class OrderRating : IPartOf<OrderRating, Order>
{
    public static Expression<Func<OrderRating, Order, Viewer, bool>> PartOf { get; } = (rating, order, _) => rating.OrderId == order.Id;

    public required Guid OrderId { get; init; }

    public required bool Came { get; init; }

    public required bool OnTime { get; init; }

    public required Solved Solved { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Stars { get; init; }

    public string Words { get; init; } = "";

    public required DateTime At { get; init; }

    /// <summary>Asks for a follow-up by the station.</summary>
    public bool IsBad => !Came || Solved == Solved.No || Stars <= 2;

    internal sealed class Mapping : IEntityTypeConfiguration<OrderRating>
    {
        public void Configure(EntityTypeBuilder<OrderRating> rating)
        {
            rating.ToTable("orders_rating").InFamily("order", nameof(OrderId));
            rating.HasKey(r => r.OrderId);
            rating.Property(r => r.Words).HasMaxLength(500).IsSealed(Personal.Note);
        }
    }
}
