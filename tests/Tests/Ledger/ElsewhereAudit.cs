using Weiguang.Ledger;

namespace Weiguang.Tests.Ledger;

/// <summary>Answers for what cases post without a module: there is nothing to compare it with.</summary>
internal sealed class ElsewhereAudit : ISourceAudit
{
    public IReadOnlyCollection<string> Kinds => [LedgerArrangements.Elsewhere];

    public Task<LedgerDifference?> CheckAsync(CancellationToken ct) => Task.FromResult<LedgerDifference?>(null);
}
