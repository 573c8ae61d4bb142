using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Photos;

namespace Weiguang.Hours.Said;

/// <summary>A picture behind minutes of a record that people say; for those who may see the record.</summary>
internal sealed class RecordPhoto : IPartOf<RecordPhoto, ServiceRecord>, INumberedAttachment
{
    public static Expression<Func<RecordPhoto, ServiceRecord, Viewer, bool>> PartOf { get; } = (part, record, _) => part.SourceId == record.SourceId && part.RecordId == record.Id;

    public required Guid SourceId { get; init; }

    public required Guid RecordId { get; init; }

    public required int Number { get; init; }

    /// <summary>What it was brought for: a correction, or the record itself, whose end somebody said; null until they say it.</summary>
    public Guid? SaidId { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>See <see cref="PhotoSigns.TakenAt"/>.</summary>
    public DateTime? TakenAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RecordPhoto>
    {
        public void Configure(EntityTypeBuilder<RecordPhoto> photo)
        {
            photo.ToTable("hours_record_photo").InFamily("source", nameof(SourceId));
            photo.HasKey(p => new { p.SourceId, p.RecordId, p.Number });
            photo.IsAttachment();
        }
    }
}
