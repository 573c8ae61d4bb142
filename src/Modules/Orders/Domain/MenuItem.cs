using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Time;

namespace Weiguang.Orders.Domain;

/// <summary>A standing service of a station that residents order by name.</summary>
internal sealed class MenuItem
{
    public required Guid StationId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Title { get; set; }

    public required string Category { get; set; }

    public string Description { get; set; } = "";

    public required int DurationMinutes { get; set; }

    /// <summary>Skill code that who serves must have; empty when anybody may.</summary>
    public string RequiredSkill { get; set; } = "";

    /// <summary>Full years of who serves; null when any age may.</summary>
    public int? MinAge { get; set; }

    /// <summary>Dangerous work: for grown-ups, and only while <see cref="CoveredUntil"/> is not past.</summary>
    public bool IsDangerous { get; set; }

    /// <summary>Who insures the volunteers and by which policy; empty when nobody does.</summary>
    public string Cover { get; set; } = "";

    /// <summary>Last day of the cover.</summary>
    public DateOnly? CoveredUntil { get; set; }

    public bool IsOffered { get; set; } = true;

    /// <summary>Dangerous work whose insurance has run out: nobody can order it, though the station offers it.</summary>
    public bool HasLapsed(DateOnly today) => IsDangerous && !(CoveredUntil >= today);

    /// <summary>Whether the insurance that dangerous work needs holds until the last of these times is over.</summary>
    public bool IsCoveredAt(IEnumerable<TimeWindow> windows) => !HasLapsed(windows.Max(w => DateOnly.FromDateTime(w.To.ToShanghai())));

    internal sealed class Mapping : IEntityTypeConfiguration<MenuItem>
    {
        public void Configure(EntityTypeBuilder<MenuItem> item)
        {
            item.ToTable("orders_menu_item").InFamily("station", nameof(StationId)).IsOpen("A menu hangs at the station's door.");
            item.HasKey(i => new { i.StationId, i.Id });
            item.Property(i => i.Title).HasMaxLength(60);
            item.Property(i => i.Category).HasMaxLength(4);
            item.Property(i => i.RequiredSkill).HasMaxLength(4);
            item.Property(i => i.Cover).HasMaxLength(100);
        }
    }
}
