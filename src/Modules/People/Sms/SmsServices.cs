using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace Weiguang.People.Sms;

internal static class SmsServices
{
    /// <exception cref="InvalidOperationException">The configuration names a gateway we do not know.</exception>
    public static void AddSms(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Sms").Get<SmsSettings>() ?? new SmsSettings();
        services.AddSingleton(settings);
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
                throw new InvalidOperationException($"Sms:Gateway is '{settings.Gateway}'; it can be Console, Aliyun or Tencent.");
        }
    }

    private static void Hurry(HttpClient http) => http.Timeout = TimeSpan.FromSeconds(8);
}
