using System.Globalization;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Pdf;

namespace Weiguang.Recognition.Certificates.Print;

/// <summary>
/// A certificate on paper: A4, twelve services of ordinary length on the first page. It is a Chinese document, whatever language its holder reads in, so its words
/// are not phrases. Nothing is cut off and nothing stands on something else, however long it is.
/// </summary>
internal sealed class CertificatePdf(CertificateContent content, Typefaces typefaces)
{
    internal const int Left = 50;
    internal const int Right = PdfPage.Width - Left;
    private const double Middle = 300;
    private const double Bottom = 650;
    private const double RoomForSum = 32;

    private readonly PdfFile _file = new(typefaces, $"志愿服务记录证明 {CertificateNumber.Spaced(content.Number)}", "zh-CN");

    public byte[] Build()
    {
        var pages = new List<PdfPage> { _file.AddPage() };
        var (y, rest) = (WriteHead(pages[0]), new Queue<CertificateLine>(content.Lines));
        for (var table = new CertificateTable(pages[0], y); ; table = new CertificateTable(pages[^1], y))
        {
            y = table.Write(rest, Bottom - RoomForSum);
            if (rest.Count == 0)
            {
                break;
            }

            pages.Add(_file.AddPage());
            y = WriteLaterHead(pages[^1]);
        }

        WriteSum(pages[^1], y);
        pages.Index().ToList().ForEach(p => WriteFoot(p.Item, p.Index + 1, pages.Count));
        return _file.Build();
    }

    private double WriteHead(PdfPage page)
    {
        page.WriteCentred(PdfPage.Width / 2.0, 84, 25, "志愿服务记录证明", strong: true);
        page.WriteCentred(PdfPage.Width / 2.0, 108, 10, $"证明编号  {CertificateNumber.Spaced(content.Number)}");
        page.Line(Left, 124, Right, 124, 1);
        var y = WriteFacts(page, 148, ("姓名", content.Name), ("志愿者编号", content.VolunteerNumber));
        y = WriteFacts(page, y, ("证件", content.Document.Length == 0 ? "未填写" : $"居民身份证 {content.Document}"), ("起止日期", $"{Day(content.From)} 至 {Day(content.To)}"));
        page.Write(Left, y + 6, 10.5, "上述志愿者参加了下列志愿服务，时长按实际服务时间记录：");
        return y + 30;
    }

    private double WriteLaterHead(PdfPage page)
    {
        var title = $"志愿服务记录证明  {CertificateNumber.Spaced(content.Number)}";
        page.Write(Left, 62, 10, title);
        var room = Right - Left - page.WidthOf(title, 10) - 20;
        foreach (var (index, line) in page.Wrap(content.Name, room, page.WidthOf(content.Name, 10) > room ? 7 : 10).Take(2).Index()) // The first page has it whole.
        {
            page.WriteRight(Right, 62 + (index * 9), page.WidthOf(content.Name, 10) > room ? 7 : 10, line);
        }

        return 90;
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
        page.Write(x, top + 76, page.Fit(content.Address, Right - x, 8.5), content.Address);
        page.Shade(0.4);
        page.Write(Left, PdfPage.Height - 36, 7.5, "依据《志愿服务记录与证明出具办法（试行）》（民政部令第67号）。免费出具，已作数字签名；以网上查验的结果为准。");
        page.WriteRight(Right, PdfPage.Height - 36, 7.5, $"第 {number} 页，共 {count} 页");
        page.Shade(0);
    }

    /// <summary>Two side by side, or one below the other when the first is long; where the next line stands.</summary>
    private static double WriteFacts(PdfPage page, double y, (string Label, string Value) first, (string Label, string Value) second)
    {
        if (page.WidthOf(first.Label, 9) + 8 + page.WidthOf(first.Value, 10.5) <= Middle - Left - 12)
        {
            WriteFact(page, Left, y, first.Label, first.Value);
            WriteFact(page, Middle, y, second.Label, second.Value);
            return y + 22;
        }

        return WriteFact(page, Left, WriteFact(page, Left, y, first.Label, first.Value), second.Label, second.Value);
    }

    private static double WriteFact(PdfPage page, double x, double y, string label, string value)
    {
        page.Shade(0.35);
        page.Write(x, y, 9, label);
        page.Shade(0);
        var start = x + page.WidthOf(label, 9) + 8;
        var size = page.WidthOf(value, 10.5) <= 3 * (Right - start) ? 10.5 : 8;
        var lines = page.Wrap(value, Right - start, size);
        lines.Index().ToList().ForEach(l => page.Write(start, y + (l.Index * size * 1.35), size, l.Item));
        return y + 22 + ((lines.Count - 1) * size * 1.35);
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"2 小时 30 分".</summary>
    internal static string Hours(long minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => $"{rest} 分钟",
        (var hours, 0) => $"{hours} 小时",
        var (hours, rest) => $"{hours} 小时 {rest} 分",
    };
}
