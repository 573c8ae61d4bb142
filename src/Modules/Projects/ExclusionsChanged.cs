namespace Weiguang.Projects;

/// <summary>What excludes these projects is not what it was; <see cref="ProjectCard.ExclusiveWith"/> says what it is now. Published with the change.</summary>
public sealed record ExclusionsChanged(IReadOnlyList<Guid> ProjectIds) : IEvent
{
    public static string Name => "projects.exclusions-changed";
}
