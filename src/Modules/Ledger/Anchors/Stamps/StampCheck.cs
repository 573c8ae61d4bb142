using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Weiguang.Ledger.Anchors.Stamps;

/// <summary>Whether a token is a stamp of the authority that is set, over this text.</summary>
internal static class StampCheck
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    /// <param name="believed">The authority's certificate, or those it hangs on; with none, whoever signed is believed.</param>
    public static string? Wrong(byte[] token, byte[] content, X509Certificate2Collection believed, string? policy, out DateTime at)
    {
        at = default;
        if (!Rfc3161TimestampToken.TryDecode(token, out var stamp, out var read) || read != token.Length)
        {
            return "no token";
        }

        at = stamp.TokenInfo.Timestamp.UtcDateTime;
        return !stamp.VerifySignatureForData(content, out var signer, believed) ? "of another text, or its signature is wrong"
            : policy is not null && stamp.TokenInfo.PolicyId.Value != policy ? $"under policy {stamp.TokenInfo.PolicyId.Value}"
            : believed.Count > 0 && !IsBelow(signer, believed, stamp) ? $"signed by {signer.Subject}"
            : null;
    }

    private static bool IsBelow(X509Certificate2 signer, X509Certificate2Collection believed, Rfc3161TimestampToken stamp)
    {
        if (believed.Any(c => c.RawData.AsSpan().SequenceEqual(signer.RawData)))
        {
            return true;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(believed);
        chain.ChainPolicy.ExtraStore.AddRange(stamp.AsSignedCms().Certificates);
        chain.ChainPolicy.ExtraStore.AddRange(believed);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // A county's server often reaches no list of them.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new(TimeStamping));
        chain.ChainPolicy.VerificationTime = stamp.TokenInfo.Timestamp.LocalDateTime; // What has run out since was good then.
        return chain.Build(signer);
    }

    /// <exception cref="SetupException">The file is missing, or holds none.</exception>
    public static X509Certificate2Collection Read(string? file)
    {
        var believed = new X509Certificate2Collection();
        if (file is null)
        {
            return believed;
        }

        try
        {
            believed.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new SetupException($"{StampSettings.CertificatesSetting}: {e.Message}");
        }

        return believed.Count > 0 ? believed : throw new SetupException($"{StampSettings.CertificatesSetting}: no certificate in {file}");
    }
}
