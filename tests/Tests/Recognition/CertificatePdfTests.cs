using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Domain;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Recognition;

public sealed partial class CertificatePdfTests(ITestOutputHelper output) : IDisposable
{
    private const int Limit = 200_000;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly CertificateFonts Fonts = new(new ConfigurationBuilder().Build());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weiguang-pdf-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Twelve_services_stand_on_one_page_whose_text_can_be_searched_and_whose_code_leads_to_the_check()
    {
        var content = Content(12);
        var clock = Stopwatch.StartNew();
        var pdf = new CertificatePdf(content, Fonts.Typefaces).Build();
        output.WriteLine($"12 lines: {pdf.Length} bytes, first {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        _ = new CertificatePdf(content, Fonts.Typefaces).Build();
        output.WriteLine($"again: {clock.ElapsedMilliseconds} ms");
        Assert.True(pdf.Length <= Limit, $"{pdf.Length} bytes");
        Assert.Equal(1, Pages(pdf));

        var file = await SaveAsync(pdf);
        var text = await RunAsync("pdftotext", "-layout", file, "-");
        Assert.SkipWhen(text is null, "poppler-utils is not installed.");
        foreach (var expected in new[] { "志愿服务记录证明", CertificateNumber.Spaced(content.Number), "王小明", "V2208812609000001A", "给张大爷送医陪诊第1次", "2026-03-12", "洮南市 那金镇", "合计 18 小时" })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        await RunAsync("pdftoppm", "-r", "150", "-png", file, file);
        var picture = Directory.GetFiles(_folder.FullName, "*.png").Single();
        var code = await RunAsync("zbarimg", "-q", "--raw", picture);
        Assert.SkipWhen(code is null, "zbar-tools is not installed.");
        Assert.Equal(content.Address, code!.Trim());
    }

    [Fact]
    public async Task A_font_of_its_own_is_inside_and_the_file_is_sound()
    {
        var file = await SaveAsync(new CertificatePdf(Content(3), Fonts.Typefaces).Build());
        var fonts = await RunAsync("pdffonts", file);
        Assert.SkipWhen(fonts is null, "poppler-utils is not installed.");
        Assert.Matches(@"CID TrueType\s+Identity-H\s+yes yes yes", fonts!);
        Assert.Equal("", await RunAsync("pdftotext", "-q", file, Path.Combine(_folder.FullName, "out.txt")));
    }

    [Theory, InlineData(13, 1), InlineData(14, 2), InlineData(31, 2), InlineData(32, 3), InlineData(200, 12)]
    public async Task More_services_go_on_to_further_pages_and_none_is_lost(int lines, int pages)
    {
        var content = Content(lines);
        var pdf = new CertificatePdf(content, Fonts.Typefaces).Build();
        Assert.Equal(pages, Pages(pdf));
        Assert.True(pdf.Length <= Limit, $"{pdf.Length} bytes");
        var text = await RunAsync("pdftotext", "-layout", await SaveAsync(pdf), "-");
        Assert.SkipWhen(text is null, "poppler-utils is not installed.");
        Assert.All(Enumerable.Range(1, lines), n => Assert.Contains($"第{n}次", text, StringComparison.Ordinal));
    }

    [Theory, InlineData("김철수"), InlineData("اېركىن"), InlineData("Нурғали Қасымов"), InlineData("𠮷"), InlineData("བསྟན"), InlineData("བསྟན་འཛིན་རྒྱ་མཚོ"), InlineData("ᠪᠠᠲᠤ"), InlineData("ꀉꆹ"), InlineData("Nguyễn Thị Ánh")]
    public async Task A_name_in_any_script_of_the_country_is_printed_and_can_be_copied(string name)
    {
        var content = Content(2) with { Name = name, Lines = [.. Content(2).Lines.Select(l => l with { Title = $"陪{name}看病", Organiser = $"{name}队" })] };
        Assert.Empty(Fonts.Missing(content));
        var pdf = new CertificatePdf(content, Fonts.Typefaces).Build();
        Assert.True(pdf.Length <= Limit, $"{pdf.Length} bytes");
        var text = await RunAsync("pdftotext", "-layout", await SaveAsync(pdf), "-");
        Assert.SkipWhen(text is null, "poppler-utils is not installed.");
        var squeezed = Plain(text!);
        Assert.Contains($"姓名{Plain(name)}", squeezed, StringComparison.Ordinal);
        Assert.Contains($"陪{Plain(name)}看病", squeezed, StringComparison.Ordinal);
        Assert.Contains($"{Plain(name)}队", squeezed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_no_font_has_is_named_and_never_replaced()
    {
        var content = Content(1) with { Name = "王𠀂", Lines = [Content(1).Lines[0] with { Title = "修\U00012345灯" }] }; // One of extension B that is in no font here; a cuneiform sign.
        Assert.Equal([new(Unprintable.Name, "𠀂"), new(Unprintable.Entries, "\U00012345")], Fonts.Missing(content));
        Assert.Throws<InvalidOperationException>(() => new CertificatePdf(content, Fonts.Typefaces).Build());
    }

    [Fact]
    public void A_font_that_the_operator_adds_prints_what_ours_cannot()
    {
        const string Hanazono = "/usr/share/fonts/truetype/hanazono"; // Debian's fonts-hanazono.
        Assert.SkipUnless(Directory.Exists(Hanazono), "fonts-hanazono is not installed.");
        var more = new CertificateFonts(new ConfigurationBuilder().AddInMemoryCollection([new("Certificates:Fonts", Hanazono)]).Build());
        Assert.Empty(more.Missing(Content(1) with { Name = "王𠀂" }));
    }

    [Fact]
    public async Task However_long_it_is_nothing_is_cut_off_and_nothing_stands_on_something_else()
    {
        var (title, team) = (Counted('雪', 300), Counted('队', 100));
        foreach (var name in new[] { Counted('名', 27), Counted('名', 400), string.Join('·', Enumerable.Repeat("阿卜杜热合曼", 6)) })
        {
            var content = Content(14) with { Name = name };
            content = content with { Lines = [content.Lines[0] with { Title = title, Organiser = team }, .. content.Lines.Skip(1)] };
            var pdf = await SaveAsync(new CertificatePdf(content, Fonts.Typefaces).Build());
            var text = await RunAsync("pdftotext", "-f", "1", "-l", "1", pdf, "-");
            Assert.SkipWhen(text is null, "poppler-utils is not installed.");
            Assert.DoesNotContain("…", text, StringComparison.Ordinal);
            Assert.Equal(name.Count(c => c == '名'), text!.Count(c => c == '名') - 2); // And in 姓名 and 签名.
            Assert.Equal((300, 100), (text!.Count(c => c == '雪'), text!.Count(c => c == '队')));
            Assert.Empty(Overlaps(await RunAsync("pdftotext", "-bbox", pdf, "-") ?? ""));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_name_that_cannot_be_printed_is_refused_with_its_characters_and_no_number_is_given(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        var volunteer = await app.VolunteerAsync("王𠀂");
        await app.EarnAsync(volunteer, 60);

        using var answer = await (await app.ProgramOfAsync(volunteer)).PostAsJsonAsync("/api/v1/me/certificates", new { from = "2026-01-01", to = "2026-09-30" }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.ProblemAsync();
        Assert.EndsWith("certificate-not-printable", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(["𠀂"], problem.GetProperty("missing")[0].GetProperty("characters").EnumerateArray().Select(c => c.GetString()!));

        using var page = await (await app.BrowserOfAsync(volunteer)).SubmitAsync("/me/certificates/new?from=2026-01-01&to=2026-09-30", form: "form:has(input[name=Entries])", ct: Ct);
        Assert.Contains("𠀂", (await page.ReadPageAsync(Ct)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.Equal(0, await scope.Db.Set<Certificate>().IgnoreQueryFilters().CountAsync(Ct));
    }

    [Fact]
    public async Task The_holder_downloads_it_in_less_than_two_seconds_and_a_stranger_not_at_all()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var volunteer = await app.VolunteerAsync();
        await app.EarnAsync(volunteer, 60);
        var program = await app.ProgramOfAsync(volunteer);
        var (browser, wish) = (await app.BrowserOfAsync(volunteer), new { from = "2026-01-01", to = "2026-09-30" });
        var (number, best) = ("", TimeSpan.MaxValue);
        for (var i = 0; i < 4; i++) // The best of some: the first compiles code and reads the font, and other tests run meanwhile.
        {
            var clock = Stopwatch.StartNew();
            number = await program.IssueAsync(wish);
            using var pdf = await browser.GetAsync($"/me/certificates/{number}/pdf", Ct);
            best = clock.Elapsed < best ? clock.Elapsed : best;
            Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        }

        output.WriteLine($"issued and downloaded in {best.TotalMilliseconds:F0} ms");
        Assert.True(best < TimeSpan.FromSeconds(2), $"{best}");
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ProgramOfAsync(await app.VolunteerAsync())).GetAsync($"/api/v1/me/certificates/{number}/pdf", Ct)).StatusCode);
    }

    private static string Counted(char letter, int count) => new(letter, count);

    /// <summary>Without the marks with which a text is told to run to the left, and without blanks, which a reader guesses from the room between letters.</summary>
    private static string Plain(string text) => string.Concat(text.Where(c => c is not (' ' or (>= '\u202A' and <= '\u202E'))));

    /// <summary>Words of one page whose boxes cover each other by more than a hair.</summary>
    private static List<string> Overlaps(string boxes) => [.. boxes.Split("<page ").SelectMany(OverlapsOnPage)];

    private static List<string> OverlapsOnPage(string boxes)
    {
        var words = WordBox().Matches(boxes).Select(m => (Text: m.Groups[5].Value, Box: Enumerable.Range(1, 4).Select(i => double.Parse(m.Groups[i].Value, CultureInfo.InvariantCulture)).ToArray())).ToList();
        return [.. words.SelectMany((a, i) => words.Skip(i + 1).Where(b => Math.Min(a.Box[2], b.Box[2]) - Math.Max(a.Box[0], b.Box[0]) > 1
            && Math.Min(a.Box[3], b.Box[3]) - Math.Max(a.Box[1], b.Box[1]) > 0.4 * (a.Box[3] - a.Box[1])).Select(b => $"{a.Text} / {b.Text}"))];
    }

    private static CertificateContent Content(int lines) => new(
        CertificateNumber.Draw(), new DateTime(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc), "王小明", "V2208812609000001A", "2****************X", new(2026, 1, 1), new(2026, 9, 1),
        [.. Enumerable.Range(1, lines).Select(n => new CertificateLine(
            Guid.CreateVersion7(), new DateOnly(2026, 3, 1).AddDays(n - 1), string.Create(CultureInfo.InvariantCulture, $"给张大爷送医陪诊第{n}次"), 90, "洮南市 那金镇", "", "A"))],
        "洮南市", "https://weiguang.example.cn/verify/12345678901234567894");

    private async Task<string> SaveAsync(byte[] pdf)
    {
        var file = Path.Combine(_folder.FullName, "c.pdf");
        await File.WriteAllBytesAsync(file, pdf, Ct);
        return file;
    }

    private static int Pages(byte[] pdf) => PageMark().Count(System.Text.Encoding.Latin1.GetString(pdf));

    /// <summary>What a program printed; null when it is not installed.</summary>
    private static async Task<string?> RunAsync(string program, params string[] arguments)
    {
        if (!File.Exists($"/usr/bin/{program}"))
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (text, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}");
        Assert.True((await errors).Length == 0 || program == "zbarimg", await errors); // zbarimg also complains about a missing message bus.
        return await text;
    }

    [GeneratedRegex("""<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>""")]
    private static partial Regex WordBox();

    [GeneratedRegex("/Type/Page/")]
    private static partial Regex PageMark();
}
