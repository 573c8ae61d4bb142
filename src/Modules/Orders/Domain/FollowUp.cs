using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Orders.Domain;

/// <summary>A task of the station: somebody was not content, call them and put it right.</summary>
internal sealed class FollowUp : IScoped<FollowUp>
{
    public static Expression<Func<FollowUp, Viewer, bool>> VisibleTo => (task, viewer) =>
        viewer.All || (task.DeskDivisionCode >= viewer.From && task.DeskDivisionCode < viewer.To);

    public required Guid OrderId { get; init; }

    public required long DeskDivisionCode { get; init; }

    public required DateTime OpenedAt { get; set; }

    public required DateTime DueAt { get; set; }

    public DateTime? ClosedAt { get; private set; }

    public Guid? ClosedById { get; private set; }

    /// <summary>What was found out and done.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>Somebody is not content again; what was found out before stands until it is closed anew.</summary>
    public void Reopen(DateTime now, DateTime due) => (OpenedAt, DueAt, ClosedAt, ClosedById) = (now, due, null, null);

    public void Close(Guid personId, string outcome, DateTime now) => (ClosedAt, ClosedById, Outcome) = (now, personId, outcome);

    internal sealed class Mapping : IEntityTypeConfiguration<FollowUp>
    {
        public void Configure(EntityTypeBuilder<FollowUp> task)
        {
            task.ToTable("orders_follow_up").InFamily("order", nameof(OrderId));
            task.HasKey(t => t.OrderId);
            task.Property(t => t.Outcome).HasMaxLength(1000).IsSealed(Personal.Note);
            task.HasIndex(t => new { t.DeskDivisionCode, t.ClosedAt });
        }
    }
}
