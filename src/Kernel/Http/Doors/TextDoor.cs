using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Http;

/// <summary>The one door that text comes in by: whatever stands in a query, a route, a form or JSON is cleaned (<see cref="CleanText"/>) before anybody reads it.</summary>
internal static class TextDoor
{
    public static void UseTextDoor(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        CleanRoute(context.Request.RouteValues);
        CleanQuery(context);
        if (QueryDoor.Refused(context) is var (name, why, most))
        {
            await Problems.Invalid(name, context.RequestServices.GetRequiredService<IStringLocalizer>()[why, most]).ExecuteAsync(context);
            return;
        }

        if (context.GetEndpoint() is null)
        {
            // Nobody is there to read the body, so it is not taken in.
        }
        else if (context.Request.HasFormContentType)
        {
            if (!await CleanFormAsync(context))
            {
                return;
            }
        }
        else if (WantsFiles(context))
        {
            await JsonDoor.UnsupportedType().ExecuteAsync(context);
            return;
        }
        else if (context.Request.HasJsonContentType() && await JsonDoor.CleanAsync(context) is { } refused)
        {
            await refused.ExecuteAsync(context);
            return;
        }

        await next(context);
    });

    /// <summary>The endpoint would look for a form where none was sent.</summary>
    private static bool WantsFiles(HttpContext context) =>
        context.GetEndpoint()!.Metadata.GetMetadata<IAcceptsMetadata>() is { IsOptional: false, ContentTypes: [var type] } && type.StartsWith("multipart/", StringComparison.Ordinal);

    private static void CleanRoute(RouteValueDictionary values)
    {
        foreach (var (name, value) in values.ToList())
        {
            if (value is string text && CleanText.Of(text) is var clean && clean != text)
            {
                values[name] = clean;
            }
        }
    }

    private static void CleanQuery(HttpContext context)
    {
        if (context.Request.QueryString.HasValue && QueryDoor.Cleaned(context) is { } clean)
        {
            context.Request.QueryString = QueryString.Create(clean);
        }
    }

    /// <summary>False when the form cannot be read at all and the answer is given.</summary>
    internal static async Task<bool> CleanFormAsync(HttpContext context)
    {
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var clean = new FormCollection(form.ToDictionary(f => CleanText.Of(f.Key), f => Cleaned(f.Value), StringComparer.OrdinalIgnoreCase), form.Files);
            if (WordDoor.Unreadable(context.GetEndpoint(), clean) is { } field) // By the names it will be read by.
            {
                throw new InvalidDataException($"{field} is no word of its list.");
            }

            context.Request.Form = clean;
            KeptForm.Keep(context, clean);
            return true;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty)); // The error's page must not read it again.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return false;
        }
    }

    /// <summary>What the reader of a form says of one that is broken. A full disk of ours is another thing.</summary>
    internal static bool IsUnreadable(Exception e) => e is InvalidDataException or ArgumentException or NotSupportedException || e is IOException and not BadHttpRequestException && !IsFullDisk(e);

    /// <summary>ENOSPC.</summary>
    internal static bool IsFullDisk(Exception e) => e is IOException { HResult: 28 };

    private static StringValues Cleaned(StringValues values) => new([.. values.Select(v => v is null ? null : CleanText.Of(v))]);
}
