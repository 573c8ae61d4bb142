namespace Weiguang.Projects;

/// <summary>A project as other modules see it.</summary>
/// <param name="DivisionCode">Of the team or staff that runs it.</param>
/// <param name="TeamId">Null for a project of a station or county.</param>
/// <param name="Category">A code of the national service categories.</param>
/// <param name="ExclusiveWith">Projects in which nobody takes part who takes part in this one; each of them names this one too.</param>
public sealed record ProjectCard(Guid Id, string Title, ProjectStatus Status, long DivisionCode, Guid? TeamId, string Category, Guid[] ExclusiveWith)
{
    /// <summary>Number of the current round of the loop, from 1.</summary>
    public int Round { get; init; }

    /// <summary>Approved and not over: activities may be held under it.</summary>
    public bool IsOpen => Status is ProjectStatus.PendingStart or ProjectStatus.Recruiting or ProjectStatus.Running;
}
