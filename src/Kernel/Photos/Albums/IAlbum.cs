namespace Weiguang.Kernel.Photos;

/// <summary>
/// The pictures of one kind of thing, a title picture and a handful more: who may see, bring, order, describe, show and remove them. A module that has such things registers a kind by
/// <see cref="Album{T}"/>; one page and one API handle all of them.
/// </summary>
public interface IAlbum
{
    /// <summary>Stands in addresses, so it is not changed: <c>team</c>.</summary>
    string Name { get; }

    /// <summary>Null when there is none that the viewer may see.</summary>
    Task<AlbumOwner?> FindAsync(Guid owner, CancellationToken ct);

    /// <summary>What the viewer may see of it, the title picture first.</summary>
    Task<IReadOnlyList<AlbumShot>> ReadAsync(Guid owner, CancellationToken ct);

    /// <summary>The title picture of each, as everybody sees it; who has none is left out.</summary>
    Task<IReadOnlyDictionary<Guid, AlbumShot>> TitlesAsync(IReadOnlyCollection<Guid> owners, CancellationToken ct);

    /// <summary>The picture itself, for whoever may see it.</summary>
    Task<PictureShown?> ShowAsync(Guid owner, Guid id, bool isSmall, CancellationToken ct);

    Task<StepAnswer> AddAsync(Guid owner, PhotoHaul haul, PhotoWords said, CancellationToken ct);

    Task<StepAnswer> DescribeAsync(Guid owner, Guid id, string words, CancellationToken ct);

    /// <param name="place">From 1, among those that are there.</param>
    Task<StepAnswer> MoveAsync(Guid owner, Guid id, int place, CancellationToken ct);

    Task<StepAnswer> RemoveAsync(Guid owner, Guid id, CancellationToken ct);

    /// <summary>Says yes to what waits.</summary>
    Task<StepAnswer> ApproveAsync(Guid owner, Guid id, CancellationToken ct);

    /// <summary>For whoever has decided that it must go, wherever it is: the owner is not asked for. False when it is gone already.</summary>
    Task<bool> TakeDownAsync(Guid owner, Guid id, CancellationToken ct);
}

/// <summary>A picture as it is sent.</summary>
/// <param name="IsForAll">Everybody may see it, so everything on the way may keep it for a while.</param>
public sealed record PictureShown(string ContentType, byte[] Bytes, bool IsForAll) : IAttachment;
