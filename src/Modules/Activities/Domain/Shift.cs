using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Domain;

/// <summary>What one does in an activity 岗位.</summary>
internal sealed class Post : IPartOf<Post, Activity>
{
    public static Expression<Func<Post, Activity, Viewer, bool>> PartOf { get; } = (post, activity, _) => post.ActivityId == activity.Id;

    public required Guid ActivityId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public string Duties { get; set; } = "";

    /// <summary>Which it is of those its organiser wrote, from 0.</summary>
    public int Place { get; set; }

    /// <summary>Skill code one needs for this post; empty when anybody can do it.</summary>
    public string Skill { get; set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<Post>
    {
        public void Configure(EntityTypeBuilder<Post> post)
        {
            post.ToTable("activities_post").InFamily("activity", nameof(ActivityId));
            post.HasKey(p => new { p.ActivityId, p.Id });
            post.Property(p => p.Id).ValueGeneratedNever();
            post.Property(p => p.Name).HasMaxLength(30);
            post.Property(p => p.Duties).HasMaxLength(300);
            post.Property(p => p.Skill).HasMaxLength(4);
        }
    }
}

/// <summary>
/// One post at one time 班次, with its seats. The counts change only while this row is locked, together with the sign-ups they count
/// (docs/algorithms/seats.md).
/// </summary>
internal sealed class Shift : IPartOf<Shift, Activity>
{
    public static Expression<Func<Shift, Activity, Viewer, bool>> PartOf { get; } = (shift, activity, _) => shift.ActivityId == activity.Id;

    public required Guid ActivityId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PostId { get; init; }

    /// <summary>On another day everybody is reminded anew.</summary>
    public required DateTime StartsAt
    {
        get;
        set
        {
            RemindedAt = field.DayInShanghai() == value.DayInShanghai() ? RemindedAt : null;
            field = value;
        }
    }

    public required DateTime EndsAt { get; set; }

    /// <summary>Rest within the shift that does not count as service.</summary>
    public int BreakMinutes { get; set; }

    public required int Capacity { get; set; }

    /// <summary>Seats given away or held for somebody: <see cref="SignupStatus.Accepted"/>, Offered and Pending.</summary>
    public int Taken { get; private set; }

    public int Waiting { get; private set; }

    /// <summary>The number given to who came last; it only rises.</summary>
    public int LastPlace { get; private set; }

    public DateTime? CancelledAt { get; private set; }

    /// <summary>Since when attendance is settled: who never came is marked, who forgot to leave is asked about.</summary>
    public DateTime? SettledAt { get; private set; }

    /// <summary>When those with seats were told that it is tomorrow.</summary>
    public DateTime? RemindedAt { get; private set; }

    /// <summary>Negative after the organiser cut the capacity below what was promised.</summary>
    public int Free => Capacity - Taken;

    public int NextPlace() => ++LastPlace;

    public void Count(int taken, int waiting) => (Taken, Waiting) = (Taken + taken, Waiting + waiting);

    public void Cancel(DateTime now) => CancelledAt ??= now;

    public void Remind(DateTime now) => RemindedAt = now;

    public void Settle(DateTime now) => SettledAt ??= now;

    internal sealed class Mapping : IEntityTypeConfiguration<Shift>
    {
        public void Configure(EntityTypeBuilder<Shift> shift)
        {
            shift.ToTable("activities_shift").InFamily("activity", nameof(ActivityId));
            shift.HasKey(s => new { s.ActivityId, s.Id });
            shift.Property(s => s.Id).ValueGeneratedNever();
            shift.HasOne<Post>().WithMany().HasForeignKey(s => new { s.ActivityId, s.PostId });
            shift.HasIndex(s => s.EndsAt).HasFilter("settled_at IS NULL");
        }
    }
}
