using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Live;

/// <summary>As whom a request came, and whether that still holds: the session goes on and gives the same roles, which may do the same. One of the features of a request that somebody makes who is signed in.</summary>
/// <param name="Topics">Told when it may hold no more; the first is the session's own, and only by that is what a node remembers of the session in doubt.</param>
/// <param name="Since">What <see cref="LiveFeed"/> had told when the request came.</param>
/// <param name="HoldsAsync">Asked with true, it believes nothing that is remembered.</param>
public sealed record Standing(IReadOnlyList<string> Topics, string Since, Func<bool, CancellationToken, ValueTask<bool>> HoldsAsync)
{
    internal static Standing Of(HttpContext http) => http.Features.Get<Standing>() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Whoever cannot be asked is not told.</summary>
    internal async Task<bool> CheckAsync(bool anew, CancellationToken ct)
    {
        try
        {
            return await HoldsAsync(anew, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
