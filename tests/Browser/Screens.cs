using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>The two sizes every page is looked at.</summary>
public sealed record Size(string Name, int Width, int Height)
{
    public static readonly Size Phone = new("phone", 390, 844);
    public static readonly Size Desk = new("desk", 1280, 800);

    public override string ToString() => Name;
}

/// <summary>How a person has set up the device and the site.</summary>
public sealed record Look(bool Elder = false, bool Dark = false, bool Script = true, string Language = "zh-CN")
{
    public override string ToString() => string.Join('-', new[] { Elder ? "elder" : null, Dark ? "dark" : "light", Language == "zh-CN" ? null : Language, Script ? null : "noscript" }.Where(s => s is not null));
}

/// <summary>Keeps what the tests saw in test-results/screens, to be looked at.</summary>
public static partial class Screens
{
    public static readonly string Folder = Directory.CreateDirectory(Path.Combine(Root(), "test-results", "screens")).FullName;

    public static Task SaveAsync(this IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{Separators().Replace(name, "-").Trim('-')}.png"), FullPage = true });

    [GeneratedRegex("[-/?=&,:]+")]
    private static partial Regex Separators();

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));
}
