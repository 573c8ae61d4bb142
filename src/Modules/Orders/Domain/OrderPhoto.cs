using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Photos;

namespace Weiguang.Orders.Domain;

/// <summary>A picture the asker sent along, already cleaned of metadata; seen by whoever sees the order.</summary>
internal sealed class OrderPhoto : IPartOf<OrderPhoto, Order>, INumberedAttachment
{
    public static Expression<Func<OrderPhoto, Order, Viewer, bool>> PartOf { get; } = (photo, order, _) => photo.OrderId == order.Id;

    public required Guid OrderId { get; init; }

    public required int Number { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    /// <param name="before">How many the order has already.</param>
    public static IEnumerable<OrderPhoto> Of(Guid orderId, PhotoHaul haul, int before = 0) =>
        haul.Taken.Select((taken, i) => new OrderPhoto { OrderId = orderId, Number = before + i + 1, ContentType = taken.File.ContentType, Bytes = taken.File.Bytes });

    internal sealed class Mapping : IEntityTypeConfiguration<OrderPhoto>
    {
        public void Configure(EntityTypeBuilder<OrderPhoto> photo)
        {
            photo.ToTable("orders_photo").InFamily("order", nameof(OrderId));
            photo.HasKey(p => new { p.OrderId, p.Number });
            photo.IsAttachment();
        }
    }
}
