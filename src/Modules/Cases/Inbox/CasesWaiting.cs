using Weiguang.Kernel.Ui;

namespace Weiguang.Cases.Inbox;

/// <summary>What waits for somebody's decision.</summary>
internal sealed class CasesWaiting(CaseInbox inbox) : IWaiting
{
    public string Href => CaseLinks.Inbox;

    public Task<int> CountAsync(CancellationToken ct) => inbox.CountAsync(IWaiting.Most + 1, ct);
}
