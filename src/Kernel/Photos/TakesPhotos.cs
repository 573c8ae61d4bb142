using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;

namespace Weiguang.Kernel.Photos;

/// <summary>On a page or an endpoint whose form brings pictures: where its effect is remembered (FormOnce, Idempotency-Key) they are decoded before the transaction begins.</summary>
/// <param name="side">The longer side of what is kept, in pixels.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesPhotosAttribute(int side = PhotoFile.MostSide) : Attribute
{
    public int Side => side;

    /// <summary>Lists show them too: their small version is made with them.</summary>
    public bool Small { get; init; }
}

internal static class TakenPhotos
{
    /// <summary>How the field of a form ends that names the pictures of an earlier try.</summary>
    private const string Held = "PhotosHeld";

    public static async Task DevelopPhotosAsync(this HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TakesPhotosAttribute>() is not { } takes || !context.Request.HasFormContentType)
        {
            return;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var held = form.Where(f => f.Key.EndsWith(Held, StringComparison.Ordinal)).SelectMany(f => f.Value).Select(id => Guid.TryParse(id, out var named) ? named : Guid.Empty).Distinct().ToList();
            await context.RequestServices.GetRequiredService<PhotoIntake>().DevelopAsync(form.Files, held, takes.Side, takes.Small, context.RequestAborted);
        }
        catch (Exception e) when (TextDoor.IsUnreadable(e))
        {
            // A form that cannot be read is refused by who reads it next.
        }
    }
}
