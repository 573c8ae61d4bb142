using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Orders.Domain;

/// <summary>A picture the asker sent along, already cleaned of metadata; seen by whoever sees the order.</summary>
internal sealed class OrderPhoto
{
    public const int Most = 6;

    public required Guid OrderId { get; init; }

    public required int Number { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrderPhoto>
    {
        public void Configure(EntityTypeBuilder<OrderPhoto> photo)
        {
            photo.ToTable("orders_photo").InFamily("order", nameof(OrderId));
            photo.HasKey(p => new { p.OrderId, p.Number });
            photo.Property(p => p.ContentType).HasMaxLength(20);
        }
    }
}
