using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Time;

namespace Weiguang.People.Throttling;

/// <summary>At most so many times within a window that slides.</summary>
internal sealed record Limit(int Times, TimeSpan Window);

/// <summary>
/// Lets something happen only so often per phone or address, over all nodes: the times stand in one row per key,
/// and an attempt counts only when it changed the row it had read.
/// </summary>
internal sealed class Throttle(AppDbContext db, TimeProvider clock)
{
    /// <returns>Null when it may happen now (and is counted); otherwise how long to wait.</returns>
    public async Task<TimeSpan?> TakeAsync(string key, IReadOnlyList<Limit> limits, CancellationToken ct)
    {
        var longest = limits.Max(limit => limit.Window);
        while (true)
        {
            var now = clock.Now();
            var row = await db.Set<Attempts>().AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct);
            long[] recent = [.. (row?.Times ?? []).Where(t => t > (now - longest).Ticks)];
            if (WaitOf(recent, limits, now) is { } wait)
            {
                return wait;
            }

            if (await WriteAsync(key, row?.Version, [.. recent, now.Ticks], now + longest, ct))
            {
                return null;
            }
        }
    }

    /// <summary>Takes the latest attempt back, when it came to nothing.</summary>
    public async Task GiveBackAsync(string key, CancellationToken ct)
    {
        while (await db.Set<Attempts>().AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct) is { Times: [.. var earlier, _] } row
            && !await WriteAsync(key, row.Version, earlier, row.ExpiresAt, ct))
        {
        }
    }

    /// <summary>Forgets earlier attempts, after one that proved who it was.</summary>
    public Task ClearAsync(string key, CancellationToken ct) => db.Set<Attempts>().Where(a => a.Key == key).ExecuteDeleteAsync(ct);

    internal static TimeSpan? WaitOf(long[] recent, IReadOnlyList<Limit> limits, DateTime now)
    {
        var until = limits.Select(limit => limit.Times <= 0 ? (now + limit.Window).Ticks : recent.Where(t => t > (now - limit.Window).Ticks).Order().ToArray() is var inside && inside.Length >= limit.Times
            ? inside[^limit.Times] + limit.Window.Ticks
            : 0).Max();
        return until > now.Ticks ? TimeSpan.FromTicks(until - now.Ticks) : null;
    }

    private async Task<bool> WriteAsync(string key, int? version, long[] times, DateTime expires, CancellationToken ct)
    {
        if (version is { } seen)
        {
            return await db.Set<Attempts>().Where(a => a.Key == key && a.Version == seen)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Times, times).SetProperty(x => x.Version, seen + 1).SetProperty(x => x.ExpiresAt, expires), ct) == 1;
        }

        var row = new Attempts { Key = key, Times = times, ExpiresAt = expires };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            return false;
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }
}

/// <summary>When something was tried with one phone or address. The key is a blind index, so no phone and no address stands here.</summary>
internal sealed class Attempts
{
    public required string Key { get; init; }

    /// <summary>UTC ticks, oldest first.</summary>
    public required long[] Times { get; init; }

    public int Version { get; init; }

    /// <summary>After this the row says nothing any more.</summary>
    public required DateTime ExpiresAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Attempts>
    {
        public void Configure(EntityTypeBuilder<Attempts> attempts)
        {
            attempts.ToTable("people_attempts").InFamily("attempts", nameof(Key));
            attempts.HasKey(a => a.Key);
            attempts.Property(a => a.Key).HasMaxLength(43);
            attempts.HasIndex(a => a.ExpiresAt);
        }
    }
}
