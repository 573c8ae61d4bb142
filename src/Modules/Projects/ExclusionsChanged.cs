namespace Weiguang.Projects;

/// <summary>What excludes these projects is not what it was; <see cref="ProjectCard.ExclusiveWith"/> says what it is now. Left in the outbox with the change.</summary>
public sealed record ExclusionsChanged(IReadOnlyList<Guid> ProjectIds);
