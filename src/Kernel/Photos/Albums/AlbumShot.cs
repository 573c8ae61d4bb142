namespace Weiguang.Kernel.Photos;

/// <summary>A picture of an album as pages show it: where it is, and what is said of it.</summary>
/// <param name="Album">See <see cref="IAlbum.Name"/>.</param>
public sealed record AlbumShot(string Album, Guid Owner, Guid Id)
{
    /// <summary>Empty where nobody said.</summary>
    public required string Words { get; init; }

    public required bool HasPeople { get; init; }

    public required bool IsForAll { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required DateTime At { get; init; }

    public required Guid ById { get; init; }

    /// <summary>Not everybody sees it.</summary>
    public required bool Waits { get; init; }

    public string Address { get => field ?? $"/albums/{Album}/{Owner}/{Id}"; init; }

    public string SmallAddress { get => field ?? $"{Address}/small"; init; }
}

/// <summary>Something that shows itself by pictures, as the viewer may handle it.</summary>
/// <param name="Title">How people call it.</param>
/// <param name="Page">Where it is shown.</param>
public sealed record AlbumOwner(Guid Id, string Title, string Page, long DivisionCode)
{
    /// <summary>The team it is about; its members do not decide about its pictures.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>The viewer brings pictures, orders and describes them.</summary>
    public bool MayEdit { get; init; }

    /// <summary>The viewer takes pictures away.</summary>
    public bool MayRemove { get; init; }

    /// <summary>The viewer says yes to pictures that wait, but for their own.</summary>
    public bool MayShow { get; init; }

    /// <summary>Source phrase of why a new picture is not shown to everybody at once; null where it is.</summary>
    public string? Waits { get; init; }

    /// <summary>Source phrase by which whoever brings pictures says that everybody may see them; null where that is what they are for.</summary>
    public string? AsksForAll { get; init; }

    public int Most { get; init; } = PhotoIntake.Most;
}

/// <summary>Where in the console the pictures of a thing are handled, for modules below the page; the one that has it registers it.</summary>
/// <param name="At">By the name of the album and its owner.</param>
public sealed record AlbumOffice(Func<string, Guid, string> At);

/// <summary>Where one says that a picture should not be there; whoever decides about such things registers it.</summary>
/// <param name="At">By the name of the album and its owner.</param>
public sealed record PhotoReports(Func<string, Guid, string> At);
