using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;

namespace Weiguang.Kernel.Http;

/// <summary>
/// Gives a form that carries an id (<see cref="OnceField"/>) its effect once: pressed twice, sent twice at once, or gone back and sent again, it leads to
/// the same place. Effect and memory commit in one transaction, and two copies that race meet at the primary key. Another content under the same id
/// is not swallowed: the page comes back as it was filled in, says so, and sends it as a new one when asked again. Going back often shows the form anew, with
/// another id; so the same content from the same person shortly after is asked about in the same way.
/// </summary>
public static class FormOnce
{
    internal const string Field = "_once";
    internal const string ToldHandler = "sent-before";
    internal const string AgainField = "_again";
    private const string HandlerField = "_handler";

    private static readonly TimeSpan GoneBack = TimeSpan.FromMinutes(30);

    /// <summary>Stands after antiforgery, which has read the form by then.</summary>
    public static void UseFormOnce(this IApplicationBuilder app) => app.UseWhen(Applies, branch => branch.Use(HandleAsync));

    /// <summary>What was made of the form before that is now sent anew; null for everything else.</summary>
    internal static SentBefore? Told(HttpContext http) => http.Items[typeof(SentForm)] as SentBefore;

    private static bool Applies(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
        && context.RequestServices.GetRequiredService<Viewer>().IsSignedIn && context.Request.HasFormContentType && context.Request.Form.ContainsKey(Field);

    private static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (OnceToken.Read(context, context.Request.Form[Field]) is not { } id)
        {
            await next(context);
            return;
        }

        var db = context.RequestServices.GetRequiredService<AppDbContext>();
        var content = await FormContent.FingerprintAsync(context, Field, AgainField, Drafts.Field);
        if ((await FirstAsync(context, db, id) ?? await LikeAsync(context, db, content)) is { } first)
        {
            await AnswerAgainAsync(context, next, first, new(first.Location, first.Content == content), first.Id == id);
            return;
        }

        await context.DevelopPhotosAsync();
        OneAtATime.Begin();
        await using var transaction = await db.Database.BeginTransactionAsync(context.RequestAborted);
        if (!await ClaimAsync(context, db, id, content))
        {
            await transaction.RollbackAsync(context.RequestAborted);
            var other = (await FirstAsync(context, db, id))!;
            await AnswerAgainAsync(context, next, other, new(other.Location, other.Content == content), sameId: true);
            return;
        }

        var body = await Capture.AnswerAsync(context, next);
        if (context.Response.StatusCode < 500)
        {
            await RememberAsync(context, db, id);
            await transaction.CommitAsync(CancellationToken.None);
        }

        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Task<SentForm?> FirstAsync(HttpContext context, AppDbContext db, Guid id) => db.Set<SentForm>().AsNoTracking()
        .SingleOrDefaultAsync(f => f.PersonId == db.Viewer.PersonId && f.Id == id, context.RequestAborted);

    // Whoever was asked and sends it all the same wants a second one.
    private static async Task<SentForm?> LikeAsync(HttpContext context, AppDbContext db, string content)
    {
        if (context.Request.Form.ContainsKey(AgainField))
        {
            return null;
        }

        var since = context.RequestServices.GetRequiredService<TimeProvider>().Now() - GoneBack;
        return await db.Set<SentForm>().AsNoTracking().Where(f => f.PersonId == db.Viewer.PersonId && f.Content == content && f.At >= since && f.Location != "")
            .OrderByDescending(f => f.At).FirstOrDefaultAsync(context.RequestAborted);
    }

    private static async Task<bool> ClaimAsync(HttpContext context, AppDbContext db, Guid id, string content)
    {
        db.Add(new SentForm { PersonId = db.Viewer.PersonId, Id = id, Content = content, At = context.RequestServices.GetRequiredService<TimeProvider>().Now() });
        try
        {
            await db.SaveChangesAsync(context.RequestAborted);
            return true;
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    // By conditional statements: what the page left half done in the tracker is not ours to save.
    private static async Task RememberAsync(HttpContext context, AppDbContext db, Guid id)
    {
        var memory = db.Set<SentForm>().Where(f => f.PersonId == db.Viewer.PersonId && f.Id == id);
        if (context.Response.StatusCode is not (>= 300 and < 400) || FlashNote.IsRefused(context))
        {
            await memory.ExecuteDeleteAsync(CancellationToken.None); // It came back with messages, or was refused: nothing was made, and it may be sent again.
            return;
        }

        var (location, vault) = (Origins.Within(context.Request, context.Response.Headers.Location.ToString()), context.RequestServices.GetRequiredService<Vault>());
        var note = vault.Seal(Personal.Note, FlashNote.Left(context) is { } left ? $"{(int)left.Tone}{left.Text}" : "");
        await memory.ExecuteUpdateAsync(set => set.SetProperty(f => f.Location, location).SetProperty(f => f.Note, note), CancellationToken.None);
    }

    private static async Task AnswerAgainAsync(HttpContext context, RequestDelegate next, SentForm first, SentBefore before, bool sameId)
    {
        if (before.Same && sameId)
        {
            AnswerLike(context, first);
            return;
        }

        context.Items[typeof(SentForm)] = before;
        var fields = context.Request.Form.ToDictionary(f => f.Key, f => f.Value, StringComparer.OrdinalIgnoreCase);
        fields[HandlerField] = ToldHandler;
        context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(fields, context.Request.Form.Files)));
        var body = await Capture.AnswerAsync(context, next);
        if (context.Response.StatusCode is not (StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound))
        {
            await body.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }

        // What the first one made took the form off the page: there is nothing to fill in any more.
        context.Response.Clear();
        if (before.Same)
        {
            AnswerLike(context, first);
            return;
        }

        var phrases = context.RequestServices.GetRequiredService<IStringLocalizer>();
        FlashNote.Refuse(context, phrases[Phrase.Of("这张表已经交过一次，下面是那一次的结果；这回写的没有存。")], Tone.Wait, phrases);
        context.Response.Redirect(first.Location);
    }

    private static void AnswerLike(HttpContext context, SentForm first)
    {
        var note = context.RequestServices.GetRequiredService<Vault>().Open(Personal.Note, first.Note);
        if (note.Length > 1)
        {
            FlashNote.Leave(context, note[1..], (Tone)(note[0] - '0'));
        }

        context.Response.Redirect(first.Location);
    }

    /// <summary>Where the form led when it was sent before, and whether all in it is the same.</summary>
    internal sealed record SentBefore(string Location, bool Same);
}
