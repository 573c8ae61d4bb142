using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Weiguang.Kernel.Photos;

/// <summary>Shows the pictures of albums, each under an address of its own that nobody guesses: for a while to everybody what everybody may see, anew each time to the few who may see what waits.</summary>
internal static class AlbumPictures
{
    public static void MapAlbumPictures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/albums/{album}/{owner:guid}/{photo:guid}", (string album, Guid owner, Guid photo, IEnumerable<IAlbum> albums, HttpResponse response, CancellationToken ct) => ShowAsync(albums, album, owner, photo, isSmall: false, response, ct))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/albums/{album}/{owner:guid}/{photo:guid}/small", (string album, Guid owner, Guid photo, IEnumerable<IAlbum> albums, HttpResponse response, CancellationToken ct) => ShowAsync(albums, album, owner, photo, isSmall: true, response, ct))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(IEnumerable<IAlbum> albums, string album, Guid owner, Guid photo, bool isSmall, HttpResponse response, CancellationToken ct) =>
        albums.FirstOrDefault(a => a.Name == album) is { } kind && await kind.ShowAsync(owner, photo, isSmall, ct) is { } picture
            ? picture.IsForAll ? picture.ShowToAll(response) : picture.Show(response)
            : TypedResults.NotFound();
}
