using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Weiguang.Kernel;

namespace Weiguang.Web.Security;

/// <summary>Finds the public address: configuration first; in Development it is where the program listens.</summary>
internal static class PublicAddresses
{
    private const string Fallback = "http://localhost:5080";

    /// <exception cref="SetupException">It is no address, or there is none outside Development.</exception>
    public static PublicAddress Find(IConfiguration configuration, IHostEnvironment environment, IServer server)
    {
        if (configuration[PublicAddress.Setting] is { Length: > 0 } configured)
        {
            try
            {
                return PublicAddress.Parse(configured);
            }
            catch (FormatException e)
            {
                throw new SetupException($"{PublicAddress.Setting}: {e.Message}.") { ExitCode = 2 };
            }
        }

        return environment.IsDevelopment()
            ? PublicAddress.Parse(Listening(configuration, server))
            : throw new SetupException($"Set {PublicAddress.Setting} to where the world reaches this site, such as https://weiguang.example.cn: certificates, QR codes and feeds carry it.");
    }

    /// <summary>Where somebody at this machine reaches the site; what listens everywhere is reached at localhost.</summary>
    private static string Listening(IConfiguration configuration, IServer server)
    {
        var given = (configuration[WebHostDefaults.ServerUrlsKey] ?? Fallback).Split(';')[0];
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => !address.EndsWith(":0", StringComparison.Ordinal));
        var url = given.TrimEnd('/').EndsWith(":0", StringComparison.Ordinal) ? bound ?? Fallback : given; // Port 0 is known once it listens.
        return new[] { "*", "+", "0.0.0.0", "[::]" }.Aggregate(url, (text, all) => text.Replace($"://{all}", "://localhost", StringComparison.Ordinal));
    }
}
