using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Photos;

/// <summary>
/// Where pictures are decoded: not more of them at once than there are processors, and not more pixels at once than memory should hold. Whoever comes then waits,
/// in a line that ends somewhere, and without the bytes of the file.
/// </summary>
public sealed class Darkroom : IDisposable
{
    /// <summary>A million pixels each, four bytes a pixel decoded and about as much again on the way: half a gigabyte at the most.</summary>
    private const int Places = 64;
    private static readonly int LeastShare = Math.Max(1, Places / Environment.ProcessorCount);

    /// <summary>Half a minute of work, about: longer nobody waits for an answer.</summary>
    internal ConcurrencyLimiter Room { get; } = new(new() { PermitLimit = Places, QueueLimit = 32 * Places, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>The picture as it may be kept with the fingerprint of the file it came in (SHA-256), or what is wrong with the file.</summary>
    /// <param name="side">The longer side of what is kept, in pixels.</param>
    /// <exception cref="BadHttpRequestException">Too many wait already (503).</exception>
    public async Task<(PhotoFile? Photo, string Sent, PhotoFault? Fault)> DevelopAsync(IFormFile file, int side, CancellationToken ct)
    {
        if (file.Length is 0 or > PhotoFile.MostBytes)
        {
            return (null, "", file.Length == 0 ? PhotoFault.Empty : PhotoFault.TooManyBytes);
        }

        long pixels;
        using (await EnterAsync(LeastShare, ct)) // Nobody may wait for a second place while holding a first.
        {
            if (PhotoFile.Look(await ReadAsync(file, ct), out pixels) is { } fault)
            {
                return (null, "", fault);
            }
        }

        using var place = await EnterAsync(Math.Clamp((int)(pixels / 1_000_000), LeastShare, Places), ct);
        var bytes = await ReadAsync(file, ct);
        return PhotoFile.Develop(bytes, side) is { } photo ? (photo, Convert.ToHexStringLower(SHA256.HashData(bytes)), null) : (null, "", PhotoFault.Broken);
    }

    public void Dispose() => Room.Dispose();

    private async Task<RateLimitLease> EnterAsync(int places, CancellationToken ct)
    {
        var lease = await Room.AcquireAsync(places, ct);
        return lease.IsAcquired ? lease : throw new BadHttpRequestException("Too many pictures wait to be decoded.", StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken ct)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
