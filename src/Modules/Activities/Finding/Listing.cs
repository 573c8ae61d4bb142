using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Activities.Finding;

/// <summary>
/// What finding needs to know of an activity that is not over: its words cut into pieces, and when its shifts take place. Written by
/// <see cref="ListingBook"/> alone; everything in it can be made again from the activity. The indexes are in Protect.*.sql.
/// </summary>
internal sealed class Listing
{
    public required Guid ActivityId { get; init; }

    /// <summary>The same row in SQLite's full-text table, whose rows have numbers: the random half of the id.</summary>
    public long RowId { get; private init; }

    /// <summary>The activity's version that was written down.</summary>
    public int Version { get; private set; }

    /// <summary>Pieces of the title, a space between them.</summary>
    public string TitleWords { get; private set; } = "";

    /// <summary>Pieces of everything one can search for, the title included.</summary>
    public string Words { get; private set; } = "";

    public List<ListedShift> Shifts { get; } = [];

    public static Listing Of(Guid activityId) => new() { ActivityId = activityId, RowId = BinaryPrimitives.ReadInt64BigEndian(activityId.ToByteArray().AsSpan(8)) & long.MaxValue };

    public void Write(int version, string title, IEnumerable<string> rest)
    {
        Version = version;
        TitleWords = string.Join(' ', Bigrams.Cut(title));
        Words = string.Join(' ', rest.Prepend(title).SelectMany(Bigrams.Cut));
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Listing>
    {
        public void Configure(EntityTypeBuilder<Listing> listing)
        {
            listing.ToTable("activities_listing").InFamily("activity", nameof(ActivityId)).IsInternal("An index of the list, which reads the activities themselves by their own rule.");
            listing.HasKey(l => l.ActivityId);
            listing.Property(l => l.ActivityId).ValueGeneratedNever();
            listing.Property(l => l.TitleWords).HasMaxLength(1000);
            listing.Property(l => l.Words).HasMaxLength(60_000);
            listing.HasMany(l => l.Shifts).WithOne().HasForeignKey(s => s.ActivityId);
            listing.HasIndex(l => l.RowId);
        }
    }
}

/// <summary>When one shift takes place, in the slots in which volunteers say when they have time.</summary>
internal sealed class ListedShift
{
    public required Guid ActivityId { get; init; }

    public required Guid ShiftId { get; init; }

    public required DateTime StartsAt { get; init; }

    /// <summary>Bits of <see cref="AvailabilitySlots"/>: whoever has all of them free can come.</summary>
    public required int Slots { get; init; }

    /// <summary>Every slot between two instants, UTC; holidays and made-up working days as the calendar has them.</summary>
    public static int SlotsOf(DateTime from, DateTime to, WorkCalendar calendar)
    {
        var slots = AvailabilitySlots.Bit(AvailabilitySlots.At(from, calendar));
        for (var at = from.AddHours(1); at < to && at < from.AddDays(7); at = at.AddHours(1))
        {
            slots |= AvailabilitySlots.Bit(AvailabilitySlots.At(at, calendar));
        }

        return slots;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ListedShift>
    {
        public void Configure(EntityTypeBuilder<ListedShift> shift)
        {
            shift.ToTable("activities_listed_shift").InFamily("activity", nameof(ActivityId)).IsInternal("An index of the list, which reads the activities themselves by their own rule.");
            shift.HasKey(s => new { s.ActivityId, s.ShiftId });
        }
    }
}
