using System.ComponentModel.DataAnnotations;
using Weiguang.Kernel.Http;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Placing;

/// <summary>An order as somebody fills it in, on the page or over the API.</summary>
public sealed record OrderDraft
{
    /// <summary>The station ordered from; the one that serves the division when left out.</summary>
    public Guid? StationId { get; init; }

    /// <summary>A standing service of that station; left out for a free order.</summary>
    public Guid? MenuItemId { get; init; }

    /// <summary>service_category.tsv, four digits; from the menu item when one is chosen.</summary>
    [MaxLength(LengthDoor.Word)]
    public string? Category { get; init; }

    /// <summary>What is needed, up to 60 characters; when a menu item is chosen that one says it, and what is written here stands in the notes.</summary>
    [MaxLength(60)]
    public string? Title { get; init; }

    [MaxLength(FreeText.MostLetters)]
    public string? Notes { get; init; }

    public Urgency Urgency { get; init; }

    /// <summary>True when the help is for somebody else: then their name and phone are needed; else they are refused.</summary>
    public bool ForSomeoneElse { get; init; }

    [MaxLength(30)]
    public string? ContactName { get; init; }

    [MaxLength(LengthDoor.Word)]
    public string? ContactPhone { get; init; }

    /// <summary>12-digit division code of the village or community.</summary>
    public long? DivisionCode { get; init; }

    [MaxLength(100)]
    public string? Address { get; init; }

    public double? Lat { get; init; }

    public double? Lon { get; init; }

    /// <summary><c>wgs84</c> (default) or <c>gcj02</c>.</summary>
    [MaxLength(LengthDoor.Word)]
    public string? Datum { get; init; }

    /// <summary>One to three spans in which somebody is at home; may be left out when it is urgent: then the next four hours.</summary>
    [MaxLength(3)]
    public IReadOnlyList<WindowInput> Windows { get; init; } = [];

    /// <summary>The notes as the order keeps them: what was written beside a chosen item of the menu stands before them, for nothing written is dropped.</summary>
    /// <param name="item">What the chosen item is called; null for a free order, and where it is not known yet.</param>
    internal string NotesBeside(string? item) =>
        string.Join('\n', new[] { MenuItemId is null || Title?.Trim() == item ? "" : Title, Notes }.Select(words => words?.Trim() ?? "").Where(words => words.Length > 0));
}

/// <summary>A span with offset from UTC.</summary>
public sealed record WindowInput(DateTimeOffset From, DateTimeOffset To);
