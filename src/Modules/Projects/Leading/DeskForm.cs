using Weiguang.Kernel.Text;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading.Rounds;

namespace Weiguang.Projects.Leading;

/// <summary>A step as it is posted from the project's desk.</summary>
internal sealed class DeskForm
{
    public ProjectAction? Step { get; set; }

    /// <summary>Of the project, as the page showed it.</summary>
    public int? Version { get; set; }

    public string? Words { get; set; }

    public string? Evaluation { get; set; }

    public string? ToImprove { get; set; }

    public RoundForm Round { get; set; } = new();

    /// <summary>Steps that need a word of why.</summary>
    public static bool NeedsWords(ProjectAction action) => action is ProjectAction.Decline or ProjectAction.Disable or ProjectAction.Pause;

    /// <summary>Steps that are nothing but a step: what is evaluated, planned or recommended has forms of its own.</summary>
    public static bool IsPlain(ProjectAction action) =>
        action is not (ProjectAction.Found or ProjectAction.Close or ProjectAction.Renew or ProjectAction.Recruit or ProjectAction.End or ProjectAction.Lapse
            or ProjectAction.Rewrite or ProjectAction.Recommend or ProjectAction.Answer or ProjectAction.Complete);

    public static bool IsWritten(string? words, int longest) => !string.IsNullOrWhiteSpace(words) && !ShortWords.IsLonger(words, longest);
}
