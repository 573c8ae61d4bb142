namespace Weiguang.Hours.Records;

internal static class Saving
{
    /// <summary>Saves and commits one step; whoever changed the same rows meanwhile was first.</summary>
    public static async Task<StepAnswer> FinishAsync(this AppDbContext db, Work work, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
            return Voice.Hours.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Voice.Hours.NotNow;
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            return Voice.Hours.NotNow;
        }
    }
}
