using Microsoft.Extensions.Configuration;
using Weiguang.Recognition.Pdf;

namespace Weiguang.Recognition.Certificates;

/// <summary>The typeface of certificates, read when the first PDF is asked for: <c>fonts/NotoSansSC_400Regular.ttf</c> beside the program, or the file that the setting <c>Certificates:Font</c> names.</summary>
internal sealed class CertificateFont(IConfiguration configuration)
{
    private readonly Lazy<TrueTypeFont> _font = new(() => new TrueTypeFont(File.ReadAllBytes(
        configuration["Certificates:Font"] ?? Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansSC_400Regular.ttf"))));

    /// <exception cref="IOException">The file is missing.</exception>
    public TrueTypeFont Read() => _font.Value;
}
