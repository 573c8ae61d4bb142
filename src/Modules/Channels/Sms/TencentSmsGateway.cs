using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Weiguang.Channels.Sms;

/// <summary>Tencent Cloud SMS, API version 2021-01-11, signature TC3-HMAC-SHA256 over content type, host and body.</summary>
internal sealed class TencentSmsGateway(HttpClient http, SmsSettings settings, TimeProvider clock, ILogger<TencentSmsGateway> log) : ISmsGateway
{
    private const string ContentType = "application/json; charset=utf-8";
    private readonly Uri _endpoint = new(settings.Endpoint.Length > 0 ? settings.Endpoint : "https://sms.tencentcloudapi.com/");

    public async Task<SmsAnswer> SendCodeAsync(string phone, string code, int minutes, CancellationToken ct)
    {
        var answer = (await SafeRetry.SendAsync<Envelope>(http, () => Request(phone, code, minutes), IsThrottled, ct))?.Response;
        var result = answer?.Error?.Code ?? answer?.SendStatusSet?.FirstOrDefault()?.Code;
        if (result != "Ok")
        {
            log.LogWarning("Tencent sent no message: {Code}, request {RequestId}.", result ?? "no answer", answer?.RequestId);
        }

        return result switch
        {
            "Ok" => SmsAnswer.Sent,
            not null when result.StartsWith("LimitExceeded.PhoneNumber", StringComparison.Ordinal) => SmsAnswer.Limited,
            "FailedOperation.PhoneNumberInBlacklist" or "InvalidParameterValue.IncorrectPhoneNumber" => SmsAnswer.Unreachable,
            _ => SmsAnswer.Failed,
        };
    }

    /// <summary>The Authorization header for a body sent at a moment.</summary>
    internal static string Authorization(string keyId, string secret, string host, byte[] body, DateTimeOffset at)
    {
        var date = at.UtcDateTime.ToString("yyyy-MM-dd");
        var canonical = $"POST\n/\n\ncontent-type:{ContentType}\nhost:{host}\n\ncontent-type;host\n{Hex(SHA256.HashData(body))}";
        var toSign = $"TC3-HMAC-SHA256\n{at.ToUnixTimeSeconds()}\n{date}/sms/tc3_request\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("TC3" + secret), date), "sms"), "tc3_request");
        return $"TC3-HMAC-SHA256 Credential={keyId}/{date}/sms/tc3_request, SignedHeaders=content-type;host, Signature={Hex(Hmac(key, toSign))}";
    }

    private HttpRequestMessage Request(string phone, string code, int minutes)
    {
        var now = clock.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            PhoneNumberSet = new[] { $"+86{phone}" },
            SmsSdkAppId = settings.AppId,
            settings.SignName,
            TemplateId = settings.CodeTemplate,
            TemplateParamSet = new[] { code, minutes.ToString() },
        });
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        request.Headers.TryAddWithoutValidation("Authorization", Authorization(settings.KeyId, settings.KeySecret, _endpoint.Authority, body, now));
        request.Headers.Add("X-TC-Action", "SendSms");
        request.Headers.Add("X-TC-Version", "2021-01-11");
        request.Headers.Add("X-TC-Region", settings.Region.Length > 0 ? settings.Region : "ap-guangzhou");
        request.Headers.Add("X-TC-Timestamp", now.ToUnixTimeSeconds().ToString());
        return request;
    }

    private static bool IsThrottled(string body) => body.Contains("\"RequestLimitExceeded", StringComparison.Ordinal);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private sealed record Envelope(Answer? Response);

    private sealed record Answer(Status[]? SendStatusSet, Failure? Error, string? RequestId);

    private sealed record Status(string? Code);

    private sealed record Failure(string? Code);
}
