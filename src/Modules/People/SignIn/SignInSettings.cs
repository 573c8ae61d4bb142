using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Weiguang.People.Throttling;

namespace Weiguang.People.SignIn;

/// <summary>Section <c>SignIn</c> of the configuration.</summary>
internal sealed class SignInSettings
{
    /// <summary>Codes one network address may ask for in a minute. Whole villages share one address of their carrier, so not too few.</summary>
    public int CodesPerMinute { get; init; } = 20;

    public int CodesPerHour { get; init; } = 200;

    public Limit[] PerAddress => [new(CodesPerMinute, TimeSpan.FromMinutes(1)), new(CodesPerHour, TimeSpan.FromHours(1))];

    /// <summary>The caller's network: an IPv4 address, or the /64 a household gets in IPv6.</summary>
    public static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
