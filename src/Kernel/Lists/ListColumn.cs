using Weiguang.Kernel.Security;
using Weiguang.Kernel.Ui;

namespace Weiguang.Kernel.Lists;

/// <summary>One column of a list, on the page and in the file.</summary>
/// <param name="Name">Stable; a page that draws the cell itself says it by this.</param>
/// <param name="Words">Source phrase of its head.</param>
/// <param name="Of">What it says of a row: a text in the reader's language, a number, a time in UTC, or nothing.</param>
public sealed record ListColumn<TRow>(string Name, string Words, Func<TRow, object?> Of)
{
    /// <summary>What kind of personal data it is: a file has it masked, unless taken whole.</summary>
    public Personal? Personal { get; init; }

    /// <summary>What a whole file says, where the page itself has it masked.</summary>
    public Func<TRow, object?>? Whole { get; init; }

    /// <summary>Where the cell leads on the page.</summary>
    public Func<TRow, string?>? Href { get; init; }

    /// <summary>Shown as a badge.</summary>
    public Func<TRow, Tone>? Tone { get; init; }

    /// <summary>Whether it presses.</summary>
    public Func<TRow, bool>? IsLate { get; init; }

    /// <summary>The <see cref="ListOrder"/> its head asks for.</summary>
    public string? Order { get; init; }

    public bool IsNumber { get; init; }

    /// <summary>Too much for the page; the file has it.</summary>
    public bool InFileAlone { get; init; }

    /// <summary>What the file says of a row.</summary>
    internal object? InFile(TRow row, bool whole) => (Personal, Whole) switch
    {
        (null, _) => Of(row),
        (_, { } opened) => whole ? opened(row) : Of(row),
        ({ } kind, null) => whole ? Of(row) : Mask.Of(kind, Of(row)?.ToString() ?? ""),
    };
}
