using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Messages.Domain;

/// <summary>A kind of message of which its reader wants no sign: it still comes, and counts as nothing new.</summary>
internal sealed class MutedKind : IScoped<MutedKind>
{
    public static Expression<Func<MutedKind, Viewer, bool>> VisibleTo => (muted, viewer) => viewer.All || muted.PersonId == viewer.PersonId;

    public required Guid PersonId { get; init; }

    /// <summary>Code of its <see cref="MessageKind"/>.</summary>
    public required string Kind { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<MutedKind>
    {
        public void Configure(EntityTypeBuilder<MutedKind> muted)
        {
            muted.ToTable("messages_muted_kind").InFamily("person", nameof(PersonId));
            muted.HasKey(m => new { m.PersonId, m.Kind });
            muted.Property(m => m.Kind).HasMaxLength(MessageKind.LongestCode);
        }
    }
}
