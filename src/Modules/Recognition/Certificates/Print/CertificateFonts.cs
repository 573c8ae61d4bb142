using Microsoft.Extensions.Configuration;
using Weiguang.Recognition.Pdf;

namespace Weiguang.Recognition.Certificates.Print;

/// <summary>
/// The typefaces of certificates: those in <c>fonts</c> beside the program, for the scripts of this country and its neighbours, and after them what lies in the
/// folder that the setting <c>Certificates:Fonts</c> names. A name that none of them has is not printed at all.
/// </summary>
internal sealed class CertificateFonts(IConfiguration configuration)
{
    // In the order of trust: Chinese and Latin; full Latin, Cyrillic and Greek; Korean; Uyghur and Arabic; Tibetan; Mongolian; Yi; rare Chinese; signs and pictures in titles.
    private static readonly string[] Own =
    [
        "NotoSansSC_400Regular.ttf", "NotoSans_400Regular.ttf", "NanumGothic_400Regular.ttf", "NotoNaskhArabic_400Regular.ttf", "NotoSerifTibetan_400Regular.ttf",
        "NotoSansMongolian_400Regular.ttf", "NotoSansYi_400Regular.ttf", "CactusClassicalSerif_400Regular.ttf", "NotoEmoji_400Regular.ttf", "NotoSansSymbols2_400Regular.ttf",
    ];

    private readonly Lazy<Typefaces> _typefaces = new(() => new Typefaces([.. Own.Select(file => Path.Combine(AppContext.BaseDirectory, "fonts", file)), .. Further(configuration["Certificates:Fonts"])]));

    /// <exception cref="InvalidDataException">A file is missing or no TrueType font.</exception>
    public Typefaces Typefaces => _typefaces.Value;

    /// <summary>What of a certificate cannot be printed, with the characters.</summary>
    public IReadOnlyList<Unprintable> Missing(CertificateContent content) =>
    [
        .. Missing(Unprintable.Name, content.Name),
        .. Missing(Unprintable.Entries, string.Join('\n', content.Lines.Select(line => $"{line.Title}\n{line.Recorder}"))),
        .. Missing(Unprintable.Issuer, content.Issuer),
    ];

    private IEnumerable<Unprintable> Missing(string part, string text) => Typefaces.Missing(text) is { Count: > 0 } missing ? [new(part, string.Join(' ', missing))] : [];

    private static IEnumerable<string> Further(string? folder) => folder is null ? [] : Directory.EnumerateFiles(folder, "*.ttf").Order(StringComparer.Ordinal);
}

/// <summary>Characters that no font here has, and where they stand.</summary>
/// <param name="Part">The field of the form that it concerns.</param>
internal sealed record Unprintable(string Part, string Characters)
{
    public const string Name = "name";
    public const string Entries = "entries";
    public const string Issuer = "issuer";
}
