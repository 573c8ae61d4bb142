using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Certificates.Verify;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars;

namespace Weiguang.Recognition.Certificates;

/// <summary>Certificates over the API: the holder issues, reads and revokes; anybody checks.</summary>
internal static class CertificatesApi
{
    public static void MapCertificates(this IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/api/v1/me/certificates").RequireAuthorization(Policies.SignedIn).WithTags("Certificates");
        mine.MapGet("/", ListAsync).WithSummary("My certificates, newest first");
        mine.MapGet("/entries", EntriesAsync).WithSummary("Services that a certificate of this time could carry");
        mine.MapPost("/", IssueAsync).Paced(RecognitionVerbs.Issue).WithSummary("Issue a certificate over a time, or over some of its services");
        mine.MapGet("/{number}", ShowAsync).WithSummary("One of mine, whole, with the signed content and its signature");
        mine.MapGet("/{number}/pdf", PdfAsync).Produces<Stream>(StatusCodes.Status200OK, "application/pdf").WithSummary("As PDF");
        mine.MapPost("/{number}/revoke", RevokeOwnAsync).WithSummary("Revoke my certificate, for good");

        var all = routes.MapGroup("/api/v1/certificates").WithTags("Certificates");
        all.MapGet("/{number}", CheckAsync).WithSummary("Check a certificate, without sign-in: valid, changed, revoked or forged");
        all.MapPost("/{number}/revoke", RevokeAsync).RequireAuthorization(RecognitionPermissions.RevokeCertificates).WithSummary("Revoke a certificate of my range, with the reason");
        routes.MapGet("/api/v1/certificate-keys", KeysAsync).WithTags("Certificates").WithSummary("Public keys that check signatures, newest first");
        routes.MapGet("/verify/key.pem", KeyAsync).ExcludeFromDescription();
        routes.MapGet("/me/certificates/{number}/pdf", PdfAsync).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();
    }

    private static async Task<Ok<Page<CertificateItem>>> ListAsync(CertificateBook book, CancellationToken ct) =>
        TypedResults.Ok(new Page<CertificateItem>([.. (await book.OwnAsync(ct)).Select(CertificateItem.Of)], null));

    private static async Task<Results<Ok<Page<CertificateLine>>, Problem>> EntriesAsync([MaxLength(LengthDoor.Word)] string? from, [MaxLength(LengthDoor.Word)] string? to, CertificateIssuer issuer, CancellationToken ct) =>
        Period.Day(from) is { } first && Period.Day(to) is { } last && first <= last
            ? TypedResults.Ok(new Page<CertificateLine>(await issuer.LinesAsync(first, last, ct), null))
            : Problems.Invalid("from", WrongDays);

    private static async Task<Results<Created<CertificateItem>, Problem>> IssueAsync(
        IssueRequest request, CertificateIssuer issuer, CertificateBook book, CancellationToken ct)
    {
        if (Period.Day(request.From) is not { } first || Period.Day(request.To) is not { } last || first > last)
        {
            return Problems.Invalid("from", WrongDays);
        }

        if (WordDoor.Read<DocumentShown>(request.Document ?? "none") is not { } document)
        {
            return Problems.Invalid("document", Phrase.Of("document 只能是 none、masked 或 whole。"));
        }

        var wish = new CertificateWish(first, last, request.Entries, document, request.ShowsName);
        var reply = await issuer.IssueAsync(wish, ct);
        return reply.Answer switch
        {
            IssueAnswer.Issued => TypedResults.Created($"/api/v1/me/certificates/{reply.Number}", CertificateItem.Of((await book.OwnAsync(ct)).First(c => c.Number == reply.Number))),
            IssueAnswer.Unprintable => Unprintable(reply.Missing),
            IssueAnswer.NotVolunteer or IssueAnswer.Nothing or IssueAnswer.TooMany => Problems.Conflict("certificate-not-issued", CertificateWords.Refusal(reply.Answer)),
        };
    }

