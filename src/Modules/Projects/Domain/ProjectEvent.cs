using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Projects.Domain;

/// <summary>One step in the story of a project: who, when, what, why. Written once, never changed.</summary>
public sealed class ProjectEvent : IPartOf<ProjectEvent, Project>
{
    public static Expression<Func<ProjectEvent, Project, Viewer, bool>> PartOf { get; } = (step, project, _) => step.ProjectId == project.Id;

    public required Guid ProjectId { get; init; }

    public required int Sequence { get; init; }

    public required int Round { get; init; }

    public required ProjectAction Action { get; init; }

    public required ProjectStatus To { get; init; }

    /// <summary>Empty for the clock.</summary>
    public required Guid ActorId { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The reviewer's opinion, or why it was paused or disabled.</summary>
    public string Words { get; init; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<ProjectEvent>
    {
        public void Configure(EntityTypeBuilder<ProjectEvent> step)
        {
            step.ToTable("projects_event").InFamily("project", nameof(ProjectId));
            step.HasKey(e => new { e.ProjectId, e.Sequence });
            step.Property(e => e.Words).HasMaxLength(500).IsSealed(Personal.Note);
        }
    }
}
