using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders.Journey;

/// <summary>Pictures of an order, for whoever may see the order.</summary>
internal static class PhotoApi
{
    public static void MapPhotoApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders/{id:guid}/photos/{number:int}", ShowAsync).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();
        routes.MapPost("/api/v1/orders/{id:guid}/photos", AddAsync).RequireAuthorization(Policies.SignedIn).Paced(OrderVerbs.Photos).WithMetadata(new TakesPhotosAttribute()).DisableAntiforgery()
            .WithTags("Orders").WithSummary("Add pictures to my order before it is dispatched");
    }

    private static Task<IResult> ShowAsync(Guid id, int number, AppDbContext db, HttpResponse response, CancellationToken ct) =>
        db.Set<Order>().Where(o => o.Id == id).SelectMany(o => o.Photos).ShowAsync(number, response, ct);

    private static async Task<Results<NoContent, Problem>> AddAsync(Guid id, IFormFileCollection photos, AppDbContext db, PhotoIntake intake, IStringLocalizer phrases, CancellationToken ct)
    {
        var status = await db.Set<Order>().Where(o => o.Id == id && o.AskerId == db.Viewer.PersonId).Select(o => (OrderStatus?)o.Status).SingleOrDefaultAsync(ct);
        if (status is not OrderStatus.PendingReview)
        {
            return status is { } state ? NotNow(state) : Problems.NotFound(); // Before anything is decoded.
        }

        var before = await db.Set<OrderPhoto>().CountAsync(p => p.OrderId == id, ct);
        var haul = await intake.ReadAsync(photos, null, ct, PhotoIntake.Most - before); // Decoded before the order is locked: it takes its time.
        if (haul.Problem is { } problem)
        {
            return Problems.Invalid("photos", problem, new() { ["refused"] = haul.Facts(r => phrases[r.Text, r.Name]) });
        }

        await using var work = await db.BeginWorkAsync(ct);
        var order = await db.LockAsync<Order>(id, ct);
        if (order is null || order.AskerId != db.Viewer.PersonId)
        {
            return Problems.NotFound();
        }

        if (order.Status != OrderStatus.PendingReview)
        {
            return NotNow(order.Status);
        }

        if (await db.Set<OrderPhoto>().CountAsync(p => p.OrderId == id, ct) is var now && now + haul.Taken.Count > PhotoIntake.Most)
        {
            return Problems.Invalid("photos", Phrase.Of("最多放 6 张照片"));
        }

        db.AddRange(OrderPhoto.Of(id, haul, now));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static Problem NotNow(OrderStatus state) => new(409, "order-not-now", Phrase.Of("这一单已经往前走了，不能再加照片")) { Facts = { ["state"] = state } };
}
