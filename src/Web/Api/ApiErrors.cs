using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Api;

/// <summary>Every error of the API leaves as a problem: bad requests name the field, unknown addresses say so, failures keep their details to the log.</summary>
internal static partial class ApiErrors
{
    public static void UseApiErrors(this WebApplication app) =>
        app.UseWhen(context => IsApi(context.Request), api => api.Use((context, next) => HandleAsync(context, next, app.Logger)));

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api");

    private static async Task HandleAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            if (!IsTooLarge(context))
            {
                await next(context);
            }
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            if (e.StatusCode == StatusCodes.Status503ServiceUnavailable)
            {
                DatabaseFaults.AskToComeAgain(context);
            }

            await Explain(e).ExecuteAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && DatabaseFaults.BadInputOf(e) is { } bad)
        {
            context.Response.Clear();
            await Problems.Invalid(bad.Field, bad.Phrase).ExecuteAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && DatabaseFaults.IsAway(e))
        {
            context.Response.Clear();
            DatabaseFaults.AskToComeAgain(context, e, log);
            await new Problem(StatusCodes.Status503ServiceUnavailable, "unavailable", Phrase.Of("系统暂时忙不过来")).ExecuteAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && e is not Microsoft.AspNetCore.Connections.ConnectionResetException) // Whoever hung up hears nothing.
        {
            log.LogError(e, "{Method} {Route} failed.", context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            context.Response.Clear();
            await ForStatus(StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 })
        {
            await ForStatus(context.Response.StatusCode).ExecuteAsync(context);
        }
    }

    /// <summary>What says so beforehand is not read at all; <see cref="JsonDoor"/> counts the rest.</summary>
    private static bool IsTooLarge(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return false;
        }

        if (context.Request.ContentLength > JsonDoor.Most)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return true;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = JsonDoor.Most;
        }

        return false;
    }

    private static Problem Explain(BadHttpRequestException e) => e switch
    {
        { InnerException: JsonException json } => Explain(json),
        { StatusCode: not StatusCodes.Status400BadRequest } => ForStatus(e.StatusCode),
        _ when Parameter().Match(e.Message) is { Success: true } name => Problems.Invalid(name.Groups[1].Value, Phrase.Of("这一项没有填，或者填得不对")),
        _ => ForStatus(StatusCodes.Status400BadRequest),
    };

    private static Problem Explain(JsonException json)
    {
        var missing = json.Message.Contains("missing required propert", StringComparison.Ordinal)
            ? Quoted().Matches(json.Message[json.Message.IndexOf("including", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value).ToArray()
            : [];
        if (missing.Length > 0)
        {
            var within = json.Path is { Length: > 2 } at ? at[2..] + "." : "";
            return Problems.Invalid(missing.ToDictionary(name => within + name, _ => new[] { Phrase.Of("这一项必须填") }));
        }

        var field = json.Path is { Length: > 2 } path ? path[2..] : "body";
        var problem = Problems.MalformedJson();
        problem.Errors[field] = [Phrase.Of("这里的格式或类型不对")];
        (problem.Facts["line"], problem.Facts["position"]) = (json.LineNumber + 1, json.BytePositionInLine + 1);
        return problem;
    }

    private static Problem ForStatus(int status)
    {
        var note = ProblemCatalog.ForStatus(status);
        return new Problem(status, note.Type, note.Title);
    }

    [GeneratedRegex("parameter \"\\S+ (\\w+)\"")]
    private static partial Regex Parameter();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
