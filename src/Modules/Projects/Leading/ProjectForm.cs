using System.ComponentModel.DataAnnotations;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading.Rounds;

namespace Weiguang.Projects.Leading;

/// <summary>A project as it is posted, from the page and the API alike.</summary>
public sealed class ProjectForm
{
    /// <summary>Of the project that is rewritten, as it was read; with it a change of what moved meanwhile is refused.</summary>
    public int? Version { get; set; }

    /// <summary>Null for a project of the staff's own division.</summary>
    public Guid? TeamId { get; set; }

    [MaxLength(60)]
    public string? Title { get; set; }

    [MaxLength(LengthDoor.Word)]
    public string? Category { get; set; }

    [MaxLength(1000)]
    public string? Goals { get; set; }

    [MaxLength(2000)]
    public string? Description { get; set; }

    /// <summary>An unticked group of boxes is null.</summary>
    [MaxLength(50), EachMaxLength(LengthDoor.Word)]
    public string[]? For { get; set; }

    [MaxLength(ProjectOffice.MostSiblings)]
    public Guid[]? ExclusiveWith { get; set; }

    public RoundForm Round { get; set; } = new();

    internal static ProjectForm Of(Project project) => new()
    {
        Version = project.StoryLength,
        TeamId = project.TeamId,
        Title = project.Title,
        Category = project.Category,
        Goals = project.Goals,
        Description = project.Description,
        For = project.For,
        ExclusiveWith = [.. project.Exclusions.Select(e => e.OtherId)],
        Round = RoundForm.Of(project.Current),
    };

    /// <summary>What is wrong: field and source phrase.</summary>
    public IEnumerable<(string Field, string Phrase)> Mistakes(DateOnly today)
    {
        if (Title?.Trim() is not { Length: >= 2 } title || ShortWords.IsLonger(title, 60))
        {
            yield return (nameof(Title), Phrase.Of("项目名请写 2 到 60 个字。"));
        }

        if (string.IsNullOrEmpty(Category) || !ServiceCategories.Know([Category]))
        {
            yield return (nameof(Category), Phrase.Of("请选一个类别。"));
        }

        if (string.IsNullOrWhiteSpace(Goals) || ShortWords.IsLonger(Goals, 1000))
        {
            yield return (nameof(Goals), Phrase.Of("请写想做成什么，1000 字以内。"));
        }

        if (string.IsNullOrWhiteSpace(Description) || ShortWords.IsLonger(Description, 2000))
        {
            yield return (nameof(Description), Phrase.Of("请写具体做什么，2000 字以内。"));
        }

        if (For is not { Length: > 0 } || !Beneficiaries.Know(For))
        {
            yield return (nameof(For), Phrase.Of("请选服务哪些人。"));
        }

        foreach (var (field, phrase) in (Round ?? new()).Mistakes(today))
        {
            yield return ($"{nameof(Round)}.{field}", phrase);
        }
    }

    internal ProjectText ToText() => new(Title!.Trim(), Category!, Goals!.Trim(), Description!.Trim(), [.. For!.Distinct()]);
}
