using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Tests.Recognition;

namespace Weiguang.Tests.Cases;

/// <summary>A certificate says the name as it is written, or says plainly that it cannot: never a box in its place.</summary>
public class CertificateNameCaseTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task No_name_becomes_boxes(string database)
    {
        var app = await apps.On(database);
        var wrong = new List<string>();
        foreach (var name in Given.Lines("certificate-names.txt").Append(string.Concat(Enumerable.Repeat("阿不都热合曼·", 4)) + "吐尔逊"))
        {
            var volunteer = await app.VolunteerAsync(name);
            await app.EarnAsync(volunteer, 120);
            var program = await app.ProgramOfAsync(volunteer);
            using var issued = await program.PostAsJsonAsync("/api/v1/me/certificates", new { from = "2026-01-01", to = "2026-12-31", showName = true }, Ct);
            if (issued.StatusCode == HttpStatusCode.Conflict)
            {
                // A clear no is as good as a name.
                Assert.EndsWith("certificate-not-printable", (await issued.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("type").GetString(), StringComparison.Ordinal);
                continue;
            }

            var number = (await issued.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("number").GetString();
            using var pdf = await program.GetAsync($"/api/v1/me/certificates/{number}/pdf", Ct);
            if (pdf.StatusCode == HttpStatusCode.OK && await TextAsync(await pdf.Content.ReadAsByteArrayAsync(Ct)) is { } text && (text.Contains('〓', StringComparison.Ordinal) || !Says(text, name)))
            {
                wrong.Add($"{name} is printed as {text.Split('\n').FirstOrDefault(l => l.Contains('〓', StringComparison.Ordinal))}");
            }
            else if ((int)pdf.StatusCode >= 500)
            {
                wrong.Add($"{name}: {(int)pdf.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    // Arabic letters come out of a PDF in the shapes and the order in which they were drawn.
    private static bool Says(string text, string name) => name[0] is >= '\u0600' and <= '\u06FF' || Bare(text).Contains(Bare(name)[..2], StringComparison.Ordinal);

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static async Task<string?> TextAsync(byte[] pdf)
    {
        if (!File.Exists("/usr/bin/pdftotext"))
        {
            return null;
        }

        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf, Ct);
        using var reading = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
        var text = await reading.StandardOutput.ReadToEndAsync(Ct);
        await reading.WaitForExitAsync(Ct);
        File.Delete(file);
        return text;
    }
}
