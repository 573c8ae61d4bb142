namespace Weiguang.People.Albums;

/// <summary>What is done with a picture that is there already.</summary>
internal enum AlbumStep
{
    Describe,
    Move,
    Remove,
    Approve,
}

/// <summary>What the forms of an album post; each uses some of it.</summary>
public sealed class AlbumForm
{
    public string? Words { get; set; }

    /// <summary>Whoever can be known on the pictures has agreed; false when nobody can.</summary>
    public bool? People { get; set; }

    public bool ForAll { get; set; }

    /// <summary>Pictures that came with an earlier try.</summary>
    public Guid[]? PhotosHeld { get; set; }

    /// <summary>A step, by its name.</summary>
    public string? Do { get; set; }

    public Guid Id { get; set; }

    public int Place { get; set; }
}
