using Weiguang.Kernel.Photos;

namespace Weiguang.Kernel.Ui;

/// <summary>What is new near the viewer and waits for people; a module that has some registers a source, home shows a few of each.</summary>
public interface IAround
{
    Task<AroundPart?> ReadAsync(int most, CancellationToken ct);
}

/// <param name="Heading">In the reader's language, as all words here.</param>
/// <param name="Href">Where all of them are.</param>
/// <param name="Order">From the top.</param>
public sealed record AroundPart(string Heading, string Href, int Order, IReadOnlyList<AroundItem> Items);

/// <param name="Note">When and where.</param>
/// <param name="State">How many are wanted, how soon.</param>
public sealed record AroundItem(string Title, string Href, string Note, string State, Tone Tone)
{
    /// <summary>See <see cref="Ui.Picture"/>; null where there is nothing to show.</summary>
    public string? Scene { get; init; }

    /// <summary>In place of the scene.</summary>
    public AlbumShot? Photo { get; init; }
}
