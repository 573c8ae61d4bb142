using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Photos;

/// <summary>
/// A picture that was fine on a form that was not: a browser cannot choose it again by itself, so it waits here, for its sender alone, until the form is right.
/// </summary>
internal sealed class HeldPhoto : IScoped<HeldPhoto>, IAttachment
{
    public static Expression<Func<HeldPhoto, Viewer, bool>> VisibleTo { get; } = (photo, viewer) => viewer.All || photo.PersonId == viewer.PersonId;

    /// <summary>Of one person; older ones go.</summary>
    public const int Most = 12;

    public const int MostName = 100;

    public required Guid PersonId { get; init; }

    public required Guid Id { get; init; }

    public required DateTime At { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>SHA-256 of the file as it was sent.</summary>
    public required string Sent { get; init; }

    /// <summary>As the sender calls it.</summary>
    public required string Name { get; init; }

    /// <summary>See <see cref="PhotoSigns"/>.</summary>
    public required long Print { get; init; }

    public required DateTime? TakenAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<HeldPhoto>
    {
        public void Configure(EntityTypeBuilder<HeldPhoto> photo)
        {
            photo.ToTable("kernel_held_photo").InFamily("person", nameof(PersonId));
            photo.HasKey(p => new { p.PersonId, p.Id });
            photo.IsAttachment();
            photo.Property(p => p.Sent).HasMaxLength(64);
            photo.Property(p => p.Name).HasMaxLength(MostName).IsSealed(Personal.Note);
            photo.HasIndex(p => p.At);
        }
    }
}
