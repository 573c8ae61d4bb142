using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;

namespace Weiguang.Projects.Domain;

/// <summary>
/// One turn of the closed loop 成立、招募、实施、评估、优化 (project_closed_loop_hlj): what was planned, and afterwards what came of it.
/// The plan of the next round is written beside the evaluation of this one.
/// </summary>
public sealed class ProjectRound : IPartOf<ProjectRound, Project>
{
    public static Expression<Func<ProjectRound, Project, Viewer, bool>> PartOf { get; } = (round, project, _) => round.ProjectId == project.Id;

    public required Guid ProjectId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public string Plan { get; private set; } = "";

    /// <summary>First and last day of recruiting and last day of the round, in China.</summary>
    public DateOnly RecruitFrom { get; private set; }

    public DateOnly RecruitTo { get; private set; }

    public DateOnly EndsOn { get; private set; }

    public DateTime? EvaluatedAt { get; private set; }

    public Guid? EvaluatedBy { get; private set; }

    /// <summary>The figures as they stood when the round was evaluated.</summary>
    public int Activities { get; private set; }

    public int People { get; private set; }

    public int Minutes { get; private set; }

    /// <summary>What became of it, in the words of who ran it.</summary>
    public string Evaluation { get; private set; } = "";

    public string ToImprove { get; private set; } = "";

    public RoundFigures Figures => new(Activities, People, Minutes);

    /// <summary>When recruiting begins, UTC.</summary>
    public DateTime RecruitsAt => Midnight(RecruitFrom);

    public DateTime StartsAt => RecruitTo.EndInShanghai();

    public DateTime EndsAt => EndsOn.EndInShanghai();

    internal void Write(RoundPlan plan) => (Plan, RecruitFrom, RecruitTo, EndsOn) = (plan.Text, plan.RecruitFrom, plan.RecruitTo, plan.EndsOn);

    internal bool Says(RoundPlan plan) => new RoundPlan(Plan, RecruitFrom, RecruitTo, EndsOn) == plan;

    internal void Evaluate(RoundFigures figures, string evaluation, string toImprove, Guid by, DateTime now) =>
        (Activities, People, Minutes, Evaluation, ToImprove, EvaluatedBy, EvaluatedAt) = (figures.Activities, figures.People, figures.Minutes, evaluation, toImprove, by, now);

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue).FromShanghai();

    internal sealed class Mapping : IEntityTypeConfiguration<ProjectRound>
    {
        public void Configure(EntityTypeBuilder<ProjectRound> round)
        {
            round.ToTable("projects_round").InFamily("project", nameof(ProjectId));
            round.HasKey(r => new { r.ProjectId, r.Number });
            round.Property(r => r.Plan).HasMaxLength(2000);
            round.Property(r => r.Evaluation).HasMaxLength(2000).IsSealed(Personal.Note);
            round.Property(r => r.ToImprove).HasMaxLength(1000).IsSealed(Personal.Note);
            round.Ignore(r => r.Figures).Ignore(r => r.RecruitsAt).Ignore(r => r.StartsAt).Ignore(r => r.EndsAt);
        }
    }
}

/// <summary>What is meant to be done in a round, and when; checked before.</summary>
internal sealed record RoundPlan(string Text, DateOnly RecruitFrom, DateOnly RecruitTo, DateOnly EndsOn);
