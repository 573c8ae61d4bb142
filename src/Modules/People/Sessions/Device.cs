namespace Weiguang.People.Sessions;

/// <summary>What a browser seems to run on, in words its owner recognises.</summary>
internal static class Device
{
    private static readonly (string Mark, string Name)[] Machines =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
    ];

    private static readonly (string Mark, string Name)[] Programs =
    [
        ("MicroMessenger", "WeChat"), ("QQBrowser", "QQ"), ("UCBrowser", "UC"), ("HuaweiBrowser", "Huawei"), ("MiuiBrowser", "Xiaomi"),
        ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    /// <summary>Such as "Android · WeChat"; empty when nothing is recognised.</summary>
    public static string Name(string? userAgent)
    {
        string?[] parts = [Find(Machines, userAgent), Find(Programs, userAgent)];
        return string.Join(" · ", parts.Where(part => part is not null));
    }

    private static string? Find((string Mark, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(k => userAgent?.Contains(k.Mark, StringComparison.Ordinal) == true).Name;
}
