using Microsoft.EntityFrameworkCore;

namespace Weiguang.Kernel;

public static class Stories
{
    /// <summary>The newest of a story, oldest first: should there be many, what came last decides and is told.</summary>
    public static async Task<List<T>> NewestAsync<T>(this IOrderedQueryable<T> newestFirst, int most, CancellationToken ct)
    {
        var newest = await newestFirst.Take(most).ToListAsync(ct);
        newest.Reverse();
        return newest;
    }
}
