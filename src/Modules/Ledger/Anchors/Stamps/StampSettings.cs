using System.Formats.Asn1;
using Microsoft.Extensions.Configuration;

namespace Weiguang.Ledger.Anchors.Stamps;

/// <summary>The time-stamp authority (RFC 3161), where there is one. Read once, at the start: a mistyped address must not stop the anchors of a night.</summary>
/// <exception cref="SetupException">An address that is none, or a policy that is no number with dots.</exception>
public sealed class StampSettings(IConfiguration configuration)
{
    internal const string UrlSetting = "Ledger:TimeStamp:Url";
    internal const string CertificatesSetting = "Ledger:TimeStamp:Certificates";
    internal const string PolicySetting = "Ledger:TimeStamp:Policy";

    /// <summary>Where it answers; null where none is asked.</summary>
    internal Uri? Url { get; } = configuration[UrlSetting] is { Length: > 0 } url
        ? Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw Wrong(UrlSetting, "no address", url)
        : null;

    /// <summary>A PEM file with the authority's certificate, or the chain it hangs on; what is not below it is not believed. Null where none is set.</summary>
    internal string? Certificates { get; } = configuration[CertificatesSetting] is { Length: > 0 } file ? file : null;

    /// <summary>The only policy that is asked for and believed, by its number with dots; null for any.</summary>
    internal string? Policy { get; } = configuration[PolicySetting] is { Length: > 0 } policy ? IsOid(policy) ? policy : throw Wrong(PolicySetting, "no number with dots, such as 1.3.6.1.4.1.13762.3", policy) : null;

    private static SetupException Wrong(string setting, string what, string value) => new($"{setting} is {what}: {value}") { ExitCode = 2 };

    private static bool IsOid(string number)
    {
        try
        {
            new AsnWriter(AsnEncodingRules.DER).WriteObjectIdentifier(number);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
