namespace Weiguang.Kernel;

/// <summary>
/// Where the world reaches this site (setting <c>PublicAddress</c>): every absolute link is made here, those on paper, in QR codes, feeds and messages above all.
/// What a request calls the site is whatever its sender liked, and is never believed.
/// </summary>
public sealed class PublicAddress
{
    public const string Setting = "PublicAddress";

    private readonly Uri _home;

    private PublicAddress(Uri home) => _home = home;

    /// <summary>As it stands in a Host header, without the port; IPv6 in brackets.</summary>
    public string Host => _home.Host;

    /// <summary>Readers come by https, whatever the last stretch from the proxy to us is.</summary>
    public bool IsHttps => _home.Scheme == "https";

    /// <exception cref="FormatException">The text is no absolute http(s) address, or it has more than scheme, host and port.</exception>
    public static PublicAddress Parse(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var home) && home is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" } && home.Host.Length > 0
            ? new PublicAddress(home)
            : throw new FormatException($"'{text}' is no address of a site, such as https://weiguang.example.cn");

    /// <summary>The absolute address of one of our pages.</summary>
    /// <param name="path">From the root: <c>/verify/…</c></param>
    public string Of(string path) => path.StartsWith('/') ? $"{_home.GetLeftPart(UriPartial.Authority)}{path}" : throw new ArgumentException("A path begins with a slash.", nameof(path));

    /// <summary>The same for programs that ask the system for a calendar.</summary>
    public string Calendar(string path) => $"webcal{Of(path)[_home.Scheme.Length..]}";

    /// <summary>Whether a page of this origin (the header <c>Origin</c>) is one of ours.</summary>
    public bool IsOrigin(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == _home.Authority;
}
