using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Kernel.Http;

/// <summary>Judges what a request says of names: where it came from, and whether an address leads to ourselves. The name it was asked by has passed the gate of hosts; a proxy in front may have changed it.</summary>
public static class Origins
{
    /// <summary>Whether one of our pages sent this, as far as the browser says; a page cannot lie about it.</summary>
    public static bool IsFromOurPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => IsOurs(request, request.Headers.Origin.ToString(), request.HttpContext.RequestServices.GetRequiredService<PublicAddress>()),
        var site => site == "same-origin",
    };

    /// <summary>Whether a page of this origin is one of ours: of the public address, or of the name we were asked by.</summary>
    public static bool IsOurs(HttpRequest request, string origin, PublicAddress site) =>
        site.IsOrigin(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);

    /// <summary>
    /// The address when every browser reads it as a path of ours, else the home page: whatever takes an address from a request leads there by this. An empty step
    /// (<c>/.//evil.example</c>) becomes the beginning of another site's name once the dots are taken out; browsers read a backslash as a slash and skip tabs.
    /// Letters that no header carries are escaped.
    /// </summary>
    public static string LocalOrHome(string? address) =>
        address is ['/', ..] && !address.Any(c => c is '\\' || char.IsControl(c)) && !address.Split('?', '#')[0].Contains("//", StringComparison.Ordinal)
            ? string.Concat(address.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())))
            : "/";

    /// <summary>Cuts an address of ours down to its path: whatever stands in front of us knows better under which scheme and name it was asked. Other addresses stay as they are, and a path that would be read as another site's name stays behind ours.</summary>
    public static string Within(HttpRequest request, string location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" && string.Equals(target.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
        && !target.AbsolutePath.StartsWith("//", StringComparison.Ordinal)
            ? target.PathAndQuery + target.Fragment
            : location;
}
