using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

/// <summary>What a rotating code says.</summary>
/// <param name="ShiftId">Null for every shift of the activity: the desk takes the one the volunteer belongs to.</param>
/// <param name="Step">Number of the fifteen seconds in which it was shown, since 1970.</param>
internal sealed record CodeClaim(Guid ActivityId, Guid? ShiftId, ProofEnd End, long Step)
{
    public DateTime ShownAt => DateTimeOffset.FromUnixTimeSeconds(Step * RotatingCodes.StepSeconds).UtcDateTime;
}

internal enum CodeState { Good, Expired, Forged }

/// <summary>
/// The code on the organiser's screen: what it is for and when it was shown, signed with the vault's index key, so that nothing has to be stored and
/// a photo of it is worthless a minute later (docs/algorithms/check-in.md).
/// </summary>
internal sealed class RotatingCodes(Vault vault, TimeProvider clock)
{
    public const int StepSeconds = 15;

    /// <summary>How long a code is still taken after it left the screen: scanning, opening the page, a slow network.</summary>
    public const int GraceSeconds = 60;

    private const int ShortLength = 21;
    private const int LongLength = 37;

    /// <summary>96 bits: nobody guesses one in a minute, and the picture stays coarse enough for old phones.</summary>
    private const int SignatureLength = 16;

    public string Make(Guid activityId, Guid? shiftId, ProofEnd end)
    {
        var bytes = new byte[shiftId is null ? ShortLength : LongLength];
        activityId.TryWriteBytes(bytes);
        bytes[16] = (byte)end;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(17), (uint)StepAt(clock.Now()));
        shiftId?.TryWriteBytes(bytes.AsSpan(ShortLength));
        var text = Base64Url.EncodeToString(bytes);
        return text + Sign(text);
    }

    /// <summary>Seconds until another code is shown.</summary>
    public int SecondsLeft() => StepSeconds - (int)(SecondsAt(clock.Now()) % StepSeconds);

    public (CodeState State, CodeClaim? Claim) Read(string code)
    {
        if (code.Length <= SignatureLength || Parse(code[..^SignatureLength]) is not { } claim || !IsSigned(code))
        {
            return (CodeState.Forged, null);
        }

        var now = SecondsAt(clock.Now());
        var shown = claim.Step * StepSeconds;
        // A code shown by another node may be a step ahead of this node's clock.
        return (now >= shown - StepSeconds && now < shown + StepSeconds + GraceSeconds ? CodeState.Good : CodeState.Expired, claim);
    }

    private static CodeClaim? Parse(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length is not (ShortLength or LongLength))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        return Enum.IsDefined((ProofEnd)bytes[16])
            ? new CodeClaim(
                new Guid(bytes.AsSpan(0, 16)), length == LongLength ? new Guid(bytes.AsSpan(ShortLength)) : null, (ProofEnd)bytes[16], BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(17)))
            : null;
    }

    private bool IsSigned(string code) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Sign(code[..^SignatureLength])), Encoding.UTF8.GetBytes(code[^SignatureLength..]));

    private string Sign(string text) => vault.Index(Personal.Key, $"check-in-code:{text}")[..SignatureLength];

    private static long StepAt(DateTime at) => SecondsAt(at) / StepSeconds;

    private static long SecondsAt(DateTime at) => new DateTimeOffset(at).ToUnixTimeSeconds();
}
