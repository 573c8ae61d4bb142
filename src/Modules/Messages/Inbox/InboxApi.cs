using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Messages.Domain;

namespace Weiguang.Messages.Inbox;

/// <summary>A message as its reader sees it; one of a muted kind is nothing new.</summary>
/// <param name="Kind">Stable code of what kind of message it is, such as <c>orders.accepted</c>.</param>
public sealed record InboxItem(Guid Id, string Kind, MessageClass Class, string Text, string Link, DateTime At, bool Read);

internal static class InboxApi
{
    private const int PageSize = 30;

    public static void MapInboxApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/me/messages").WithTags("Messages").RequireAuthorization(Policies.SignedIn);
        api.MapGet("", ListAsync).WithSummary("My messages, newest first");
        api.MapGet("unread", UnreadAsync).WithSummary("How many messages I have not read");
        api.MapPost("read", ReadAsync).WithSummary("Mark all my messages as read");
        api.MapGet("kinds", KindsAsync).WithSummary("Kinds of messages that have come to me and that I may want no sign of");
        api.MapPut("kinds", SetKindsAsync).WithSummary("Say of which of these kinds I want a sign; of what waits for an answer there always is one");
        routes.MapGet("/messages/{id:guid}", OpenAsync).RequireAuthorization(Policies.SignedIn).WithMetadata(new NoHead()).ExcludeFromDescription();
        routes.MapGet(MessageBox.Live, Live).RequireAuthorization(Policies.SignedIn).WithMetadata(new NoHead()).ExcludeFromDescription();
    }

    public static async Task<Page<InboxItem>> PageAsync(AppDbContext db, MessageKinds kinds, IStringLocalizer phrases, string? cursor, CancellationToken ct)
    {
        var after = Cursor.Read(cursor);
        var messages = db.Set<Message>().AsNoTracking().Where(m => m.PersonId == db.Viewer.PersonId);
        if (after is var (at, id))
        {
            messages = messages.Where(m => m.At < at || (m.At == at && m.Id.CompareTo(id) < 0));
        }

        var muted = (await db.Set<MutedKind>().AsNoTracking().Where(k => k.PersonId == db.Viewer.PersonId).Select(k => k.Kind).ToListAsync(ct)).ToHashSet();
        var found = await messages.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(PageSize + 1).ToListAsync(ct);
        return Pages.Cut(found, PageSize, m => Cursor.Of(m.At, m.Id))
            .Select(m => new InboxItem(m.Id, m.Kind, kinds.Find(m.Kind)?.Class ?? MessageClass.News, kinds.Say(phrases, m), m.Link, m.At, m.ReadAt is not null || muted.Contains(m.Kind)));
    }

    public static Task<int> MarkAsync(AppDbContext db, Guid? only, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.Now();
        return db.Set<Message>().Where(m => m.PersonId == db.Viewer.PersonId && m.ReadAt == null && (only == null || m.Id == only))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, now), ct);
    }

    private static async Task<Ok<Page<InboxItem>>> ListAsync(string? cursor, AppDbContext db, MessageKinds kinds, IStringLocalizer phrases, CancellationToken ct) =>
        TypedResults.Ok(await PageAsync(db, kinds, phrases, cursor, ct));

    private static async Task<Ok<Unread>> UnreadAsync(AppDbContext db, MessageBox box, CancellationToken ct) =>
        TypedResults.Ok(new Unread(await box.CountAsync(db.Viewer.PersonId, ct)));

    private static async Task<NoContent> ReadAsync(AppDbContext db, TimeProvider clock, CancellationToken ct)
    {
        await MarkAsync(db, null, clock, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<MutableKind>>> KindsAsync(Muting muting, CancellationToken ct) => TypedResults.Ok(await muting.ReadAsync(ct));

    private static async Task<NoContent> SetKindsAsync(WantedKinds input, Muting muting, CancellationToken ct)
    {
        await muting.SetAsync(input.Shown ?? [], input.Wanted ?? [], ct);
        return TypedResults.NoContent();
    }

    /// <summary>Marks a message as read and leads to what it is about.</summary>
    private static async Task<Results<NotFound, RedirectHttpResult>> OpenAsync(Guid id, AppDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var link = await db.Set<Message>().Where(m => m.PersonId == db.Viewer.PersonId && m.Id == id).Select(m => m.Link).SingleOrDefaultAsync(ct);
        if (link is null)
        {
            return TypedResults.NotFound();
        }

        await MarkAsync(db, id, clock, ct);
        return TypedResults.LocalRedirect(link);
    }

    private static IResult Live(Viewer viewer, LiveStreams live, HttpContext http) => live.Open(http, [MessageBox.TopicOf(viewer.PersonId)]);

    public sealed record Unread(int Count);

    /// <param name="Shown">Codes of the kinds this is about; all others stay as they are.</param>
    /// <param name="Wanted">Codes of those of them of which a sign is wanted.</param>
    public sealed record WantedKinds([property: MaxLength(200), EachMaxLength(MessageKind.LongestCode)] string[]? Shown = null, [property: MaxLength(200), EachMaxLength(MessageKind.LongestCode)] string[]? Wanted = null);
}
