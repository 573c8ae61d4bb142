using Weiguang.Recognition.Pdf;

namespace Weiguang.Recognition.Certificates.Print;

/// <summary>The services on one page of a certificate: each row as high as its longest cell.</summary>
internal sealed class CertificateTable(PdfPage page, double top)
{
    private const double RowHeight = 28;
    private const double Leading = 1.25;
    private static readonly (string Head, double X, double Width)[] Columns =
        [("日期", CertificatePdf.Left, 62), ("服务内容", 118, 206), ("时长", 330, 58), ("记录单位", 394, 116), ("凭据", 516, 29)];

    /// <summary>Writes as many as there is room for above the bottom, at least one; where they end.</summary>
    public double Write(Queue<CertificateLine> lines, double bottom)
    {
        foreach (var (head, x, _) in Columns)
        {
            page.Write(x, top, 9.5, head, strong: true);
        }

        var y = top + 7;
        page.Line(CertificatePdf.Left, y, CertificatePdf.Right, y, 0.8);
        for (var first = true; lines.TryPeek(out var line); first = false)
        {
            var cells = Cells(line, bottom - y);
            var height = Math.Max(RowHeight, cells.Max(c => c.Lines.Count * c.Size * Leading) + 8);
            if (!first && y + height > bottom)
            {
                break;
            }

            lines.Dequeue();
            WriteRow(cells, y, height);
            y += height;
        }

        return y;
    }

    private List<(List<string> Lines, double Size)> Cells(CertificateLine line, double room)
    {
        string[] texts = [CertificatePdf.Day(line.Day), line.Title, CertificatePdf.Hours(line.Minutes), line.Recorder, line.Evidence.Length == 0 ? "—" : line.Evidence];
        return [.. Columns.Zip(texts, (column, text) => Cell(text, column.Width, room))];
    }

    /// <summary>Two lines in full size, else small print, and smaller until it keeps to the page.</summary>
    private (List<string> Lines, double Size) Cell(string text, double width, double room)
    {
        var (size, lines) = (9.5, page.Wrap(text, width, 9.5));
        while (lines.Count > 2 && (size > 7.5 || lines.Count * size * Leading > room - 8) && size > 2)
        {
            size = size > 7.5 ? 7.5 : size * 0.9;
            lines = page.Wrap(text, width, size);
        }

        return (lines, size);
    }

    private void WriteRow(List<(List<string> Lines, double Size)> cells, double y, double height)
    {
        foreach (var ((_, x, _), (lines, size)) in Columns.Zip(cells))
        {
            var start = y + ((height - ((lines.Count - 1) * size * Leading) + (size * 0.75)) / 2);
            lines.Index().ToList().ForEach(l => page.Write(x, start + (l.Index * size * Leading), size, l.Item));
        }

        page.Shade(0.75);
        page.Line(CertificatePdf.Left, y + height, CertificatePdf.Right, y + height, 0.4);
        page.Shade(0);
    }
}
