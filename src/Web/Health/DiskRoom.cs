using Weiguang.Kernel.Time;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Health;

/// <summary>
/// Whether there is room to write: on the disk of the data folder, which holds the database of SQLite and the photos of both (<c>Health:LeastFreeMegabytes</c>,
/// 100 unless told), and for as far as we were told lately, where PostgreSQL writes.
/// </summary>
internal sealed class DiskRoom(IConfiguration configuration, TimeProvider clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);
    private readonly long _least = configuration.GetValue("Health:LeastFreeMegabytes", 100L) * 1024 * 1024;
    private long _fullAt;

    public bool IsShort => new DriveInfo(configuration.DataFolder()).AvailableFreeSpace < _least || clock.Now().Ticks - Interlocked.Read(ref _fullAt) < Lately.Ticks;

    /// <summary>A write failed for want of room: nobody should send more of them here for a while.</summary>
    public void SawFull() => Interlocked.Exchange(ref _fullAt, clock.Now().Ticks);
}
