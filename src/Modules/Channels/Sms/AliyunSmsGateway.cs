using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;

namespace Weiguang.Channels.Sms;

/// <summary>Aliyun SMS, API version 2017-05-25, RPC signature 1.0 (HMAC-SHA1 over the sorted parameters). Sent as a form, so that no phone stands in an address.</summary>
internal sealed class AliyunSmsGateway(HttpClient http, SmsSettings settings, TimeProvider clock, ILogger<AliyunSmsGateway> log) : ISmsGateway
{
    private readonly Uri _endpoint = new(settings.Endpoint.Length > 0 ? settings.Endpoint : "https://dysmsapi.aliyuncs.com/");

    public async Task<SmsAnswer> SendCodeAsync(string phone, string code, int minutes, CancellationToken ct)
    {
        var answer = await SafeRetry.SendAsync<Answer>(http, () => Request(phone, code), IsThrottled, ct);
        if (answer?.Code != "OK")
        {
            log.LogWarning("Aliyun sent no message: {Code}, request {RequestId}.", answer?.Code ?? "no answer", answer?.RequestId);
        }

        return answer?.Code switch
        {
            "OK" => SmsAnswer.Sent,
            "isv.BUSINESS_LIMIT_CONTROL" or "isv.DAY_LIMIT_CONTROL" => SmsAnswer.Limited,
            "isv.MOBILE_NUMBER_ILLEGAL" or "isv.BLACK_KEY_CONTROL_LIMIT" => SmsAnswer.Unreachable,
            _ => SmsAnswer.Failed,
        };
    }

    /// <summary>Base64 of HMAC-SHA1 over method, path and the parameters sorted by name, each percent-encoded by RFC 3986.</summary>
    internal static string Sign(string method, IEnumerable<KeyValuePair<string, string>> parameters, string secret)
    {
        var sorted = string.Join('&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Escape(p.Key)}={Escape(p.Value)}"));
#pragma warning disable CA5350 // The protocol asks for HMAC-SHA1.
        var signature = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret + "&"), Encoding.UTF8.GetBytes($"{method}&{Escape("/")}&{Escape(sorted)}"));
#pragma warning restore CA5350
        return Convert.ToBase64String(signature);
    }

    // A new nonce each time: the gateway refuses one it has seen.
    private HttpRequestMessage Request(string phone, string code)
    {
        var parameters = new Dictionary<string, string>
        {
            ["RegionId"] = settings.Region.Length > 0 ? settings.Region : "cn-hangzhou",
            ["AccessKeyId"] = settings.KeyId,
            ["Format"] = "JSON",
            ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureVersion"] = "1.0",
            ["SignatureNonce"] = Guid.NewGuid().ToString(),
            ["Timestamp"] = clock.Now().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["Action"] = "SendSms",
            ["Version"] = "2017-05-25",
            ["PhoneNumbers"] = phone,
            ["SignName"] = settings.SignName,
            ["TemplateCode"] = settings.CodeTemplate,
            ["TemplateParam"] = JsonSerializer.Serialize(new { code }),
        };
        parameters["Signature"] = Sign("POST", parameters, settings.KeySecret);
        return new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new FormUrlEncodedContent(parameters) };
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static bool IsThrottled(string body) => body.Contains("\"Throttling", StringComparison.Ordinal);

    private sealed record Answer(string? Code, string? RequestId);
}
