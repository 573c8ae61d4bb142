using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Projects.Domain;

public enum RecommendationState
{
    Asked,
    Accepted,
    Declined,
}

/// <summary>A project put forward to the library one level up; answered by the staff of that level.</summary>
public sealed class Recommendation : IPartOf<Recommendation, Project>
{
    public static Expression<Func<Recommendation, Project, Viewer, bool>> PartOf { get; } = (recommendation, project, _) => recommendation.ProjectId == project.Id;

    public required Guid ProjectId { get; init; }

    public required LibraryLevel Level { get; init; }

    /// <summary>Whose library it is put forward to: the county, city or province above.</summary>
    public required long DivisionCode { get; init; }

    public RecommendationState State { get; private set; }

    /// <summary>Why it deserves it.</summary>
    public string Words { get; private set; } = "";

    public Guid AskedBy { get; private set; }

    public DateTime AskedAt { get; private set; }

    public string Opinion { get; private set; } = "";

    public Guid? AnsweredBy { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Puts it forward, for the first time or again after a no.</summary>
    internal void Ask(string words, Guid by, DateTime now) =>
        (State, Words, AskedBy, AskedAt, Opinion, AnsweredBy, AnsweredAt) = (RecommendationState.Asked, words, by, now, "", null, null);

    internal void Answer(bool yes, string opinion, Guid by, DateTime now) =>
        (State, Opinion, AnsweredBy, AnsweredAt) = (yes ? RecommendationState.Accepted : RecommendationState.Declined, opinion, by, now);

    internal sealed class Mapping : IEntityTypeConfiguration<Recommendation>
    {
        public void Configure(EntityTypeBuilder<Recommendation> recommendation)
        {
            recommendation.ToTable("projects_recommendation").InFamily("project", nameof(ProjectId));
            recommendation.HasKey(r => new { r.ProjectId, r.Level });
            recommendation.Property(r => r.Words).HasMaxLength(500).IsSealed(Personal.Note);
            recommendation.Property(r => r.Opinion).HasMaxLength(500).IsSealed(Personal.Note);
            recommendation.HasIndex(r => new { r.DivisionCode, r.State });
        }
    }
}
