using Microsoft.Extensions.Configuration;

namespace Weiguang.Ledger.Anchors.Stamps;

/// <summary>The time-stamp authority (RFC 3161), where there is one.</summary>
public sealed class StampSettings(IConfiguration configuration)
{
    internal const string UrlSetting = "Ledger:TimeStamp:Url";
    internal const string CertificatesSetting = "Ledger:TimeStamp:Certificates";
    internal const string PolicySetting = "Ledger:TimeStamp:Policy";

    /// <summary>Where it answers; null where none is asked.</summary>
    internal Uri? Url => configuration[UrlSetting] is { Length: > 0 } url
        ? Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw new SetupException($"{UrlSetting} is no address: {url}")
        : null;

    /// <summary>A PEM file with the authority's certificate, or the chain it hangs on; what is not below it is not believed. Null where none is set.</summary>
    internal string? Certificates => configuration[CertificatesSetting] is { Length: > 0 } file ? file : null;

    /// <summary>The only policy that is asked for and believed, by its number with dots; null for any.</summary>
    internal string? Policy => configuration[PolicySetting] is { Length: > 0 } policy ? policy : null;
}
