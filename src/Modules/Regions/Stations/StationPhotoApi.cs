using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Photos;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Stations;

/// <summary>Pictures of stations. Each has an id of its own in its address, so a browser keeps it for good.</summary>
internal static class StationPhotoApi
{
    public static string Address(Guid station, Guid photo) => $"/stations/{station}/photo/{photo}";

    public static void MapStationPhotos(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/stations/{id:guid}/photo/{photoId:guid}", FindAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> FindAsync(Guid id, Guid photoId, AppDbContext db, HttpResponse response, CancellationToken ct)
    {
        return !await db.Set<Station>().AnyAsync(s => s.Id == id && s.PhotoId == photoId && s.Active, ct)
            || await db.Set<StationPhoto>().AsNoTracking().SingleOrDefaultAsync(p => p.StationId == id, ct) is not { } photo
            ? TypedResults.NotFound() : photo.ShowToAll(response);
    }
}
