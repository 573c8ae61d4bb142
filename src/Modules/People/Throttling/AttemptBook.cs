using System.Globalization;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Time;

namespace Weiguang.People.Throttling;

/// <param name="Key">Of the row of this phone, address, or person and verb.</param>
/// <param name="Limits">Null takes the latest attempt back.</param>
internal sealed record Attempt(string Key, IReadOnlyList<Limit>? Limits) : IOnlyLooks;

/// <summary>
/// Counts attempts, many at once: reads the rows of all, decides in memory in the order they came, writes with one statement. A row changed meanwhile by
/// another node is not written, and who needs it is decided again.
/// </summary>
internal sealed class AttemptBook(AppDbContext db, TimeProvider clock)
{
    private static readonly SiblingText CountSql = new(typeof(AttemptBook), "Count");

    public bool HasOneWriter => db.HasOneWriter;

    /// <returns>For each: null when it may happen (and is counted); otherwise how long to wait.</returns>
    public async Task<IReadOnlyList<TimeSpan?>> SettleAsync(IReadOnlyList<Attempt> attempts, CancellationToken ct)
    {
        var waits = new TimeSpan?[attempts.Count];
        var open = Enumerable.Range(0, attempts.Count).ToList();
        while (open.Count > 0)
        {
            await using var work = await db.BeginWorkAsync(ct);
            var lines = await ReadAsync([.. open.Select(i => attempts[i].Key).Distinct()], ct);
            var now = clock.Now();
            foreach (var i in open)
            {
                waits[i] = lines[attempts[i].Key].Settle(attempts[i].Limits, now);
            }

            var overtaken = await WriteAsync([.. lines.Values.Where(line => line.HasChanged)], ct);
            await work.CommitAsync(ct);
            open = overtaken.Count == 0 ? [] : open.FindAll(i => overtaken.Contains(attempts[i].Key));
        }

        return waits;
    }

    public Task ClearAsync(string key, CancellationToken ct) => db.Set<Attempts>().Where(a => a.Key == key).ExecuteDeleteAsync(ct);

    private async Task<Dictionary<string, Line>> ReadAsync(string[] keys, CancellationToken ct)
    {
        var known = await db.Set<Attempts>().AsNoTracking().Where(a => keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
        return keys.ToDictionary(key => key, key => new Line(key, known.GetValueOrDefault(key)));
    }

    /// <returns>The keys of rows somebody else had changed.</returns>
    private async Task<HashSet<string>> WriteAsync(Line[] changed, CancellationToken ct)
    {
        HashSet<string> missed = [.. changed.Select(line => line.Key)];
        if (changed.Length > 0)
        {
            await using var count = db.SqlCommand(CountSql.Of(db)).WithRows(
                db, "rows", ("keys", Array.ConvertAll(changed, line => line.Key)), ("times", Array.ConvertAll(changed, line => line.Written)),
                ("versions", Array.ConvertAll(changed, line => line.NextVersion)), ("expires", Array.ConvertAll(changed, line => line.ExpiresAt)));
            await using var written = await count.ExecuteReaderAsync(ct);
            while (await written.ReadAsync(ct))
            {
                missed.Remove(written.GetString(0));
            }
        }

        return missed;
    }

    /// <summary>The attempts with one key while they are decided.</summary>
    private sealed class Line(string key, Attempts? row)
    {
        private long[] _times = row?.Times ?? [];

        public string Key => key;
        public bool HasChanged { get; private set; }
        public int NextVersion => row is null ? 0 : row.Version + 1;
        public DateTime ExpiresAt { get; private set; } = row?.ExpiresAt ?? default;

        /// <summary>As JSON.</summary>
        public string Written => $"[{string.Join(',', _times.Select(t => t.ToString(CultureInfo.InvariantCulture)))}]";

        public TimeSpan? Settle(IReadOnlyList<Limit>? limits, DateTime now)
        {
            if (limits is null)
            {
                HasChanged |= _times.Length > 0;
                _times = _times is [.. var earlier, _] ? earlier : [];
                return null;
            }

            var longest = limits.Max(limit => limit.Window);
            long[] recent = [.. _times.Where(t => t > (now - longest).Ticks)];
            if (Throttle.WaitOf(recent, limits, now) is { } wait)
            {
                return wait;
            }

            (_times, ExpiresAt, HasChanged) = ([.. recent, now.Ticks], now + longest, true);
            return null;
        }
    }
}
