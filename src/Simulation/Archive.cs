using Weiguang.Kernel;

namespace Weiguang.Simulation;

/// <summary>Writes rows of the ordinary mapping in bulk: nothing is compared before saving, and what is saved is let go.</summary>
internal sealed class Archive(AppDbContext db)
{
    private const int Batch = 1000;

    public async Task AddAsync(IEnumerable<object> rows, CancellationToken ct)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var some in rows.Chunk(Batch))
            {
                db.AddRange(some);
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }
}
