using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Weiguang.Channels;
using Weiguang.Channels.Sms;

namespace Weiguang.Tests.Channels;

/// <summary>The gateways against a server of our own that checks every byte of a signature, as theirs do.</summary>
public sealed class SmsTests
{
    private const string Phone = "13800000000";

    [Fact]
    public void Aliyuns_own_example_is_signed_as_its_documentation_says()
    {
        var parameters = new Dictionary<string, string>
        {
            ["AccessKeyId"] = "testId",
            ["Timestamp"] = "2017-07-12T02:42:19Z",
            ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureVersion"] = "1.0",
            ["SignatureNonce"] = "45e25e9b-0a6f-4070-8c85-2956eda1b466",
            ["Action"] = "SendSms",
            ["Version"] = "2017-05-25",
            ["RegionId"] = "cn-hangzhou",
            ["PhoneNumbers"] = "15300000001",
            ["SignName"] = "阿里云短信测试专用",
            ["TemplateParam"] = "{\"customer\":\"test\"}",
            ["TemplateCode"] = "SMS_71390007",
            ["OutId"] = "123",
            ["Format"] = "XML",
        };

        Assert.Equal("zJDF+Lrzhj/ThnlvIToysFRq6t4=", AliyunSmsGateway.Sign("GET", parameters, "testSecret"));
    }

    [Fact]
    public async Task Aliyun_takes_a_well_signed_message()
    {
        await using var server = await FakeGateway.StartAsync(FakeGateway.AliyunAsync);
        Assert.Equal(SmsAnswer.Sent, await server.Aliyun().SendCodeAsync(Phone, "042137", 5, CancellationToken.None));
        Assert.Equal("""{"code":"042137"}""", server.Seen.Single()["TemplateParam"]);
        Assert.Equal("/", server.Paths.Single());
    }

    [Fact]
    public async Task Aliyun_refuses_another_secret() =>
        await RefusedAsync(FakeGateway.AliyunAsync, server => server.Aliyun("wrong"), SmsAnswer.Failed);

    [Fact]
    public async Task Tencent_takes_a_well_signed_message()
    {
        await using var server = await FakeGateway.StartAsync(FakeGateway.TencentAsync);
        Assert.Equal(SmsAnswer.Sent, await server.Tencent().SendCodeAsync(Phone, "042137", 5, CancellationToken.None));
        Assert.Equal("+8613800000000", server.Seen.Single()["Phone"]);
        Assert.Equal("042137,5", server.Seen.Single()["Parameters"]);
    }

    [Fact]
    public async Task Tencent_refuses_another_secret() =>
        await RefusedAsync(FakeGateway.TencentAsync, server => server.Tencent("wrong"), SmsAnswer.Failed);

    [Theory]
    [InlineData("""{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"触发分钟级流控Permits:1"}""", SmsAnswer.Limited)]
    [InlineData("""{"Code":"isv.MOBILE_NUMBER_ILLEGAL"}""", SmsAnswer.Unreachable)]
    [InlineData("""{"Code":"isv.SMS_TEMPLATE_ILLEGAL"}""", SmsAnswer.Failed)]
    public async Task Aliyuns_refusals_are_understood_and_not_repeated(string body, object expected) =>
        await RefusedAsync((_, _) => Task.FromResult(body), server => server.Aliyun(), (SmsAnswer)expected);

    [Theory]
    [InlineData("""{"Response":{"SendStatusSet":[{"Code":"LimitExceeded.PhoneNumberOneHourLimit"}],"RequestId":"r"}}""", SmsAnswer.Limited)]
    [InlineData("""{"Response":{"SendStatusSet":[{"Code":"FailedOperation.PhoneNumberInBlacklist"}],"RequestId":"r"}}""", SmsAnswer.Unreachable)]
    [InlineData("""{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":""},"RequestId":"r"}}""", SmsAnswer.Failed)]
    public async Task Tencents_refusals_are_understood_and_not_repeated(string body, object expected) =>
        await RefusedAsync((_, _) => Task.FromResult(body), server => server.Tencent(), (SmsAnswer)expected);

    [Fact]
    public async Task A_gateway_that_was_too_busy_to_look_is_asked_once_more()
    {
        await using var server = await FakeGateway.StartAsync((fake, context) => Task.FromResult(fake.Paths.Count == 1
            ? """{"Code":"Throttling.User","RequestId":"r"}"""
            : """{"Code":"OK","RequestId":"r"}"""));
        Assert.Equal(SmsAnswer.Sent, await server.Aliyun().SendCodeAsync(Phone, "042137", 5, CancellationToken.None));
        Assert.Equal(2, server.Paths.Count);
    }

    [Fact]
    public async Task A_gateway_that_broke_down_midway_is_not_asked_again()
    {
        await using var server = await FakeGateway.StartAsync((_, context) =>
        {
            context.Abort();
            return Task.FromResult("");
        });
        Assert.Equal(SmsAnswer.Failed, await server.Tencent().SendCodeAsync(Phone, "042137", 5, CancellationToken.None));
        Assert.Single(server.Paths);
    }

    [Fact]
    public async Task A_gateway_that_answers_nonsense_is_a_failure_not_an_exception() =>
        await RefusedAsync((_, _) => Task.FromResult("<html>Bad gateway</html>"), server => server.Aliyun(), SmsAnswer.Failed);

    [Fact]
    public async Task No_log_line_holds_the_phone_or_the_code()
    {
        var log = new Lines();
        await using var server = await FakeGateway.StartAsync((_, _) => Task.FromResult("""{"Code":"isv.MOBILE_NUMBER_ILLEGAL","Message":"13800000000"}"""));
        await server.Aliyun(log: log).SendCodeAsync(Phone, "042137", 5, CancellationToken.None);

        Assert.NotEmpty(log.Said);
        Assert.DoesNotContain(log.Said, line => line.Contains(Phone, StringComparison.Ordinal) || line.Contains("042137", StringComparison.Ordinal));
    }

    private static async Task RefusedAsync(Func<FakeGateway, HttpContext, Task<string>> answer, Func<FakeGateway, ISmsGateway> gateway, SmsAnswer expected)
    {
        await using var server = await FakeGateway.StartAsync(answer);
        Assert.Equal(expected, await gateway(server).SendCodeAsync(Phone, "042137", 5, CancellationToken.None));
        Assert.Single(server.Paths);
    }

    private sealed class Lines : ILogger<AliyunSmsGateway>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add(formatter(state, exception));
    }
}
