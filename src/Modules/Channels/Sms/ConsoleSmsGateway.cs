using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Security;

namespace Weiguang.Channels.Sms;

/// <summary>Prints the code where the program runs, for trying things out. Whoever reads the console can sign in as anybody.</summary>
internal sealed class ConsoleSmsGateway : ISmsGateway
{
    public ConsoleSmsGateway(IHostEnvironment environment, ILogger<ConsoleSmsGateway> log)
    {
        if (environment.IsProduction())
        {
            log.LogWarning("No SMS gateway is set: codes are printed here. In earnest use set Sms:Gateway to Aliyun or Tencent.");
        }
    }

    public Task<SmsAnswer> SendCodeAsync(string phone, string code, int minutes, CancellationToken ct)
    {
        Console.WriteLine($"SMS  {Mask.Phone(phone)}  {code}  ({minutes} min)");
        return Task.FromResult(SmsAnswer.Sent);
    }
}
