using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Stations;

/// <summary>Pictures of stations. Each has an id of its own in its address, so a browser keeps it for good.</summary>
internal static class StationPhotoApi
{
    public static string Address(Guid station, Guid photo) => $"/stations/{station}/photo/{photo}";

    public static void MapStationPhotos(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/stations/{id:guid}/photo/{photoId:guid}", FindAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, NotFound>> FindAsync(Guid id, Guid photoId, AppDbContext db, HttpResponse response, CancellationToken ct)
    {
        if (!await db.Set<Station>().AnyAsync(s => s.Id == id && s.PhotoId == photoId && s.Active, ct)
            || await db.Set<StationPhoto>().AsNoTracking().SingleOrDefaultAsync(p => p.StationId == id, ct) is not { } photo)
        {
            return TypedResults.NotFound();
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(photo.Bytes, photo.ContentType);
    }
}