    private static async Task<Results<Ok<CertificateWhole>, Problem>> ShowAsync([MaxLength(CertificateNumber.LongestTyped)] string number, CertificateBook book, CancellationToken ct) =>
        await book.OwnAsync(number, ct) is { } paper ? TypedResults.Ok(CertificateWhole.Of(paper)) : Problems.NotFound();

    private static async Task<Results<FileContentHttpResult, Problem>> PdfAsync([MaxLength(CertificateNumber.LongestTyped)] string number, CertificateBook book, CertificateFonts fonts, CancellationToken ct) =>
        await book.OwnAsync(number, ct) is not { } paper ? Problems.NotFound()
        : fonts.Missing(paper.Content) is { Count: > 0 } missing ? Unprintable(missing)
        : TypedResults.File(new CertificatePdf(paper.Content, fonts.Typefaces).Build(), "application/pdf", $"zhengming-{paper.Content.Number}.pdf");

    private static Problem Unprintable(IReadOnlyList<Unprintable> missing) => new(409, "certificate-not-printable", Phrase.Of("有的字现在的字库印不出来，证明不能开"))
    {
        Errors = missing.ToDictionary(m => m.Part, m => new[] { CertificateWords.Of(m) }),
        Facts = { ["missing"] = missing.Select(m => new { field = m.Part, characters = m.Characters.Split(' ') }).ToArray() },
    };

    private static async Task<Results<Ok<StarDone>, Problem>> RevokeOwnAsync([MaxLength(CertificateNumber.LongestTyped)] string number, ReasonRequest request, CertificateBook book, CancellationToken ct) =>
        await book.OwnAsync(number, ct) is null ? Problems.NotFound() : await RevokeAsync(number, request, book, ct);

    private static async Task<Results<Ok<StarDone>, Problem>> RevokeAsync([MaxLength(CertificateNumber.LongestTyped)] string number, ReasonRequest request, CertificateBook book, CancellationToken ct)
    {
        if (!await book.MayRevokeAsync(number, ct))
        {
            return Problems.NotFound();
        }

        return ReasonText.Mistake(request.Reason) is { } mistake ? Problems.Invalid("reason", mistake)
            : await book.RevokeAsync(number, request.Reason!.Trim(), ct) ? TypedResults.Ok(new StarDone("revoked"))
            : Problems.Conflict("certificate-revoked", Phrase.Of("这张证明早就作废了。"));
    }

    private static async Task<Results<Ok<CertificateCheck>, Problem>> CheckAsync([MaxLength(CertificateNumber.LongestTyped)] string number, HttpContext http, CertificateBook book, GuessLimit limit, CancellationToken ct)
    {
        if (CertificateNumber.Parse(number) is not { } digits)
        {
            return new Problem(404, "certificate-unknown", Phrase.Of("这个编号不对，可能抄错了一位。"));
        }

        if (!limit.MayAsk(http))
        {
            return new Problem(429, "too-many-requests", Phrase.Of("请求太频繁"));
        }

        if (await book.CheckAsync(digits, ct) is { } paper)
        {
            return TypedResults.Ok(CertificateCheck.Of(paper));
        }

        limit.Missed(http);
        return new Problem(404, "certificate-unknown", Phrase.Of("没有这张证明。"));
    }

    private static async Task<Ok<Page<KeyItem>>> KeysAsync(Signatures signatures, CancellationToken ct) =>
        TypedResults.Ok(new Page<KeyItem>([.. (await signatures.KeysAsync(ct)).Select(KeyItem.Of)], null));

    private static async Task<IResult> KeyAsync(Signatures signatures, CancellationToken ct) =>
        (await signatures.KeysAsync(ct)) is [var newest, ..] ? TypedResults.Text(newest.PublicKey, "application/x-pem-file") : TypedResults.NotFound();

    private static readonly string WrongDays = Phrase.Of("日期写成 2026-01-31 这样，先的在前。");
}
