using System.Text.Json.Serialization;
using Weiguang.Kernel.Text;

namespace Weiguang.Ledger;

/// <summary>By whose hand an anchor was taken; of people the office, never the name. Not signed: it tells why an anchor is there, and proves nothing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnchorHand>))] // Where nobody says how words are written, such as whoever reads a file.
public enum AnchorHand
{
    [Phrase("每天夜里自动贴的")] Night,
    [Phrase("管服务器的人贴的")] Operator,
    [Phrase("有权的工作人员在后台贴的")] Office,
}
