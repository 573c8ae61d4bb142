using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Projects.Domain;

/// <summary>
/// A standing intention of a team or station, carried out round by round. Its verbs are in Project.Steps.cs. Once approved it stands in
/// the library for everybody to read; before, only those who run or oversee it see it.
/// </summary>
public sealed partial class Project : IScoped<Project>
{
    private Project() { }

    public static Expression<Func<Project, Viewer, bool>> VisibleTo => (project, viewer) =>
        viewer.All
        || (project.PublishedAt != null && project.Status != ProjectStatus.Disabled && project.Status != ProjectStatus.Void)
        || (project.DivisionCode >= viewer.From && project.DivisionCode < viewer.To)
        || (project.TeamId != null && viewer.TeamIds.Contains(project.TeamId.Value));

    public Guid Id { get; private init; }

    public string Title { get; private set; } = "";

    /// <summary>A code of the national service categories.</summary>
    public string Category { get; private set; } = "";

    public string Goals { get; private set; } = "";

    /// <summary>What is done.</summary>
    public string Description { get; private set; } = "";

    /// <summary>For whom: codes of <see cref="Beneficiaries"/>.</summary>
    public string[] For { get; private set; } = [];

    /// <summary>The team that runs it; null when the staff of the division do.</summary>
    public Guid? TeamId { get; private init; }

    public long DivisionCode { get; private init; }

    /// <summary>The highest library it stands in; its own level until it is recommended and accepted further up.</summary>
    public LibraryLevel Level { get; private set; }

    /// <summary>The division whose library that is.</summary>
    public long LibraryDivision { get; private set; }

    /// <summary>The library project this one was adopted from.</summary>
    public Guid? OriginId { get; private init; }

    public Guid AuthorId { get; private init; }

    public DateTime CreatedAt { get; private init; }

    public ProjectStatus Status { get; private set; }

    public DateTime StatusAt { get; private set; }

    /// <summary>When the clock takes the next step; null in states that wait for people.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>Number of the current round.</summary>
    public int Round { get; private set; }

    /// <summary>Who handed the current plan in: somebody else reviews it.</summary>
    public Guid? SubmittedBy { get; private set; }

    /// <summary>First approval: since then it stands in the library.</summary>
    public DateTime? PublishedAt { get; private set; }

    public int StoryLength { get; private set; }

    public int Version { get; private set; }

    public List<ProjectRound> Rounds { get; } = [];

    public List<ProjectEvent> Story { get; } = [];

    public List<Recommendation> Recommendations { get; } = [];

    public List<Exclusion> Exclusions { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Project>
    {
        public void Configure(EntityTypeBuilder<Project> project)
        {
            project.ToTable("projects_project").InFamily("project", nameof(Id));
            project.HasKey(p => p.Id);
            project.Property(p => p.Id).ValueGeneratedNever();
            project.Property(p => p.Title).HasMaxLength(60);
            project.Property(p => p.Category).HasMaxLength(4);
            project.Property(p => p.Goals).HasMaxLength(1000);
            project.Property(p => p.Description).HasMaxLength(2000);
            project.Ignore(p => p.Current);
            project.Property(p => p.Version).IsConcurrencyToken();
            project.HasMany(p => p.Rounds).WithOne().HasForeignKey(r => r.ProjectId);
            project.HasMany(p => p.Story).WithOne().HasForeignKey(e => e.ProjectId);
            project.HasMany(p => p.Recommendations).WithOne().HasForeignKey(r => r.ProjectId);
            project.HasMany(p => p.Exclusions).WithOne().HasForeignKey(e => e.ProjectId);
            project.HasIndex(p => new { p.Level, p.LibraryDivision, p.PublishedAt });
            project.HasIndex(p => new { p.DivisionCode, p.Status });
            project.HasIndex(p => p.TeamId);
            project.HasIndex(p => p.OriginId);
            project.HasIndex(p => p.DueAt);
        }
    }
}
