using System.Text;
using Microsoft.Extensions.Configuration;
using Weiguang.Kernel.Security;

namespace Weiguang.Ledger.Anchors;

/// <summary>
/// Others who sign anchors with keys that we never had (settings <c>Ledger:Witnesses:name</c>, each the file of a public key): an auditor, the next county. What they sign is the anchor's text,
/// and <c>anchor-000012.name.sig</c> beside its file is their signature, as openssl writes it or in base64.
/// </summary>
internal sealed class Witnesses(IConfiguration configuration)
{
    public const string Section = "Ledger:Witnesses";

    /// <summary>The first signature beside a file that is not that of its witness; null when all are.</summary>
    public async Task<(string Expected, string Found)?> WrongAsync(string file, byte[] content, CancellationToken ct)
    {
        foreach (var witness in configuration.GetSection(Section).GetChildren())
        {
            var signed = Path.ChangeExtension(file, $".{witness.Key}.sig");
            if (!File.Exists(signed))
            {
                continue;
            }

            var bytes = await File.ReadAllBytesAsync(signed, ct);
            var signature = bytes is [0x30, ..] ? Convert.ToBase64String(bytes) : Encoding.ASCII.GetString(bytes).Trim();
            if (!Signatures.Check(await File.ReadAllTextAsync(witness.Value!, ct), content, signature))
            {
                return ($"a signature of {witness.Key}", signed);
            }
        }

        return null;
    }
}
