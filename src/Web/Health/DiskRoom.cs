using Weiguang.Kernel.Time;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Health;

/// <summary>
/// Whether there is room to write. The disk of a SQLite database is measured (<c>Health:LeastFreeMegabytes</c>, 100 unless told); PostgreSQL writes where we
/// cannot look, and needs no folder here, so there only a write that failed lately counts, as it does for both.
/// </summary>
internal sealed class DiskRoom(IConfiguration configuration, TimeProvider clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);
    private readonly long _least = configuration.GetValue("Health:LeastFreeMegabytes", 100L) * 1024 * 1024;
    private readonly string? _folder = configuration.IsPostgres() ? null : Path.GetDirectoryName(configuration.DatabaseFile());
    private long _fullAt;

    public bool IsShort => (_folder is not null && new DriveInfo(_folder).AvailableFreeSpace < _least) || clock.Now().Ticks - Interlocked.Read(ref _fullAt) < Lately.Ticks;

    /// <summary>A write failed for want of room: nobody should send more of them here for a while.</summary>
    public void SawFull() => Interlocked.Exchange(ref _fullAt, clock.Now().Ticks);
}
