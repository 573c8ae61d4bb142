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

    private static async Task<IResult> ShowAsync(Guid id, PhotoIntake intake, HttpResponse response, CancellationToken ct)
    {
        if (await intake.FindAsync(id, ct) is not { } photo)
        {
            return TypedResults.NotFound();
        }

        return PrivatePicture.Show(response, photo.Bytes, photo.ContentType);
    }
}
