using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Photos;

/// <summary>
/// One picture of something that shows itself by pictures: a team, a station, an activity. Part of its root, in a table of the root's module and family; kept twice, as it is opened and as lists show it,
/// both made once when it came in.
/// </summary>
public abstract class AlbumPhoto : IAttachment
{
    /// <summary>The longer side: shown on pages that village networks carry.</summary>
    public const int Side = 1200;

    /// <summary>What is to be seen, in so many letters.</summary>
    public const int MostWords = 60;

    /// <summary>What it belongs to.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Stands in its address, so nobody guesses it.</summary>
    public Guid Id { get; private set; }

    /// <summary>From 1; the first is the title picture.</summary>
    public int Place { get; private set; }

    /// <summary>What is to be seen; empty where nobody said.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Somebody can be known on it; whoever brought it says that they agreed, a child's parents for the child.</summary>
    public bool HasPeople { get; private set; }

    /// <summary>Whoever brought it wants everybody to see it.</summary>
    public bool IsForAll { get; private set; }

    /// <summary>Who brought it, and said so.</summary>
    public Guid ById { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>Since when others than those who run the thing may see it; null while it waits for a yes.</summary>
    public DateTime? ShownAt { get; private set; }

    public string ContentType { get; private set; } = "";

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>As lists show it: WebP, <see cref="SmallPhoto.Width"/> by <see cref="SmallPhoto.Height"/>.</summary>
    public byte[] Small { get; private set; } = [];

    public byte[] Bytes { get; private set; } = [];

    /// <param name="small">See <see cref="SmallPhoto.Of"/>.</param>
    public static T Of<T>(Guid owner, Guid id, int place, PhotoFile file, byte[] small, PhotoWords said, Guid by, DateTime now, bool isShown) where T : AlbumPhoto, new() => new()
    {
        OwnerId = owner,
        Id = id,
        Place = place,
        Words = ShortWords.Of(said.Words, MostWords),
        HasPeople = said.HasPeople == true,
        IsForAll = said.IsForAll,
        ById = by,
        At = now,
        ShownAt = isShown ? now : null,
        ContentType = file.ContentType,
        Width = file.Width,
        Height = file.Height,
        Small = small,
        Bytes = file.Bytes,
    };

    public void Move(int place) => Place = place;

    /// <param name="isShown">Whether others may go on seeing it.</param>
    public void Describe(string words, bool isShown) => (Words, ShownAt) = (words, isShown ? ShownAt : null);

    public void Show(DateTime now) => ShownAt ??= now;
}

/// <summary>What is said of pictures by whoever brings them.</summary>
/// <param name="Words">What is to be seen.</param>
/// <param name="HasPeople">False: nobody can be known on them. True: who can has agreed. Null: not said, so they are not taken.</param>
/// <param name="IsForAll">Everybody may see them; asked where a thing is not public itself.</param>
public sealed record PhotoWords(string? Words, bool? HasPeople, bool IsForAll = true);

public static class AlbumPhotos
{
    /// <summary>How a picture of an album is mapped; whom it is shown to is its own.</summary>
    public static void IsAlbumPhoto<T>(this EntityTypeBuilder<T> photo, string table, string family) where T : AlbumPhoto
    {
        photo.ToTable(table).InFamily(family, nameof(AlbumPhoto.OwnerId));
        photo.HasKey(p => new { p.OwnerId, p.Id });
        photo.IsAttachment();
        photo.Property(p => p.Words).HasMaxLength(AlbumPhoto.MostWords);
        photo.HasIndex(p => p.OwnerId).HasFilter("shown_at IS NULL"); // The few that wait.
    }
}
