using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Http;

/// <summary>Marks an endpoint that settles in a transaction of its own (a Desk): repeating it must be harmless by itself.</summary>
public sealed record SettlesElsewhere;

/// <summary>
/// Gives a repeated POST its first answer. The effect and the answer commit in one transaction, so a crash between them cannot happen,
/// and two copies of a request that race meet at the primary key: the second waits, then reads the answer of the first.
/// </summary>
internal static class Idempotency
{
    private const string Header = "Idempotency-Key";

    /// <summary>Handles POST, PUT and DELETE under <paramref name="path"/> that carry the header and a signed-in person.</summary>
    public static void UseIdempotency(this IApplicationBuilder app, string path) =>
        app.UseWhen(context => Applies(context, path), branch => branch.Use(HandleAsync));

    private static bool Applies(HttpContext context, string path) =>
        !HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.ContainsKey(Header) && context.Request.Path.StartsWithSegments(path)
        && context.RequestServices.GetRequiredService<Viewer>().IsSignedIn;

    private static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > 100 || key.Any(c => c is <= ' ' or > '~'))
        {
            await Problems.Invalid(Header, Phrase.Of("幂等键须为 1 到 100 个可见字符")).ExecuteAsync(context);
            return;
        }

        var db = context.RequestServices.GetRequiredService<AppDbContext>();
        var hash = await HashAsync(context.Request, context.RequestAborted);
        if (await ReplayAsync(context, db, key, hash))
        {
            return;
        }

        var elsewhere = context.GetEndpoint()?.Metadata.GetMetadata<SettlesElsewhere>() is not null;
        await (elsewhere ? AnswerThenRememberAsync(context, next, db, key, hash) : AnswerAsync(context, next, db, key, hash));
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, AppDbContext db, string key, string hash)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(context.RequestAborted);
        var answer = NewAnswer(context, db, key, hash);
        db.Add(answer);
        try
        {
            await db.SaveChangesAsync(context.RequestAborted);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            await transaction.RollbackAsync(context.RequestAborted);
            db.ChangeTracker.Clear();
            await ReplayAsync(context, db, key, hash);
            return;
        }

        var body = await CaptureAsync(context, next, answer);
        if (answer.Status < 500)
        {
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task AnswerThenRememberAsync(HttpContext context, RequestDelegate next, AppDbContext db, string key, string hash)
    {
        var answer = NewAnswer(context, db, key, hash);
        var body = await CaptureAsync(context, next, answer);
        if (answer.Status < 500)
        {
            db.ChangeTracker.Clear();
            db.Add(answer);
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
            }
            catch (DbUpdateException e) when (db.IsUniqueViolation(e))
            {
                // A copy of this request answered first; both got the answer of the same settled state.
            }
        }

        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static RememberedAnswer NewAnswer(HttpContext context, AppDbContext db, string key, string hash) => new()
    {
        PersonId = db.Viewer.PersonId,
        Key = key,
        RequestHash = hash,
        At = context.RequestServices.GetRequiredService<TimeProvider>().Now(),
    };

    private static async Task<MemoryStream> CaptureAsync(HttpContext context, RequestDelegate next, RememberedAnswer answer)
    {
        var wire = context.Response.Body;
        var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        answer.Status = context.Response.StatusCode;
        answer.ContentType = context.Response.ContentType ?? "";
        answer.Location = context.Response.Headers.Location.ToString();
        answer.Body = body.ToArray();
        body.Position = 0;
        return body;
    }

    private static async Task<bool> ReplayAsync(HttpContext context, AppDbContext db, string key, string hash)
    {
        var first = await db.Set<RememberedAnswer>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.PersonId == db.Viewer.PersonId && a.Key == key, context.RequestAborted);
        if (first is null)
        {
            return false;
        }

        if (first.RequestHash != hash)
        {
            await new Problem(422, "idempotency-key-reused", Phrase.Of("这个幂等键已用于另一个请求")).ExecuteAsync(context);
            return true;
        }

        context.Response.StatusCode = first.Status;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        context.Response.ContentType = first.ContentType.Length == 0 ? null : first.ContentType;
        if (first.Location.Length > 0)
        {
            context.Response.Headers.Location = first.Location;
        }

        await context.Response.Body.WriteAsync(first.Body, context.RequestAborted);
        return true;
    }

    private static async Task<string> HashAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        for (var read = await request.Body.ReadAsync(buffer, ct); read > 0; read = await request.Body.ReadAsync(buffer, ct))
        {
            sha.AppendData(buffer.AsSpan(0, read));
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
