using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Weiguang.Web.Start;

/// <summary>Tells whoever started the program where to look.</summary>
internal static class Greeting
{
    public static void SayWhenStarted(WebApplication app)
    {
        if (app.Services.GetRequiredService<IServer>() is not KestrelServer server)
        {
            return; // Under test: nobody reads it.
        }

        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            Console.WriteLine($"微光 Weiguang: {string.Join("  ", addresses)}");
        });
    }
}
