using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Photos;

/// <summary>
/// Where pictures are decoded: not more of them at once than there are processors, and not more pixels at once than memory should hold. Whoever comes then waits,
/// in a line that ends somewhere, and without the bytes of the file. One of a person at a time: who brings a single picture is not made to wait for all of who brings a hundred.
/// And of one person only so much within some minutes, whatever comes of it.
/// </summary>
public sealed class Darkroom : IDisposable
{
    /// <summary>A million pixels each, four bytes a pixel decoded and about as much again on the way: half a gigabyte at the most.</summary>
    internal const int Places = 64;

    /// <summary>Sending six pictures in each of four windows is a busy day; more at once is a program.</summary>
    internal const int WaitingOfOne = 4;

    /// <summary>A million pixels each, of one person: six pictures of a phone for twelve forms, and for one more each minute or so.</summary>
    internal const int Budget = 900;
    private const int BudgetPerMinute = 60;

    /// <summary>Half a minute of work, about.</summary>
    internal static readonly int WaitingOfAll = 12 * Environment.ProcessorCount;

    private static readonly int LeastShare = Math.Max(1, Places / Environment.ProcessorCount);

    /// <summary>Longer nobody waits for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal FairRoom Room { get; } = new(Places, ofOne: 1, WaitingOfAll, WaitingOfOne, Patience);

    /// <summary>A look takes no time, so it does not wait behind those who stay.</summary>
    private readonly FairRoom _desk = new(Environment.ProcessorCount, ofOne: 1, 32 * Environment.ProcessorCount, 2 * WaitingOfOne, Patience);

    private readonly PartitionedRateLimiter<Guid> _budget = PartitionedRateLimiter.Create<Guid, Guid>(person => RateLimitPartition.GetTokenBucketLimiter(
        person, _ => new() { TokenLimit = Budget, TokensPerPeriod = BudgetPerMinute, ReplenishmentPeriod = TimeSpan.FromMinutes(1) }));

    /// <summary>The picture as it may be kept with the fingerprint of the file it came in (SHA-256) and its looks, or what is wrong with the file.</summary>
    /// <param name="side">The longer side of what is kept, in pixels.</param>
    /// <exception cref="BadHttpRequestException">Too many wait already (503).</exception>
    public async Task<(TakenPhoto? Photo, PhotoFault? Fault)> DevelopAsync(IFormFile file, int side, Guid personId, CancellationToken ct)
    {
        if (file.Length is 0 or > PhotoFile.MostBytes)
        {
            return (null, file.Length == 0 ? PhotoFault.Empty : PhotoFault.TooManyBytes);
        }

        long pixels;
        using (await EnterAsync(_desk, personId, 1, ct)) // Nobody may wait for a place in the room while holding one here.
        {
            if (PhotoFile.Look(await ReadAsync(file, ct), out pixels) is { } fault)
            {
                return (null, fault);
            }
        }

        using var spent = _budget.AttemptAcquire(personId, Math.Max(1, (int)(pixels / 1_000_000)));
        if (!spent.IsAcquired)
        {
            return (null, PhotoFault.TooSoon);
        }

        using var place = await EnterAsync(Room, personId, Math.Clamp((int)(pixels / 1_000_000), LeastShare, Places), ct);
        var bytes = await ReadAsync(file, ct);
        return PhotoFile.Develop(bytes, side) is { } photo
            ? (new(photo, Convert.ToHexStringLower(SHA256.HashData(bytes)), PhotoLooks.Of(photo), ShortWords.Of(Path.GetFileName(file.FileName), HeldPhoto.MostName)), null) : (null, PhotoFault.Broken);
    }

    /// <summary>The looks of a picture that was kept before.</summary>
    /// <exception cref="BadHttpRequestException">Too many wait already (503).</exception>
    public async Task<PhotoLooks> LookAsync(PhotoFile photo, Guid personId, CancellationToken ct)
    {
        using var place = await EnterAsync(Room, personId, LeastShare, ct);
        return PhotoLooks.Of(photo);
    }

    /// <summary>See <see cref="SmallPhoto"/>.</summary>
    /// <exception cref="BadHttpRequestException">Too many wait already (503).</exception>
    public async Task<byte[]> MakeSmallAsync(PhotoFile photo, Guid personId, CancellationToken ct)
    {
        using var place = await EnterAsync(Room, personId, LeastShare, ct);
        return SmallPhoto.Of(photo.Bytes);
    }

    public void Dispose() => _budget.Dispose();

    private static async Task<IDisposable> EnterAsync(FairRoom room, Guid personId, int places, CancellationToken ct) =>
        await room.EnterAsync($"{personId}", places, ct) ?? throw new BadHttpRequestException("Too many pictures wait to be decoded.", StatusCodes.Status503ServiceUnavailable);

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken ct)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
