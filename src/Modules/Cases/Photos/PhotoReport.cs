using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;

namespace Weiguang.Cases.Photos;

/// <summary>Somebody says that a picture should not be there: their child is on it, or it is none of this. Staff of the place decide, not who brought it and nobody of its team.</summary>
internal sealed class PhotoReport : PublicObjection, IScoped<PhotoReport>
{
    public const int MostTitle = 100;

    public static Expression<Func<PhotoReport, Viewer, bool>> VisibleTo { get; } = VisibleToItsPeople<PhotoReport>();

    /// <summary>See <see cref="IAlbum.Name"/>.</summary>
    public required string Album { get; init; }

    public required Guid OwnerId { get; init; }

    public required Guid PhotoId { get; init; }

    /// <summary>Who brought the picture: they learn when it is taken down, never by whom it was reported.</summary>
    public required Guid BroughtBy { get; init; }

    public required Guid? TeamId { get; init; }

    /// <summary>What it belongs to, and where that is shown, as whoever reported it sees it.</summary>
    public required string Title { get; init; }

    public required string Page { get; init; }

    public Matter Matter => new(CasePermissions.Photos, DivisionCode, TeamId, [BroughtBy]);

    internal sealed class Mapping : IEntityTypeConfiguration<PhotoReport>
    {
        public void Configure(EntityTypeBuilder<PhotoReport> report)
        {
            report.ToTable("cases_photo_report").InFamily("report", nameof(Id));
            report.HasKey(r => r.Id);
            report.Property(r => r.Id).ValueGeneratedNever();
            report.Property(r => r.Album).HasMaxLength(20);
            report.Property(r => r.Title).HasMaxLength(MostTitle).IsSealed(Personal.Note);
            report.Property(r => r.Page).HasMaxLength(100);
            report.Property(r => r.Reason).HasMaxLength(MostLetters).IsSealed(Personal.Note);
            report.Property(r => r.Decision).HasMaxLength(MostLetters).IsSealed(Personal.Note);
            report.HasIndex(r => new { r.DivisionCode, r.At }).HasFilter("upheld IS NULL");
            report.HasIndex(r => r.PhotoId);
        }
    }
}
