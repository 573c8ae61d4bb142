using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>A citizen page travels over a village's network: at most 60 KB in all but for photos, and 10 KB of HTML, both compressed.</summary>
public class WeightTests(Site site)
{
    [Theory, MemberData(nameof(Addresses.CitizenPages), MemberType = typeof(Addresses))]
    public async Task A_citizen_page_is_light(string path)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        await AssertLightAsync(http, path);
    }

    /// <param name="http">Asks for gzip, and carries the cookies of whoever opens the page.</param>
    internal static async Task AssertLightAsync(HttpClient http, string path)
    {
        var ct = TestContext.Current.CancellationToken;
        using var page = await http.GetAsync(path, ct);
        var (html, sent) = await ReadAsync(page, ct);
        var total = sent;
        foreach (var photo in Regex.Matches(html, """<img [^>]*src="(/albums/[^"]+)"[^>]*>"""))
        {
            // Photos of people come when they come into sight, each light; the page is there before them.
            var (tag, address) = (((Match)photo).Value, ((Match)photo).Groups[1].Value);
            Assert.Contains("loading=\"lazy\"", tag, StringComparison.Ordinal);
            Assert.Matches("width=\"[0-9]+\" height=\"[0-9]+\"", tag);
            using var answer = await http.GetAsync(address, ct);
            Assert.InRange((await answer.Content.ReadAsByteArrayAsync(ct)).Length, 1, 30 * 1024);
        }

        foreach (var asset in Regex.Matches(html, """(?:<link [^>]*href|<(?:script|img) [^>]*src)="(/[^"]+)"[^>]*>""").Select(m => m.Groups[1].Value).Distinct().Where(a => !a.StartsWith("/albums/", StringComparison.Ordinal)))
        {
            using var answer = await http.GetAsync(asset, ct);
            Assert.True(answer.IsSuccessStatusCode, $"{asset} answered {answer.StatusCode}");
            total += (await ReadAsync(answer, ct)).Sent;
        }

        TestContext.Current.SendDiagnosticMessage($"{path}: HTML {sent:N0} bytes sent ({html.Length:N0} characters), {total:N0} in all");
        Assert.InRange(sent, 1, 10 * 1024);
        Assert.InRange(total, 1, 60 * 1024);
    }

    [Fact]
    public async Task The_style_sheets_stay_small_and_are_kept_by_the_browser()
    {
        var ct = TestContext.Current.CancellationToken;
        using var http = new HttpClient { BaseAddress = site.Address };
        var page = await http.GetStringAsync("/", ct);
        var packed = 0L;
        foreach (var sheet in Regex.Matches(page, "/[^\"]*css").Select(m => m.Value))
        {
            using var css = await http.GetAsync(sheet, ct);
            packed += await PackedAsync(await css.Content.ReadAsByteArrayAsync(ct), ct);
            Assert.Contains("immutable", css.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        }

        Assert.InRange(packed, 1, 9 * 1024);
    }

    private static async Task<long> PackedAsync(byte[] bytes, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(bytes, ct);
        }

        return packed.Length;
    }

    private static async Task<(string Text, int Sent)> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
        Stream stream = new MemoryStream(bytes);
        using var reader = new StreamReader(answer.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        return (await reader.ReadToEndAsync(ct), bytes.Length);
    }
}
