using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Http;

public static class Network
{
    /// <summary>Where a caller is who has not said who they are: an IPv4 address, or the /64 a household gets in IPv6.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
