using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;

namespace Weiguang.People.Albums;

/// <summary>Pictures of teams, stations, activities and thanks over the API: everybody reads what is public, whoever runs the thing brings, orders, describes and removes, whoever reviews says yes.</summary>
internal static class AlbumApi
{
    public static void MapAlbums(this IEndpointRouteBuilder routes)
    {
        var albums = routes.MapGroup("/api/v1/albums/{album}/{owner:guid}").WithTags("Albums");
        albums.MapGet("/", ReadAsync).AllowAnonymous().WithSummary("Pictures of a team, station, activity or thanks (of an order) as the caller sees them, the title picture first");

        var own = albums.MapGroup("").RequireAuthorization(Policies.SignedIn);
        own.MapPost("/", AddAsync).Paced(AlbumVerbs.Add).WithMetadata(new TakesPhotosAttribute(AlbumPhoto.Side) { Small = true }).DisableAntiforgery()
            .WithSummary("Bring pictures (multipart: photos; words, what is to be seen; people, true where whoever can be known has agreed, a child's parents for the child, false where nobody can; forAll, of thanks)");
        own.MapPut("/{photo:guid}", ChangeAsync).WithSummary("Say what is to be seen, or move it to a place from 1; what is left out stays");
        own.MapPost("/{photo:guid}/approve", ([MaxLength(LengthDoor.Word)] string album, Guid owner, Guid photo, IEnumerable<IAlbum> all, CancellationToken ct) => StepAsync(all, album, a => a.ApproveAsync(owner, photo, ct))).WithSummary("Reviewer: say yes to a picture that waits");
        own.MapDelete("/{photo:guid}", ([MaxLength(LengthDoor.Word)] string album, Guid owner, Guid photo, IEnumerable<IAlbum> all, CancellationToken ct) => StepAsync(all, album, a => a.RemoveAsync(owner, photo, ct))).WithSummary("Take a picture away for good");
    }

    private static async Task<Results<Ok<PhotoItem[]>, Problem>> ReadAsync([MaxLength(LengthDoor.Word)] string album, Guid owner, IEnumerable<IAlbum> all, CancellationToken ct) =>
        Find(all, album) is { } kind && await kind.FindAsync(owner, ct) is not null ? TypedResults.Ok((await kind.ReadAsync(owner, ct)).Select(PhotoItem.Of).ToArray()) : Problems.NotFound();

    private static async Task<Results<NoContent, Problem>> AddAsync(
        [MaxLength(LengthDoor.Word)] string album, Guid owner, HttpRequest request, IEnumerable<IAlbum> all, PhotoIntake intake, IStringLocalizer phrases, CancellationToken ct)
    {
        if (Find(all, album) is not { } kind || await kind.FindAsync(owner, ct) is not { } found)
        {
            return Problems.NotFound();
        }

        if (!found.MayEdit)
        {
            return AlbumVoice.Photo.NotYours.Problem(); // Before anything is decoded.
        }

        if (!request.HasFormContentType)
        {
            return Problems.Invalid("photos", Phrase.Of("请先选照片"));
        }

        var form = await request.ReadFormAsync(ct);
        var haul = await intake.ReadAsync(form.Files, null, ct, found.Most, AlbumPhoto.Side);
        if (haul.Problem is { } problem)
        {
            return Problems.Invalid("photos", problem, new() { ["refused"] = haul.Facts(r => phrases[r.Text, r.Name]) });
        }

        var (people, forAll) = (bool.TryParse(form["people"], out var said) ? said : (bool?)null, bool.TryParse(form["forAll"], out var wants) && wants);
        return (await kind.AddAsync(owner, haul, new(form["words"], people, found.AsksForAll is null || forAll), ct)).ToResult();
    }

    private static async Task<Results<NoContent, Problem>> ChangeAsync([MaxLength(LengthDoor.Word)] string album, Guid owner, Guid photo, PhotoChange change, IEnumerable<IAlbum> all, CancellationToken ct)
    {
        if (change.Words is { } words && await StepAsync(all, album, a => a.DescribeAsync(owner, photo, words, ct)) is { Result: Problem } refused)
        {
            return refused;
        }

        return await StepAsync(all, album, a => change.Place is { } place ? a.MoveAsync(owner, photo, place, ct) : Task.FromResult(AlbumVoice.Photo.Done));
    }

    private static async Task<Results<NoContent, Problem>> StepAsync(IEnumerable<IAlbum> all, string album, Func<IAlbum, Task<StepAnswer>> step) =>
        Find(all, album) is { } kind ? (await step(kind)).ToResult() : Problems.NotFound();

    private static IAlbum? Find(IEnumerable<IAlbum> all, string album) => all.FirstOrDefault(a => a.Name == album);
}

/// <param name="Place">From 1; null leaves it where it is.</param>
internal sealed record PhotoChange([property: MaxLength(AlbumPhoto.MostWords)] string? Words, int? Place);

/// <param name="Address">On this server.</param>
/// <param name="Small">The same, cut and made light for lists.</param>
/// <param name="Waits">Not everybody sees it.</param>
internal sealed record PhotoItem(Guid Id, string Address, string Small, string Words, int Width, int Height, DateTime At, bool Waits)
{
    public static PhotoItem Of(AlbumShot shot) => new(shot.Id, shot.Address, shot.SmallAddress, shot.Words, shot.Width, shot.Height, shot.At, shot.Waits);
}
