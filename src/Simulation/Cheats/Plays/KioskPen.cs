using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Kiosks.Logs;

namespace Weiguang.Simulation.Cheats.Plays;

/// <summary>Writes a kiosk's log as its page does, for whoever has its key.</summary>
internal sealed class KioskPen
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicKey => _key.ExportParameters(false).Q is var point ? Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]) : "";

    public Guid KioskId { get; private set; }

    /// <summary>The last entry and its hash.</summary>
    public (int Number, string Head) Reach { get; set; }

    public void Begin(Guid kioskId, string head) => (KioskId, Reach) = (kioskId, (0, head));

    /// <summary>The scan with its entry, in the words that go home.</summary>
    public object Write(KioskScan scan, int load, long elapsed)
    {
        var entry = new KioskEntry(Reach.Number + 1, Reach.Head, load, elapsed, null);
        var text = entry.Text(KioskId, scan);
        var signature = Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Reach = (entry.Number, KioskEntry.HashOf(text));
        return Said(scan, entry with { Signature = signature });
    }

    public static object Said(KioskScan scan, KioskEntry? entry) => new { nonce = scan.Nonce, at = Outing.Offset(scan.At), mark = scan.Mark, end = scan.End.ToString().ToLowerInvariant(), number = scan.Number, card = scan.Card, entry };
}
