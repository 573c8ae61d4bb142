using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Projects.Domain;

/// <summary>Nobody takes part in both projects. Stands twice, once with each of them, so that either side finds it.</summary>
public sealed class Exclusion : IPartOf<Exclusion, Project>
{
    public static Expression<Func<Exclusion, Project, Viewer, bool>> PartOf { get; } = (exclusion, project, _) => exclusion.ProjectId == project.Id;

    public required Guid ProjectId { get; init; }

    public required Guid OtherId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Exclusion>
    {
        public void Configure(EntityTypeBuilder<Exclusion> exclusion)
        {
            exclusion.ToTable("projects_exclusion").InFamily("project", nameof(ProjectId));
            exclusion.HasKey(e => new { e.ProjectId, e.OtherId });
        }
    }
}
