using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Weiguang.Web.Start;

/// <summary>Tells whoever started the program where to look.</summary>
internal static class Greeting
{
    public static void SayWhenStarted(WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            Console.WriteLine($"微光 Weiguang: {string.Join("  ", addresses)}");
        });
    }
}
