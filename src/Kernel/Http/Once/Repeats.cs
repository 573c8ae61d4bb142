using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Weiguang.Kernel.Http;

/// <summary>
/// Answers a request again, from the beginning and in a fresh scope, when the database ended its transaction by a collision (<see cref="Collisions"/>):
/// nothing that was tracked, said or half written goes over. Not when something of it has been kept already, and not when the answer is on its way.
/// </summary>
internal static class Repeats
{
    public static void UseRepeats(this IApplicationBuilder app) => app.UseWhen(IsWhole, whole => whole.Use(HandleAsync));

    // A desk repeats its batches itself.
    private static bool IsWhole(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<SettlesElsewhere>() is null;

    private static Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        // A form is read once and remembered, but its bytes are looked at again where an Idempotency-Key stands for them.
        if (!HttpMethods.IsGet(context.Request.Method) && (!context.Request.HasFormContentType || context.Request.Headers.ContainsKey(Idempotency.Header)))
        {
            context.Request.EnableBuffering();
        }

        return AnswerAsync(context, next, Beginning.Of(context), Collisions.Tries - 1);
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, Beginning beginning, int left)
    {
        var kept = Keeping.Begin();
        try
        {
            await next(context);
            return;
        }
        catch (Exception e) when (left > 0 && e.IsCollision() && !kept.Value && !context.Response.HasStarted && !context.RequestServices.GetRequiredService<AppDbContext>().HasKept)
        {
            await Collisions.PauseAsync(left);
        }

        await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var services = context.RequestServices;
        beginning.Restore(context);
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await AnswerAsync(context, next, beginning, left - 1);
        }
        finally
        {
            context.RequestServices = services;
        }
    }

    /// <summary>What a request was before anybody handled it.</summary>
    private sealed record Beginning(
        Dictionary<string, StringValues> Headers, Dictionary<object, object?> Items, Stream Body, long? Length, string? Type, QueryString Query, IFormFeature? Form)
    {
        public static Beginning Of(HttpContext context) => new(
            context.Response.Headers.ToDictionary(), context.Items.ToDictionary(), context.Request.Body, context.Request.ContentLength, context.Request.ContentType,
            context.Request.QueryString, context.Features.Get<IFormFeature>());

        public void Restore(HttpContext context)
        {
            context.Response.Clear();
            foreach (var (name, value) in Headers)
            {
                context.Response.Headers[name] = value;
            }

            context.Items.Clear();
            foreach (var (key, value) in Items)
            {
                context.Items[key] = value;
            }

            // As it was sent: what the doors made of it would be another request under the same Idempotency-Key.
            var request = context.Request;
            (request.Body, request.ContentLength, request.ContentType, request.QueryString) = (Body, Length, Type, Query);
            context.Features.Set(Form);
            if (Body.CanSeek)
            {
                Body.Position = 0;
            }
        }
    }
}
