using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Cases;
using Weiguang.Kernel.Security;

namespace Weiguang.Recognition.Domain;

/// <summary>Somebody's objection to a star in publicity. The volunteer is told that there is one, never whose.</summary>
internal sealed class StarObjection : PublicObjection, IScoped<StarObjection>
{
    public static Expression<Func<StarObjection, Viewer, bool>> VisibleTo { get; } = VisibleToItsPeople<StarObjection>();

    public required Guid PersonId { get; init; }

    public required int Level { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StarObjection>
    {
        public void Configure(EntityTypeBuilder<StarObjection> objection)
        {
            objection.ToTable("recognition_star_objection").InFamily("person", nameof(PersonId));
            objection.HasKey(o => new { o.PersonId, o.Id });
            objection.Property(o => o.Reason).HasMaxLength(MostLetters).IsSealed(Personal.Note);
            objection.Property(o => o.Decision).HasMaxLength(MostLetters).IsSealed(Personal.Note);
        }
    }
}
