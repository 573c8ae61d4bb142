namespace Weiguang.Channels.Sms;

/// <summary>Section <c>Sms</c> of the configuration.</summary>
internal sealed class SmsSettings
{
    /// <summary>Console, Aliyun or Tencent.</summary>
    public string Gateway { get; init; } = "Console";

    /// <summary>Outside Development the console gateway is refused unless this is true: whoever reads the log then signs in as anybody.</summary>
    public bool PrintCodes { get; init; }

    /// <summary>The access key's id (Aliyun AccessKeyId, Tencent SecretId).</summary>
    public string KeyId { get; init; } = "";

    public string KeySecret { get; init; } = "";

    /// <summary>The registered signature (短信签名) that opens each message.</summary>
    public string SignName { get; init; } = "";

    /// <summary>The registered template; its parameters are the code, and for Tencent the minutes as well.</summary>
    public string CodeTemplate { get; init; } = "";

    /// <summary>Tencent's SmsSdkAppId.</summary>
    public string AppId { get; init; } = "";

    /// <summary>cn-hangzhou for Aliyun, ap-guangzhou for Tencent when empty.</summary>
    public string Region { get; init; } = "";

    /// <summary>Another address of the gateway, such as a proxy; its own when empty.</summary>
    public string Endpoint { get; init; } = "";
}
