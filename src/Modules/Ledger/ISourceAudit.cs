using System.Data;

namespace Weiguang.Ledger;

/// <summary>
/// A module's own proof that what it recorded and what the ledger holds are the same, in number, sum and person; asked after the ledger itself was found right. Whoever posts registers one for
/// each kind of source: postings that nobody answers for are a fault.
/// </summary>
public interface ISourceAudit
{
    /// <summary>Of <see cref="Posting.SourceKind"/>.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>The first difference; null when there is none. It must not mind others posting meanwhile (<see cref="SecondLook.LookTwiceAsync"/>).</summary>
    Task<LedgerDifference?> CheckAsync(CancellationToken ct);
}

public static class SecondLook
{
    /// <summary>What looks wrong may have been posted while we read, so it is looked at once more in one snapshot before it is told.</summary>
    public static async Task<LedgerDifference?> LookTwiceAsync(this AppDbContext db, Func<Task<LedgerDifference?>> look, CancellationToken ct)
    {
        return await look() is null ? null : await db.LookAloneAsync(look, ct);
    }

    /// <summary>In one snapshot, whatever others post meanwhile.</summary>
    public static async Task<LedgerDifference?> LookAloneAsync(this AppDbContext db, Func<Task<LedgerDifference?>> look, CancellationToken ct)
    {
        await using var snapshot = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct) : null;
        return await look();
    }
}
