using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Http;

namespace Weiguang.Recognition.Certificates.Verify;

/// <summary>
/// Counts numbers that do not exist, by address of the asker: twenty a minute, then a pause. Numbers cannot be guessed anyway; this keeps
/// the attempt from being a load. It counts per process: another node's twenty do no harm.
/// </summary>
internal sealed class GuessLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> _misses = PartitionedRateLimiter.Create<string, string>(asker =>
        RateLimitPartition.GetSlidingWindowLimiter(asker, _ => new SlidingWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    public bool MayAsk(HttpContext http)
    {
        using var lease = _misses.AttemptAcquire(Network.Of(http), 0);
        return lease.IsAcquired;
    }

    public void Missed(HttpContext http)
    {
        using var lease = _misses.AttemptAcquire(Network.Of(http));
    }

    public void Dispose() => _misses.Dispose();
}
