using Microsoft.Extensions.Localization;

namespace Weiguang.Regions;

/// <summary>What is wrong with a row of an imported file.</summary>
/// <param name="Line">As an editor counts, the heading is 1; 0 speaks of the whole file.</param>
/// <param name="Column">The heading as it stands in the file; empty for the whole row.</param>
/// <param name="Phrase">Chinese source phrase of the reason.</param>
public sealed record RowError(int Line, string Column, string Phrase, params object[] Arguments)
{
    /// <summary>The reason in the reader's language.</summary>
    public string Reason(IStringLocalizer phrases) => phrases[Phrase, Arguments];
}

/// <param name="Saved">False when errors kept everything out.</param>
/// <param name="Same">Rows that said nothing new.</param>
public sealed record StationImportResult(int Added, int Changed, int Same, IReadOnlyList<RowError> Errors, bool Saved);
