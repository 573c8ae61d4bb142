using Weiguang.Kernel.Security;

namespace Weiguang.People.Sms;

/// <summary>Prints the code where the program runs, for trying things out. Whoever reads the console can sign in as anybody.</summary>
internal sealed class ConsoleSmsGateway : ISmsGateway
{
    public Task<SmsAnswer> SendCodeAsync(string phone, string code, int minutes, CancellationToken ct)
    {
        Console.WriteLine($"SMS  {Mask.Phone(phone)}  {code}  ({minutes} min)");
        return Task.FromResult(SmsAnswer.Sent);
    }
}
