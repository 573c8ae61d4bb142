namespace Weiguang.Projects;

/// <summary>What a region may set differently; section <c>Projects</c> of the configuration.</summary>
public sealed class ProjectSettings
{
    /// <summary>Days after its end in which a project is evaluated; then the clock closes it without.</summary>
    public int CloseDays { get; set; } = 30;
}
