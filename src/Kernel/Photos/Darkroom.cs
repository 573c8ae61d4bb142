using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Photos;

/// <summary>
/// Where pictures are decoded: not more of them at once than there are processors, and not more pixels at once than memory should hold. Whoever comes then waits.
/// </summary>
public sealed class Darkroom : IDisposable
{
    /// <summary>A million pixels each, four bytes a pixel decoded and about as much again on the way: half a gigabyte at the most.</summary>
    private const int Places = 64;
    private static readonly int LeastShare = Math.Max(1, Places / Environment.ProcessorCount);

    private readonly ConcurrencyLimiter _room = new(new() { PermitLimit = Places, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>The picture as it may be kept with the fingerprint of the file it came in (SHA-256), or what is wrong with the file.</summary>
    /// <param name="side">The longer side of what is kept, in pixels.</param>
    public async Task<(PhotoFile? Photo, string Sent, PhotoFault? Fault)> DevelopAsync(IFormFile file, int side, CancellationToken ct)
    {
        if (file.Length is 0 or > PhotoFile.MostBytes)
        {
            return (null, "", file.Length == 0 ? PhotoFault.Empty : PhotoFault.TooManyBytes);
        }

        using var head = await _room.AcquireAsync(LeastShare, ct);
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(bytes, ct);
        }

        if (PhotoFile.Look(bytes, out var pixels) is { } fault)
        {
            return (null, "", fault);
        }

        head.Dispose(); // Nobody may wait for a second place while holding a first.
        using var place = await _room.AcquireAsync(Math.Clamp((int)(pixels / 1_000_000), LeastShare, Places), ct);
        return PhotoFile.Develop(bytes, side) is { } photo ? (photo, Convert.ToHexStringLower(SHA256.HashData(bytes)), null) : (null, "", PhotoFault.Broken);
    }

    public void Dispose() => _room.Dispose();
}
