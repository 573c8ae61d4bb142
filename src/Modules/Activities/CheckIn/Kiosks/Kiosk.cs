using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.CheckIn;

/// <summary>A phone that checks people in without network. Its list is encrypted under a key of its own, which it is handed once.</summary>
internal sealed partial class Kiosk : IPartOf<Kiosk, Activity>, IOfActivity
{
    public static Expression<Func<Kiosk, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRuns<Kiosk>();

    public required Guid ActivityId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who set it up, and on what.</summary>
    public required Guid ByPersonId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>32 bytes in base64url.</summary>
    public required Sealed Key { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>From then on it gets no list any more, and wipes the one it has.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>By how much the device's clock was behind ours when it last took its list.</summary>
    public int BehindSeconds { get; private set; }

    public DateTime? RosterAt { get; private set; }

    public DateTime? SyncedAt { get; private set; }

    public int Scans { get; private set; }

    /// <summary>Since when the organiser has done with it.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>Lost or stolen: whatever it brings home waits for somebody's word.</summary>
    public bool IsLost { get; private set; }

    public bool IsOpen(DateTime now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>A day longer than it lists: a phone that finds its network late still brings home what it read; later everything waits for somebody's word.</summary>
    public DateTime BelievedUntil => ExpiresAt.AddDays(1);

    /// <summary>What a reading counts as. When it was read only the phone says: after the closing nothing shows that it was before, so whoever sends it vouches for it.</summary>
    public ProofKinds KindsOf(DateTime read, DateTime receivedAt, LogFault fault, bool isSigned = false) =>
        IsLost || read > RevokedAt || receivedAt > RevokedAt || receivedAt >= BelievedUntil || fault is not (LogFault.None or LogFault.NoLog) ? ProofKinds.Word
        : isSigned && fault == LogFault.None ? ProofKinds.Card : ProofKinds.Number;

    public void TakeRoster(DateTime deviceNow, DateTime now) => (RosterAt, BehindSeconds) = (now, KioskClock.Behind(deviceNow, now));

    public void Revoke(DateTime now, bool lost) => (RevokedAt, IsLost) = (RevokedAt ?? now, IsLost || lost);

    internal sealed class Mapping : IEntityTypeConfiguration<Kiosk>
    {
        public void Configure(EntityTypeBuilder<Kiosk> kiosk)
        {
            kiosk.ToTable("activities_kiosk").InFamily("activity", nameof(ActivityId));
            kiosk.HasKey(k => new { k.ActivityId, k.Id });
            kiosk.Property(k => k.Id).ValueGeneratedNever();
            kiosk.Property(k => k.Name).HasMaxLength(60).IsSealed(Personal.Note);
            kiosk.Ignore(k => k.Log);
            kiosk.Property(k => k.LogKey).HasMaxLength(PhoneKey.Length);
            kiosk.Property(k => k.LogHead).HasMaxLength(KioskEntry.HashLetters);
            kiosk.Property(k => k.PledgedHead).HasMaxLength(KioskEntry.HashLetters);
        }
    }
}
