using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

/// <summary>
/// The number that is read out at the door: three digits, another one every five minutes, derived like the rotating code and never beside it. A code can be sent on as a picture; the number has to be heard where it is told.
/// </summary>
internal sealed class DoorNumbers(Vault vault, TimeProvider clock)
{
    public const int Digits = 3;

    private const int StepSeconds = 300;

    /// <summary>Whoever heard the number on the way to the code.</summary>
    private const int HeardBefore = 60;

    public string Now(Guid activityId) => At(activityId, Seconds(clock.Now()) / StepSeconds);

    /// <summary>Until another number is told.</summary>
    public int SecondsLeft() => StepSeconds - (int)(Seconds(clock.Now()) % StepSeconds);

    /// <summary>Three digits, however they were typed.</summary>
    public static bool IsNumber(string number) => Given(number) is { Length: 3 } given && given.All(char.IsAsciiDigit);

    /// <summary>Whether it was told at some time from a scan until now: who was without network meanwhile still knows what they heard.</summary>
    public bool IsRight(Guid activityId, string number, DateTime scannedAt)
    {
        var (given, first, last) = (Given(number), (Seconds(scannedAt) - HeardBefore) / StepSeconds, Seconds(clock.Now()) / StepSeconds);
        return Enumerable.Range(0, (int)(last - first) + 1).Any(step => At(activityId, first + step) == given);
    }

    private static string Given(string number) => number.Trim().Normalize(NormalizationForm.FormKC);

    private string At(Guid activityId, long step)
    {
        var key = Encoding.ASCII.GetBytes(vault.Index(Personal.Key, string.Create(CultureInfo.InvariantCulture, $"door-number:{activityId}:{step}")));
        return (BinaryPrimitives.ReadUInt64BigEndian(System.Security.Cryptography.SHA256.HashData(key)) % 1000).ToString("000", CultureInfo.InvariantCulture);
    }

    private static long Seconds(DateTime at) => new DateTimeOffset(at).ToUnixTimeSeconds();
}
