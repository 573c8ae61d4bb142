using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Orders.Domain;

internal sealed partial class Order
{
    internal sealed class Mapping : IEntityTypeConfiguration<Order>
    {
        public void Configure(EntityTypeBuilder<Order> order)
        {
            order.ToTable("orders_order").InFamily("order", nameof(Id));
            order.Property(o => o.Category).HasMaxLength(4);
            order.Property(o => o.RequiredSkill).HasMaxLength(4);
            order.Property(o => o.Title).HasMaxLength(60).IsSealed(Personal.Note);
            order.Property(o => o.Notes).HasMaxLength(1000).IsSealed(Personal.Note);
            order.Property(o => o.Version).IsConcurrencyToken();
            order.Property(o => o.Windows).HasMaxLength(1000).HasConversion(
                windows => JsonSerializer.Serialize(windows, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<List<TimeWindow>>(json, JsonSerializerOptions.Default)!,
                new ValueComparer<List<TimeWindow>>((a, b) => a!.SequenceEqual(b!), w => w.Count, w => w.ToList()));
            order.HasMany(o => o.Story).WithOne().HasForeignKey(e => e.OrderId);
            order.HasMany(o => o.Offers).WithOne().HasForeignKey(f => f.OrderId);
            order.HasMany(o => o.Photos).WithOne().HasForeignKey(p => p.OrderId);
            order.HasOne(o => o.Attendance).WithOne().HasForeignKey<Attendance>(a => a.OrderId);
            order.HasOne(o => o.Rating).WithOne().HasForeignKey<OrderRating>(r => r.OrderId);
            order.HasIndex(o => new { o.Status, o.DeskDivisionCode, o.DueAt });
            order.HasIndex(o => new { o.DivisionCode, o.CreatedAt });
            order.HasIndex(o => new { o.AskerId, o.CreatedAt });
            order.HasIndex(o => new { o.VolunteerId, o.StatusAt });
            order.HasIndex(o => new { o.VolunteerId, o.AgreedTo });
            order.HasIndex(o => o.AgreedFrom).HasFilter("status = 'Accepted' AND reminded_at IS NULL");
            order.HasIndex(o => o.TeamId);
        }
    }
}
