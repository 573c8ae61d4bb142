namespace Weiguang.Kernel.Photos;

/// <summary>Addresses of albums.</summary>
public static class PhotoLinks
{
    /// <summary>Where the pictures of a thing are brought, ordered, described and removed.</summary>
    /// <param name="album">See <see cref="IAlbum.Name"/>.</param>
    public static string Of(string album, Guid owner) => $"/albums/{album}/{owner}";

    /// <summary>The same in the console.</summary>
    public static string Desk(string album, Guid owner) => $"/console{Of(album, owner)}";
}
