using System.Text;

namespace Weiguang.Ledger.Domain;

/// <summary>Ids of the ledger, which follow from what they name: the same posting from anywhere is the same transfer.</summary>
internal static class NamedId
{
    public static Guid Of(params ReadOnlySpan<string> parts) => NamedGuid.Of(Encoding.UTF8.GetBytes($"weiguang-ledger\n{string.Join('\n', parts)}"));
}
