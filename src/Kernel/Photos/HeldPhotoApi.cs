using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Photos;

/// <summary>Shows a sender the pictures that wait for the form to be right.</summary>
internal static class HeldPhotoApi
{
    public static string Address(Guid id) => $"/photos/held/{id}";

    public static void MapHeldPhotos(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/photos/held/{id:guid}", ShowAsync).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(Guid id, PhotoIntake intake, HttpResponse response, CancellationToken ct) =>
        await intake.FindAsync(id, ct) is { } photo ? photo.Show(response) : TypedResults.NotFound();
}
