using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.Regions;

/// <summary>What is wrong with a row of an imported file.</summary>
/// <param name="Line">As an editor counts, the heading is 1; 0 speaks of the whole file.</param>
/// <param name="Column">The heading as it stands in the file; empty for the whole row.</param>
/// <param name="Value">What stands there; of a missing column, which there are.</param>
/// <param name="Phrase">Chinese source phrase of the reason, with what was expected.</param>
public sealed record RowError(int Line, string Column, string Value, string Phrase, params object[] Arguments)
{
    private const int MostShown = 60;

    /// <summary>The reason in the reader's language.</summary>
    public string Reason(IStringLocalizer phrases) => phrases[Phrase, Arguments];

    /// <summary>What stands there, for a reader: shortened, and said when it is nothing.</summary>
    public string Found(IStringLocalizer phrases) => Value.Length == 0 ? phrases[Kernel.Text.Phrase.Of("（空着）")] : ShortWords.Of(Value, MostShown) is var start && start.Length < Value.Length ? $"{start}…" : Value;
}

/// <param name="Saved">False when errors kept everything out.</param>
/// <param name="Same">Rows that said nothing new.</param>
public sealed record StationImportResult(int Added, int Changed, int Same, IReadOnlyList<RowError> Errors, bool Saved);
