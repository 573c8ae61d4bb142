namespace Weiguang.People;

/// <summary>Addresses of the page on which pictures of a thing are brought, ordered, described and removed; of a kind (<see cref="Kernel.Photos.IAlbum.Name"/>) and its owner.</summary>
public static class AlbumLinks
{
    public static string Of(string album, Guid owner) => $"/albums/{album}/{owner}";

    /// <summary>The same in the console.</summary>
    public static string Desk(string album, Guid owner) => $"/console/albums/{album}/{owner}";
}
