using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.CheckIn.Kiosks.Logs;

/// <summary>Where a reading stands in the log of its kiosk.</summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Previous">SHA-256 of the entry before, base64url; for the first the head that the kiosk was opened with.</param>
/// <param name="Load">How often the page was opened until then: 1, 2, 3 …</param>
/// <param name="Elapsed">Milliseconds since it was, by a clock that nobody sets.</param>
/// <param name="Signature">By the kiosk's key, of the text of the entry (docs/algorithms/check-in.md).</param>
internal sealed record KioskEntry(
    int Number, [property: MaxLength(KioskEntry.HashLetters)] string? Previous, int Load, long Elapsed, [property: MaxLength(PhoneKey.SignatureLetters)] string? Signature)
{
    public const int HashLetters = 43;

    public const long Longest = 366L * 24 * 3600 * 1000;

    /// <summary>Null when it is none that this key has signed.</summary>
    public LogEntry? Read(Kiosk kiosk, KioskScan scan)
    {
        if (Number < 1 || Load < 1 || Elapsed is < 0 or > Longest || scan.Mark.Contains('\n', StringComparison.Ordinal) || scan.Card?.Contains('\n', StringComparison.Ordinal) == true
            || PhoneKey.Signature(Signature ?? "") is not { } signature)
        {
            return null;
        }

        var text = Text(kiosk.Id, scan);
        return PhoneKey.HasSigned(kiosk.LogKey, text, signature) ? new(Number, Previous ?? "", HashOf(text), Load, Elapsed, Milliseconds(scan.At)) : null;
    }

    /// <summary>What the kiosk signs, and whose hash the next entry names.</summary>
    public string Text(Guid kioskId, KioskScan scan) => string.Join(
        '\n', "weiguang-kiosk-1", kioskId.ToString(), Text(Number), Previous, Text(Load), Text(Elapsed), Text(Milliseconds(scan.At)), scan.Nonce.ToString(), scan.End.ToString().ToLowerInvariant(), scan.Mark, scan.Card ?? "");

    /// <summary>The head a log begins with: it names its kiosk, the moment it was opened, and something that nobody knew before.</summary>
    public static string Opening(Guid kioskId, DateTime now) =>
        HashOf(string.Join('\n', "weiguang-kiosk-1", kioskId.ToString(), "0", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), Text(Milliseconds(now))));

    public static string HashOf(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static long Milliseconds(DateTime at) => (at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A log that a kiosk begins: its key, its clock at this moment, and how long its page is open.</summary>
internal sealed record NewLog(string PublicKey, long? At, long? Elapsed)
{
    public LogState Begin(Guid kioskId, DateTime now)
    {
        var log = new LogState(0, KioskEntry.Opening(kioskId, now), 0, 0, 0, 0, now);
        return At is > 0 and < long.MaxValue / 2 and var at && Elapsed is >= 0 and <= KioskEntry.Longest and var elapsed ? log with { At = at, Load = 1, Elapsed = elapsed, Start = at - elapsed } : log;
    }
}

/// <summary>How far the kiosk's own log goes at this moment.</summary>
/// <param name="Number">Its last entry; 0 when there is none.</param>
/// <param name="Head">Its hash.</param>
internal sealed record KioskPledge(int Number, [property: MaxLength(KioskEntry.HashLetters)] string? Head);
