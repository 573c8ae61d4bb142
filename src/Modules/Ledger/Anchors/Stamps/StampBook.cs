using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Anchors.Stamps;

/// <summary>
/// Has anchors stamped by the time-stamp authority that is set. What is wanted stands in rows with the anchor, so an authority that fails or is slow holds up nothing: it is asked again, ever more rarely,
/// and outside of any transaction.
/// </summary>
public sealed class StampBook(AppDbContext db, AnchorReader anchors, AnchorFolder folder, StampSettings settings, IHttpClientFactory clients, TimeProvider clock, ILogger<StampBook> log)
{
    /// <summary>Name of its client.</summary>
    internal const string Client = "ledger-time-stamp";

    private const int AtOnce = 20;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private static readonly MediaTypeHeaderValue Query = new("application/timestamp-query");

    /// <summary>As it lies beside the anchor's own file.</summary>
    internal static string FileOf(long number) => string.Create(CultureInfo.InvariantCulture, $"anchor-{number:D6}.tst");

    /// <summary>With the anchor, where an authority is set; to be saved by the caller.</summary>
    internal void Want(LedgerAnchor anchor, DateTime now)
    {
        if (settings.Url is not null)
        {
            db.Add(new LedgerStamp { Number = anchor.Number, DueAt = now });
        }
    }

    /// <summary>Fetches what is due; returns how many came. One that fails does not keep the others.</summary>
    internal async Task<int> CatchUpAsync(CancellationToken ct)
    {
        if (settings.Url is not { } url)
        {
            return 0;
        }

        var now = clock.Now();
        var due = await db.Set<LedgerStamp>().AsNoTracking().Where(s => s.Token == null && s.DueAt <= now).OrderBy(s => s.Number).Take(AtOnce).Select(s => new { s.Number, s.Tries }).ToListAsync(ct);
        var fetched = 0;
        foreach (var one in due)
        {
            fetched += await ClaimAsync(one.Number, one.Tries, now, ct) && await FetchAsync(url, one.Number, ct) ? 1 : 0;
        }

        if (fetched > 0)
        {
            await DropAsync(ct);
        }

        return fetched;
    }

    /// <summary>False when another node is faster. Whoever dies with it leaves it due again.</summary>
    private async Task<bool> ClaimAsync(long number, int tries, DateTime now, CancellationToken ct)
    {
        var next = now + TimeSpan.FromTicks(Math.Min(Longest.Ticks, Claim.Ticks << Math.Min(tries, 10)));
        return await db.Set<LedgerStamp>().Where(s => s.Number == number && s.Token == null && s.Tries == tries)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Tries, s => s.Tries + 1).SetProperty(s => s.DueAt, next), ct) == 1;
    }

    private async Task<bool> FetchAsync(Uri url, long number, CancellationToken ct)
    {
        try
        {
            var content = Encoding.UTF8.GetBytes((await anchors.FindAsync(number, ct))!.Content);
            var (token, at) = await AskAsync(url, content, ct);
            await db.Set<LedgerStamp>().Where(s => s.Number == number && s.Token == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.Token, token).SetProperty(s => s.At, at), ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or OperationCanceledException or CryptographicException or SetupException or IOException)
        {
            log.LogWarning(e, "Anchor {Number} has no time stamp yet; asking again later.", number);
            return false;
        }
    }

    private async Task<(byte[] Token, DateTime At)> AskAsync(Uri url, byte[] content, CancellationToken ct)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(
            content, HashAlgorithmName.SHA256, settings.Policy is { } policy ? new Oid(policy) : null, RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
        using var body = new ByteArrayContent(request.Encode());
        body.Headers.ContentType = Query;
        using var client = clients.CreateClient(Client);
        using var answer = await client.PostAsync(url, body, ct);
        answer.EnsureSuccessStatusCode();
        var token = request.ProcessResponse(await answer.Content.ReadAsByteArrayAsync(ct), out _).AsSignedCms().Encode(); // Nonce and hash are those we sent.
        return StampCheck.Wrong(token, content, StampCheck.Read(settings.Certificates), settings.Policy, out var at) is { } wrong ? throw new CryptographicException($"The stamp is not ours: {wrong}") : (token, LedgerEntry.ToMicroseconds(at)); // No database keeps more of it.
    }

    private async Task DropAsync(CancellationToken ct)
    {
        try
        {
            await folder.CatchUpAsync(ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "The file of a time stamp could not be dropped; the next anchor makes up for it.");
        }
    }

    /// <summary>The first stamp that is not of the anchor beside it; null when all are.</summary>
    internal async Task<(long Number, string Wrong)?> DifferenceAsync(CancellationToken ct)
    {
        var believed = StampCheck.Read(settings.Certificates);
        foreach (var number in await db.Set<LedgerStamp>().Where(s => s.Token != null).OrderBy(s => s.Number).Select(s => s.Number).ToListAsync(ct))
        {
            var (stamp, anchor) = (await db.Set<LedgerStamp>().AsNoTracking().SingleAsync(s => s.Number == number, ct), await anchors.FindAsync(number, ct));
            var wrong = anchor is null ? "of no anchor" : StampCheck.Wrong(stamp.Token!, Encoding.UTF8.GetBytes(anchor.Content), believed, settings.Policy, out var at) ?? (LedgerEntry.ToMicroseconds(at) == stamp.At ? null : "of another time");
            if (wrong is not null)
            {
                return (number, wrong);
            }
        }

        return null;
    }
}
