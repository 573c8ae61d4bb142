using System.Globalization;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Pdf;

namespace Weiguang.Recognition.Certificates;

/// <summary>
/// A certificate on paper: A4, up to twelve services on one page. It is a Chinese document, whatever language its holder reads in, so its words are not phrases.
/// </summary>
internal sealed class CertificatePdf(CertificateContent content, TrueTypeFont font)
{
    private const int Left = 50;
    private const int Right = PdfPage.Width - Left;
    private const int LinesOnFirst = 12;
    private const int LinesOnLater = 18;
    private const double RowHeight = 28;
    private static readonly (string Head, double X, double Width)[] Columns =
        [("日期", Left, 68), ("服务内容", 118, 206), ("时长", 330, 58), ("记录单位", 394, 116), ("凭据", 516, 29)];

    private readonly PdfFile _file = new(font, $"志愿服务记录证明 {CertificateNumber.Spaced(content.Number)}", "zh-CN");

    public byte[] Build()
    {
        List<CertificateLine[]> sheets = [[.. content.Lines.Take(LinesOnFirst)], .. content.Lines.Skip(LinesOnFirst).Chunk(LinesOnLater)];
        foreach (var (index, lines) in sheets.Index())
        {
            var page = _file.AddPage();
            var y = index == 0 ? WriteHead(page) : WriteLaterHead(page);
            y = WriteLines(page, y, lines);
            if (index == sheets.Count - 1)
            {
                WriteSum(page, y);
            }

            WriteFoot(page, index + 1, sheets.Count);
        }

        return _file.Build();
    }

    private double WriteHead(PdfPage page)
    {
        page.WriteCentred(PdfPage.Width / 2.0, 84, 25, "志愿服务记录证明", strong: true);
        page.WriteCentred(PdfPage.Width / 2.0, 108, 10, $"证明编号  {CertificateNumber.Spaced(content.Number)}");
        page.Line(Left, 124, Right, 124, 1);
        WriteFact(page, Left, 148, "姓名", content.Name);
        WriteFact(page, 300, 148, "志愿者编号", content.VolunteerNumber);
        WriteFact(page, Left, 170, "证件", content.Document.Length == 0 ? "未填写" : $"居民身份证 {content.Document}");
        WriteFact(page, 300, 170, "起止日期", $"{Day(content.From)} 至 {Day(content.To)}");
        page.Write(Left, 198, 10.5, "上述志愿者参加了下列志愿服务，时长按实际服务时间记录：");
        return 222;
    }

    private double WriteLaterHead(PdfPage page)
    {
        page.Write(Left, 62, 10, $"志愿服务记录证明  {CertificateNumber.Spaced(content.Number)}");
        page.WriteRight(Right, 62, 10, content.Name);
        return 90;
    }

    private double WriteLines(PdfPage page, double y, CertificateLine[] lines)
    {
        foreach (var (head, x, _) in Columns)
        {
            page.Write(x, y, 9.5, head, strong: true);
        }

        y += 7;
        page.Line(Left, y, Right, y, 0.8);
        foreach (var line in lines)
        {
            string[] cells = [Day(line.Day), line.Title, Hours(line.Minutes), line.Recorder, line.Evidence.Length == 0 ? "—" : line.Evidence];
            foreach (var ((_, x, width), cell) in Columns.Zip(cells))
            {
                WriteCell(page, x, y, width, cell);
            }

            y += RowHeight;
            page.Shade(0.75);
            page.Line(Left, y, Right, y, 0.4);
            page.Shade(0);
        }

        return y;
    }

    /// <summary>One line in full size, else two, else three in small print.</summary>
    private static void WriteCell(PdfPage page, double x, double top, double width, string text)
    {
        var (size, most) = page.WidthOf(text, 9.5) <= width * 1.9 ? (9.5, 2) : (7.5, 3);
        var lines = page.Wrap(text, width, size, most);
        var y = top + ((RowHeight - ((lines.Count - 1) * size * 1.2) + (size * 0.75)) / 2);
        foreach (var (index, line) in lines.Index())
        {
            page.Write(x, y + (index * size * 1.2), size, line);
        }
    }

    private void WriteSum(PdfPage page, double y)
    {
        page.Write(Left, y + 22, 11, $"共 {content.Lines.Count} 次，合计 {Hours(content.Minutes)}", strong: true);
        page.WriteRight(Right, y + 22, 9, "凭据：A 两样独立凭据  B 一样凭据  C 两人作证  D 事后补录");
    }

    private void WriteFoot(PdfPage page, int number, int count)
    {
        const double Side = 92;
        var top = PdfPage.Height - 56 - Side;
        page.Draw(QrCode.Matrix(content.Address), Left - 8, top, Side);
        var x = Left + Side + 6;
        WriteFact(page, x, top + 20, "出具", $"{content.Issuer} · 微光志愿服务系统");
        WriteFact(page, x, top + 40, "出具日期", Day(DateOnly.FromDateTime(content.IssuedAt.ToShanghai())));
        WriteFact(page, x, top + 60, "查验", "扫左边的二维码，或打开下面的网址，不用登录");
        page.Write(x, top + 76, page.WidthOf(content.Address, 8.5) > Right - x ? 6 : 8.5, content.Address);
        page.Shade(0.4);
        page.Write(Left, PdfPage.Height - 36, 7.5, "依据《志愿服务记录与证明出具办法（试行）》（民政部令第67号）。免费出具，已作数字签名；以网上查验的结果为准。");
        page.WriteRight(Right, PdfPage.Height - 36, 7.5, $"第 {number} 页，共 {count} 页");
        page.Shade(0);
    }

    private static void WriteFact(PdfPage page, double x, double y, string label, string value)
    {
        page.Shade(0.35);
        page.Write(x, y, 9, label);
        page.Shade(0);
        page.Write(x + page.WidthOf(label, 9) + 8, y, 10.5, value);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"2 小时 30 分".</summary>
    internal static string Hours(long minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => $"{rest} 分钟",
        (var hours, 0) => $"{hours} 小时",
        var (hours, rest) => $"{hours} 小时 {rest} 分",
    };
}
