using System.Globalization;
using System.Text;
using QRCoder;

namespace Weiguang.Kernel.Ui;

/// <summary>QR codes as SVG text for <see cref="QrFrame"/>: one path, sharp at any size, a few hundred bytes when compressed.</summary>
public static class QrCode
{
    /// <summary>Level M: a seventh of the drawing may be dirty or torn.</summary>
    public static string Svg(string text)
    {
        var rows = Matrix(text);
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                var start = x;
                while (x < rows[y].Count && rows[y][x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1H{start}z");
                }
            }
        }

        return $"<svg viewBox=\"0 0 {rows.Count} {rows.Count}\" shape-rendering=\"crispEdges\" xmlns=\"http://www.w3.org/2000/svg\"><path d=\"{path}\"/></svg>";
    }

    /// <summary>True where dark, the quiet border of four included.</summary>
    public static IReadOnlyList<System.Collections.BitArray> Matrix(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return data.ModuleMatrix;
    }
}
