using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Hours.Said;

/// <summary>
/// A quarter of the print of a picture that has served: in a county, a team, or for somebody. Of two prints that differ in at most seven bits one quarter at least differs in at most one: so whatever is near is found
/// by the keys of each quarter and of what lies one bit beside it (<see cref="Around"/>), through the primary key.
/// </summary>
internal sealed class PictureSign
{
    private const int Quarters = 4;
    private const int QuarterBits = 16;

    /// <summary>The team, or the person who was in charge, brought it, or whose hours it proved; for the county an id made from its code.</summary>
    public required Guid TeamId { get; init; }

    /// <summary>Which quarter, then its sixteen bits.</summary>
    public required int Key { get; init; }

    /// <summary>See <see cref="Kernel.Photos.PhotoSigns.Print"/>.</summary>
    public required long Print { get; init; }

    /// <summary>See <see cref="Domain.UsedPicture.HolderId"/>.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>See <see cref="Domain.UsedPicture.SaidId"/>.</summary>
    public required Guid? SaidId { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The four rows of a print.</summary>
    public static IEnumerable<PictureSign> Of(Guid team, long print, Guid holder, Guid? said, DateTime at) =>
        KeysOf(print).Select(key => new PictureSign { TeamId = team, Key = key, Print = print, HolderId = holder, SaidId = said, At = at });

    /// <summary>Under which keys everything stands that may be near: 4 × 17.</summary>
    public static IEnumerable<int> Around(long print) => KeysOf(print).SelectMany(key => Enumerable.Range(0, QuarterBits).Select(bit => key ^ (1 << bit)).Append(key));

    private static IEnumerable<int> KeysOf(long print) => Enumerable.Range(0, Quarters).Select(quarter => (quarter << QuarterBits) | (int)(((ulong)print >> (quarter * QuarterBits)) & 0xFFFF));

    internal sealed class Mapping : IEntityTypeConfiguration<PictureSign>
    {
        public void Configure(EntityTypeBuilder<PictureSign> sign)
        {
            sign.ToTable("hours_picture_sign").InFamily("team", nameof(TeamId)).IsInternal("Prints of pictures that have served, compared and never shown.");
            sign.HasKey(s => new { s.TeamId, s.Key, s.Print });
            sign.Property(s => s.Key).ValueGeneratedNever();
            sign.Property(s => s.Print).ValueGeneratedNever();
            sign.HasIndex(s => s.HolderId);
        }
    }
}
