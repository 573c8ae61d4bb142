using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Http;

/// <summary>Marks an endpoint that writes down each look at what it shows: a repetition is a look of its own, so an Idempotency-Key changes nothing there.</summary>
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
