namespace Weiguang.Channels;

/// <summary>What became of a message.</summary>
public enum SmsAnswer
{
    /// <summary>The gateway took it.</summary>
    Sent,

    /// <summary>The gateway or the carrier refuses more messages to this phone for now.</summary>
    Limited,

    /// <summary>No such phone, or it blocks us.</summary>
    Unreachable,

    /// <summary>Anything else; the reason is in the log, without the phone.</summary>
    Failed,
}

/// <summary>Sends one-time codes to phones. Chosen by <c>Sms:Gateway</c>: Console, Aliyun or Tencent.</summary>
public interface ISmsGateway
{
    /// <param name="phone">Eleven digits, mainland China.</param>
    /// <param name="minutes">How long the code lives, for the text.</param>
    Task<SmsAnswer> SendCodeAsync(string phone, string code, int minutes, CancellationToken ct);
}
