using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Http;

/// <summary>Marks an endpoint that settles in a transaction of its own (a Desk): repeating it must be harmless by itself.</summary>
public sealed record SettlesElsewhere;

/// <summary>Marks an endpoint whose answer holds a secret (a token, a key): it is told once and not remembered.</summary>
public sealed record TellsSecret;

/// <summary>
/// Gives a repeated POST its first answer. The effect and the answer commit in one transaction, so a crash between them cannot happen,
/// and two copies of a request that race meet at the primary key: the second waits, then reads the answer of the first.
/// </summary>
public static class Idempotency
{
    internal const string Header = "Idempotency-Key";

    /// <summary>An id that follows from the request's key, its sender and what a part of it says: sent again, the part is known. Null without a sound key.</summary>
    public static Guid? NameOf(HttpContext http, Vault vault, Guid sender, string part)
    {
        if (http.Request.Headers[Header].ToString() is not { Length: > 0 and <= 100 } key)
        {
            return null;
        }

        return NamedGuid.Of(Encoding.UTF8.GetBytes(vault.Index(Personal.Key, $"part:{sender:N} {http.Request.Path} {part} {key}"))); // Keyed, so that nobody else can tell which id it will be.
    }

    /// <summary>Handles POST, PUT, PATCH and DELETE under <paramref name="path"/> that carry the header and a signed-in person.</summary>
    internal static void UseIdempotency(this IApplicationBuilder app, string path) =>
        app.UseWhen(context => Applies(context, path), branch => branch.Use(HandleAsync));

    private static bool Applies(HttpContext context, string path) =>
        context.Request.Method is "POST" or "PUT" or "PATCH" or "DELETE" && context.Request.Headers.ContainsKey(Header) && context.Request.Path.StartsWithSegments(path)
        && context.RequestServices.GetRequiredService<Viewer>().IsSignedIn;

    private static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > 100 || key.Any(c => c is <= ' ' or > '~'))
        {
            await Problems.Invalid(Header, Phrase.Of("幂等键须为 1 到 100 个可见字符")).ExecuteAsync(context);
            return;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<NotRemembered>() is not null)
        {
            await next(context);
            return;
        }

        var db = context.RequestServices.GetRequiredService<AppDbContext>();
        var hash = context.RequestServices.GetRequiredService<Vault>().Index(Personal.Note, await HashAsync(context.Request, context.RequestAborted));
        if (await ReplayAsync(context, db, key, hash))
        {
            return;
        }

        await context.DevelopPhotosAsync();
        var elsewhere = context.GetEndpoint()?.Metadata.GetMetadata<SettlesElsewhere>() is not null;
        await (elsewhere ? AnswerThenRememberAsync(context, next, db, key, hash) : AnswerAsync(context, next, db, key, hash));
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, AppDbContext db, string key, string hash)
    {
        OneAtATime.Begin();
        await using var transaction = await db.Database.BeginTransactionAsync(context.RequestAborted);
        var answer = NewAnswer(context, db, key, hash);
        db.Add(answer);
        try
        {
            await db.SaveChangesAsync(context.RequestAborted);
            db.ChangeTracker.Clear();
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
            await RememberAsync(db, answer);
            await transaction.CommitAsync(CancellationToken.None);
        }

        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    // By a statement of its own: what a refused request left half done in the tracker is not ours to save.
    private static Task<int> RememberAsync(AppDbContext db, RememberedAnswer answer)
    {
        var memory = db.Set<RememberedAnswer>().Where(a => a.PersonId == answer.PersonId && a.Key == answer.Key);
        return IsForgotten(answer) ? memory.ExecuteDeleteAsync(CancellationToken.None) : memory.ExecuteUpdateAsync(
            set => set.SetProperty(a => a.Status, answer.Status).SetProperty(a => a.ContentType, answer.ContentType).SetProperty(a => a.Location, answer.Location)
                .SetProperty(a => a.Body, answer.Body).SetProperty(a => a.ToldOnce, answer.ToldOnce),
            CancellationToken.None);
    }

    /// <summary>Nothing was told and nothing was done, or it was only said to come again later: it may be tried again.</summary>
    private static bool IsForgotten(RememberedAnswer answer) => answer.ToldOnce && answer.Status >= 300
        || answer.Status is StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests or StatusCodes.Status499ClientClosedRequest;

    private static async Task AnswerThenRememberAsync(HttpContext context, RequestDelegate next, AppDbContext db, string key, string hash)
    {
        var answer = NewAnswer(context, db, key, hash);
        var hungUp = context.RequestAborted;
        context.RequestAborted = CancellationToken.None; // What settles elsewhere is settled also for who hangs up, and so remembered.
        var body = await CaptureAsync(context, next, answer);
        context.RequestAborted = hungUp;
        if (answer.Status < 500 && !IsForgotten(answer))
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
        var body = await Capture.AnswerAsync(context, next);
        answer.Status = context.Response.StatusCode;
        answer.ContentType = context.Response.ContentType ?? "";
        answer.Location = context.Response.Headers.Location.ToString();
        answer.ToldOnce = context.GetEndpoint()?.Metadata.GetMetadata<TellsSecret>() is not null;
        answer.Body = answer.ToldOnce || ReadsAnew.Of(context, answer.Status) is not null ? Sealed.Nothing
            : context.RequestServices.GetRequiredService<Vault>().Seal(Personal.Note, Convert.ToBase64String(body.GetBuffer().AsSpan(0, (int)body.Length)));
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

        context.Response.Headers["Idempotency-Replayed"] = "true";
        if (first.ToldOnce)
        {
            await Problems.Conflict("secret-told-once", Phrase.Of("这件事已经办过了；里面的密钥只说一次，不再重复。")).ExecuteAsync(context);
            return true;
        }

        await RepeatAsync(context, first);
        return true;
    }

    private static async Task RepeatAsync(HttpContext context, RememberedAnswer first)
    {
        if (first.Location.Length > 0)
        {
            context.Response.Headers.Location = first.Location;
        }

        if (ReadsAnew.Of(context, first.Status) is { } anew)
        {
            await anew.AnswerAsync(context, first);
            return;
        }

        context.Response.StatusCode = first.Status;
        context.Response.ContentType = first.ContentType.Length == 0 ? null : first.ContentType;
        var body = Convert.FromBase64String(context.RequestServices.GetRequiredService<Vault>().Open(Personal.Note, first.Body));
        if (body.Length > 0) // Not even nothing may be written where an answer has no body; and whoever gave such a refusal its words does so again.
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
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
