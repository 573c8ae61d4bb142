using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Placing;

namespace Weiguang.Orders.Journey;

/// <summary>Pictures of an order, for whoever may see the order.</summary>
internal static class PhotoApi
{
    public static void MapPhotoApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders/{id:guid}/photos/{number:int}", ShowAsync).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();
        routes.MapPost("/api/v1/orders/{id:guid}/photos", AddAsync).RequireAuthorization(Policies.SignedIn).DisableAntiforgery()
            .WithTags("Orders").WithSummary("Add pictures to my order before it is dispatched");
    }

    private static async Task<IResult> ShowAsync(Guid id, int number, AppDbContext db, HttpContext http, CancellationToken ct)
    {
        var photo = await db.Set<Order>().Where(o => o.Id == id).SelectMany(o => o.Photos).AsNoTracking().SingleOrDefaultAsync(p => p.Number == number, ct);
        if (photo is null)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return TypedResults.Bytes(photo.Bytes, photo.ContentType);
    }

    private static async Task<IResult> AddAsync(Guid id, IFormFileCollection photos, AppDbContext db, PhotoIntake intake, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var order = await db.LockAsync<Order>(id, ct);
        if (order is null || order.AskerId != db.Viewer.PersonId)
        {
            return Problems.NotFound();
        }

        var before = await db.Set<OrderPhoto>().CountAsync(p => p.OrderId == id, ct);
        var (added, refused) = await intake.ReadAsync(photos, id, ct, before);
        if (refused is not null)
        {
            return Problems.Invalid("photos", refused);
        }

        db.AddRange(added);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
