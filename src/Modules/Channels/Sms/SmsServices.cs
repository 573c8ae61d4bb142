using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace Weiguang.Channels.Sms;

internal static class SmsServices
{
    /// <exception cref="SetupException">The configuration names a gateway we do not know.</exception>
    public static void AddSms(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = services.AddSettings<SmsSettings>(configuration, "Sms");
        if (settings.Endpoint.Length > 0 && !(Uri.TryCreate(settings.Endpoint, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "https" or "http"))
        {
            throw new SetupException($"Sms:Endpoint '{settings.Endpoint}' is no address: it begins with https://.") { ExitCode = 2 };
        }

        switch (settings.Gateway.ToUpperInvariant())
        {
            case "CONSOLE":
                services.AddSingleton<ISmsGateway, ConsoleSmsGateway>();
                break;
            case "ALIYUN":
                services.AddHttpClient<ISmsGateway, AliyunSmsGateway>(Hurry).RemoveAllLoggers(); // What we send is personal.
                break;
            case "TENCENT":
                services.AddHttpClient<ISmsGateway, TencentSmsGateway>(Hurry).RemoveAllLoggers();
                break;
            default:
                throw new SetupException($"Sms:Gateway cannot be '{settings.Gateway}': it is Console, Aliyun or Tencent.") { ExitCode = 2 };
        }
    }

    private static void Hurry(HttpClient http) => http.Timeout = TimeSpan.FromSeconds(8);
}
