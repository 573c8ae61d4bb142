using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.People.Following;

/// <summary>Somebody wants to hear of a thing, or to find it again: a team, a project, an activity. It stands with the thing, for what happens there is told to all of them.</summary>
internal sealed class Follow : IScoped<Follow>
{
    public static Expression<Func<Follow, Viewer, bool>> VisibleTo { get; } = (follow, viewer) => viewer.All || follow.PersonId == viewer.PersonId;

    public required Guid TargetId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>See <see cref="IFollowable.Kind"/>.</summary>
    public required string Kind { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Follow>
    {
        public void Configure(EntityTypeBuilder<Follow> follow)
        {
            follow.ToTable("people_follow").InFamily("followed", nameof(TargetId));
            follow.HasKey(f => new { f.TargetId, f.PersonId });
            follow.Property(f => f.Kind).HasMaxLength(20);
            follow.HasIndex(f => new { f.PersonId, f.At });
        }
    }
}
