using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;

namespace Weiguang.Orders.Domain;

/// <summary>A picture by which a resident says thanks. Seen by them, by who came, and by the station; by others only when the resident wants it shown and the station has looked at it.</summary>
internal sealed class ThanksPhoto : AlbumPhoto, IPartOf<ThanksPhoto, Order>
{
    public static Expression<Func<ThanksPhoto, Order, Viewer, bool>> PartOf { get; } = (photo, order, viewer) =>
        photo.OwnerId == order.Id
        && (((order.AskerId == viewer.PersonId || order.VolunteerId == viewer.PersonId) && viewer.PersonId != Guid.Empty)
            || (order.DivisionCode >= viewer.From && order.DivisionCode < viewer.To)
            || (order.DeskDivisionCode >= viewer.From && order.DeskDivisionCode < viewer.To));

    internal sealed class Mapping : IEntityTypeConfiguration<ThanksPhoto>
    {
        public void Configure(EntityTypeBuilder<ThanksPhoto> photo)
        {
            photo.IsAlbumPhoto("orders_thanks_photo", "order");
            photo.Property(p => p.Words).IsSealed(Personal.Note);
        }
    }
}
