using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Http;

/// <summary>
/// Marks an endpoint where an Idempotency-Key changes nothing: one that writes down each look at what it shows, for a repetition is a look of its own; or one whose parts have ids of
/// their own and do their work once whoever sends them again, so that nobody reads what was told about people when they may see it no more.
/// </summary>
public sealed record NotRemembered;

/// <summary>Marks an endpoint whose answer tells about people: it is remembered that it was done, not what was said. Who repeats the request is told what they may see by then.</summary>
/// <param name="Read">Reads what the answer is about, given the request and the Location of the first answer.</param>
public sealed record ReadsAnew(Func<HttpContext, string, Task<IResult>> Read)
{
    internal static ReadsAnew? Of(HttpContext context, int status) =>
        status is StatusCodes.Status200OK or StatusCodes.Status201Created ? context.GetEndpoint()?.Metadata.GetMetadata<ReadsAnew>() : null;

    internal async Task AnswerAsync(HttpContext context, RememberedAnswer first)
    {
        var body = await Capture.AnswerAsync(context, async again => await (await Read(again, first.Location)).ExecuteAsync(again));
        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            context.Response.StatusCode = first.Status;
        }

        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
