using System.Globalization;
using System.Text.RegularExpressions;
using Weiguang.Kernel.Security;

namespace Weiguang.People.Cards;

/// <summary>
/// The code on a volunteer's phone: the address of the card, the half minute in which it is shown, and a signature of both (ECDSA, P-256, SHA-256, as WebCrypto writes it).
/// Nobody needs a network to show it, and a picture of it is old before it has been sent on (docs/algorithms/check-in.md).
/// </summary>
internal sealed partial record CardCode(string Number, long Step, byte[] Signature)
{
    public const int StepSeconds = 30;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(StepSeconds);

    /// <summary>Null for what is no signed code: a number that was typed, a printed card.</summary>
    public static CardCode? Parse(string? text) => Shown().Match(text?.Trim() ?? "") is { Success: true } shown && long.TryParse(shown.Groups["step"].Value, CultureInfo.InvariantCulture, out var step)
        && PhoneKey.Signature(shown.Groups["sign"].Value) is { } signature ? new(shown.Groups["number"].Value, step, signature) : null;

    /// <summary>Whether it was shown about then, as far as two clocks agree.</summary>
    public bool IsOf(DateTime at) => DateTime.UnixEpoch.AddSeconds(Step * StepSeconds) is var shown && at - shown <= Longest && shown - at <= Ahead;

    public bool IsSignedBy(string publicKey) => PhoneKey.HasSigned(publicKey, Signed(Number, Step), Signature);

    /// <summary>What the phone signs.</summary>
    public static string Signed(string number, long step) => $"weiguang-card:{number}:{step}";

    [GeneratedRegex(@"/volunteers/(?<number>V\d{12,20}[A-Z])\?t=(?<step>\d{1,10})&s=(?<sign>[A-Za-z0-9_-]{86})$", RegexOptions.CultureInvariant)]
    private static partial Regex Shown();
}
