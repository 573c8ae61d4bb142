using Weiguang.People;

namespace Weiguang.Projects;

/// <summary>What one person does here that others must handle, and how often one may.</summary>
internal static class ProjectVerbs
{
    public static readonly Verb Found = new("projects.found", PerHour: 10, PerDay: 30);

    public static readonly Verb Recommend = new("projects.recommend", PerHour: 10, PerDay: 30);

    public static readonly Verb Adopt = new("projects.adopt", PerHour: 10, PerDay: 30);
}
