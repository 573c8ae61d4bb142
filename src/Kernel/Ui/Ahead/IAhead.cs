using Microsoft.AspNetCore.Components;
using Weiguang.Kernel.Geo;

namespace Weiguang.Kernel.Ui;

/// <summary>What the viewer has before them: a shift, a visit, somebody who comes to them. A module that knows of some registers a source; home and pages of the thing itself show the same card.</summary>
public interface IAhead
{
    /// <summary>Of the next days, and what is not finished yet; in any order, empty for strangers.</summary>
    Task<IReadOnlyList<AheadItem>> ReadAsync(CancellationToken ct);
}

/// <summary>One thing that lies before the viewer. Words are in the reader's language already.</summary>
/// <param name="From">UTC, as <paramref name="To"/>.</param>
/// <param name="Href">The page of the thing.</param>
public sealed record AheadItem(string Title, DateTime From, DateTime To, string Href)
{
    /// <summary>Where one meets, in words.</summary>
    public string Place { get; init; } = "";

    /// <summary>Where one meets, for an app that leads there; null where it is nobody's business.</summary>
    public GeoPoint? Position { get; init; }

    /// <summary>Whom to call when something is amiss; null where that is nobody, or nobody's business yet.</summary>
    public CallTo? Call { get; init; }

    /// <summary>What one brings along; empty for nothing.</summary>
    public string Bring { get; init; } = "";

    /// <summary>How it stands, in a word or two.</summary>
    public required string State { get; init; }

    public Tone Tone { get; init; }

    /// <summary>Something is to be done about it now: it goes before all that only comes.</summary>
    public bool IsDue { get; init; }

    /// <summary>What comes next, or who comes; one sentence, empty when there is nothing to say.</summary>
    public string Note { get; init; } = "";

    /// <summary>The one thing to do now: a form or a link, drawn by the module.</summary>
    public RenderFragment? Act { get; init; }

    /// <summary>Digits to read out to whoever comes, and what to say of them.</summary>
    public string Digits { get; init; } = "";

    public string DigitsFor { get; init; } = "";

    /// <summary>A button that leads to where it is done.</summary>
    public static RenderFragment Link(string href, string words, bool isQuiet = false) => builder =>
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "class", isQuiet ? "button block" : "button primary big block");
        builder.AddAttribute(2, "href", href);
        builder.AddContent(3, words);
        builder.CloseElement();
    };

    /// <summary>What is to be done now, then what comes, by time; last what is over and only asks for a word.</summary>
    public static IReadOnlyList<AheadItem> InOrder(IEnumerable<AheadItem> items, DateTime now) =>
        [.. items.OrderBy(i => !i.IsDue).ThenBy(i => i.To < now).ThenBy(i => i.From).ThenBy(i => i.Href, StringComparer.Ordinal)];
}
