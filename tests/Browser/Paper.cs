using System.Diagnostics;
using System.Globalization;

namespace Weiguang.Browser;

/// <summary>Looks at paper and screens as a phone's camera does.</summary>
internal static class Paper
{
    /// <summary>The first page as a picture.</summary>
    public static async Task<string> PrintAsync(string pdf)
    {
        await RunAsync("pdftoppm", "-r", "150", "-png", "-singlefile", pdf, Path.ChangeExtension(pdf, null));
        return Path.ChangeExtension(pdf, "png");
    }

    /// <summary>What the QR code in a picture says.</summary>
    public static async Task<string> ScanAsync(string picture) => (await RunAsync("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture)).Trim();

    /// <summary>How many sheets the page takes when it is printed.</summary>
    public static async Task<int> SheetsAsync(this IPage page, string name)
    {
        var pdf = Path.Combine(Screens.Folder, $"{name}.pdf");
        await page.PdfAsync(new() { Path = pdf, PreferCSSPageSize = true });
        var pages = (await RunAsync("pdfinfo", pdf)).Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal));
        return int.Parse(pages["Pages:".Length..], CultureInfo.InvariantCulture);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
