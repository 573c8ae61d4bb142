using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Channels;

namespace Weiguang.Tests.People;

/// <summary>Everybody's phone: keeps the codes that were sent.</summary>
internal sealed class TestGateway : ISmsGateway
{
    public ConcurrentDictionary<string, string> Codes { get; } = new();

    public SmsAnswer Answer { get; set; } = SmsAnswer.Sent;

    public Task<SmsAnswer> SendCodeAsync(string phone, string code, int minutes, CancellationToken ct)
    {
        Codes[phone] = code;
        return Task.FromResult(Answer);
    }

    public static async Task<(TestApp App, TestGateway Phones)> StartAsync(string database, params (string, string)[] settings)
    {
        var phones = new TestGateway();
        return (await TestApp.StartAsync(database, services => services.AddSingleton<ISmsGateway>(phones), settings), phones);
    }

    public string WrongFor(string phone) => ((int.Parse(Codes[phone]) + 1) % 1_000_000).ToString("D6");
}
