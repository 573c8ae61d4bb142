using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Weiguang.Channels;
using Weiguang.Channels.Sms;

namespace Weiguang.Tests.Channels;

/// <summary>An SMS gateway on a loopback port. Its checks are written anew from the wire format, not borrowed from the code under test.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    public const string KeyId = "AKID-test";
    public const string Secret = "secret-test";
    private readonly WebApplication _app;

    private FakeGateway(WebApplication app) => _app = app;

    public List<string> Paths { get; } = [];

    public List<Dictionary<string, string>> Seen { get; } = [];

    private string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<FakeGateway> StartAsync(Func<FakeGateway, HttpContext, Task<string>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeGateway(builder.Build());
        fake._app.Run(async context =>
        {
            fake.Paths.Add($"{context.Request.Path}{context.Request.QueryString}");
            await context.Response.WriteAsync(await answer(fake, context));
        });
        await fake._app.StartAsync();
        return fake;
    }

    public AliyunSmsGateway Aliyun(string secret = Secret, ILogger<AliyunSmsGateway>? log = null) =>
        new(new HttpClient(), Settings(secret), TimeProvider.System, log ?? NullLogger<AliyunSmsGateway>.Instance);

    public TencentSmsGateway Tencent(string secret = Secret) => new(new HttpClient(), Settings(secret), TimeProvider.System, NullLogger<TencentSmsGateway>.Instance);

    /// <summary>Aliyun's side: rebuilds the signed text from the form and compares.</summary>
    public static async Task<string> AliyunAsync(FakeGateway fake, HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        fake.Seen.Add(form);
        var given = form["Signature"];
        var names = form.Keys.Where(k => k != "Signature").ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        var query = string.Join("&", names.Select(n => Percent(n) + "=" + Percent(form[n])));
        var text = context.Request.Method + "&%2F&" + Percent(query);
#pragma warning disable CA5350
        var expected = Convert.ToBase64String(new HMACSHA1(Encoding.UTF8.GetBytes(Secret + "&")).ComputeHash(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
        var fresh = DateTime.Parse(form["Timestamp"]).ToUniversalTime() > TimeProvider.System.GetUtcNow().AddMinutes(-15);
        return given == expected && fresh && form["AccessKeyId"] == KeyId && form["Action"] == "SendSms" && form["SignName"] == "微光"
            ? """{"Code":"OK","Message":"OK","BizId":"900619746936498440^0","RequestId":"F655A8D5"}"""
            : """{"Code":"SignatureDoesNotMatch","RequestId":"F655A8D5"}""";
    }

    /// <summary>Tencent's side: TC3-HMAC-SHA256 over the bytes that really arrived.</summary>
    public static async Task<string> TencentAsync(FakeGateway fake, HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        var headers = context.Request.Headers;
        var stamp = long.Parse(headers["X-TC-Timestamp"].ToString());
        var date = DateTimeOffset.FromUnixTimeSeconds(stamp).ToString("yyyy-MM-dd");
        var canonical = "POST\n/\n\ncontent-type:" + headers.ContentType + "\nhost:" + headers.Host + "\n\ncontent-type;host\n" + Hex(SHA256.HashData(bytes.ToArray()));
        var text = "TC3-HMAC-SHA256\n" + stamp + "\n" + date + "/sms/tc3_request\n" + Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var key = Mac(Mac(Mac(Encoding.UTF8.GetBytes("TC3" + Secret), date), "sms"), "tc3_request");
        var expected = $"TC3-HMAC-SHA256 Credential={KeyId}/{date}/sms/tc3_request, SignedHeaders=content-type;host, Signature={Hex(Mac(key, text))}";
        var body = JsonDocument.Parse(bytes.ToArray()).RootElement;
        fake.Seen.Add(new()
        {
            ["Phone"] = body.GetProperty("PhoneNumberSet")[0].GetString()!,
            ["Parameters"] = string.Join(',', body.GetProperty("TemplateParamSet").EnumerateArray().Select(p => p.GetString())),
        });
        return headers.Authorization == expected && headers["X-TC-Action"] == "SendSms" && headers["X-TC-Version"] == "2021-01-11"
            && headers.ContentType == "application/json; charset=utf-8" && body.GetProperty("SmsSdkAppId").GetString() == "1400000000"
            ? """{"Response":{"SendStatusSet":[{"SerialNo":"5000:1","PhoneNumber":"+8613800000000","Fee":1,"SessionContext":"","Code":"Ok","Message":"send success","IsoCode":"CN"}],"RequestId":"r"}}"""
            : """{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":""},"RequestId":"r"}}""";
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private SmsSettings Settings(string secret) =>
        new() { KeyId = KeyId, KeySecret = secret, SignName = "微光", CodeTemplate = "SMS_1", AppId = "1400000000", Endpoint = Address + "/" };

    private static byte[] Mac(byte[] key, string text) => new HMACSHA256(key).ComputeHash(Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(b => b.ToString("x2")));

    private static string Percent(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b =>
        char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~' ? ((char)b).ToString() : "%" + b.ToString("X2")));
}
