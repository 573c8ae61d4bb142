using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.Domain;

/// <summary>What the owner of the phone has said.</summary>
internal enum GuestState
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary>They were there: they have a seat now.</summary>
    Came,

    /// <summary>They were not.</summary>
    NotCome,
}

/// <summary>
/// Somebody at the door whom whoever runs it knows by name and phone alone, with an account or without: the row is the same. Nothing counts until whoever has that phone has signed in by its code and said that they
/// were there. It is kept for some weeks, and then deleted.
/// </summary>
internal sealed class Guest : IPartOf<Guest, Activity>, IOfActivity
{
    public static Expression<Func<Guest, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRuns<Guest>();

    public required Guid ActivityId { get; init; }

    public required Guid ShiftId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As they gave it at the door.</summary>
    public required string Name { get; init; }

    public required Sealed Phone { get; init; }

    /// <summary>Keyed fingerprint of the phone, by which its owner finds it.</summary>
    public required string PhoneIndex { get; init; }

    /// <summary>Who put them down, with their consent.</summary>
    public required Guid ById { get; init; }

    /// <summary>When they were there.</summary>
    public required DateTime At { get; init; }

    /// <summary>Why above the seats there are; empty within them.</summary>
    public string Reason { get; init; } = "";

    public GuestState State { get; private set; }

    /// <summary>Who answered.</summary>
    public Guid? PersonId { get; private set; }

    public void Answer(GuestState state, Guid person) => (State, PersonId) = (state, person);

    internal sealed class Mapping : IEntityTypeConfiguration<Guest>
    {
        public void Configure(EntityTypeBuilder<Guest> guest)
        {
            guest.ToTable("activities_guest").InFamily("activity", nameof(ActivityId));
            guest.HasKey(g => new { g.ActivityId, g.Id });
            guest.Property(g => g.Id).ValueGeneratedNever();
            guest.Property(g => g.Name).HasMaxLength(40).IsSealed(Personal.Name);
            guest.Property(g => g.PhoneIndex).HasMaxLength(64);
            guest.Property(g => g.Reason).HasMaxLength(100).IsSealed(Personal.Note);
            guest.HasIndex(g => new { g.ActivityId, g.ShiftId, g.PhoneIndex }).IsUnique(); // Put down twice is once.
            guest.HasIndex(g => g.PhoneIndex).HasFilter("state = 'Open'");
            guest.HasIndex(g => g.At);
        }
    }
}
