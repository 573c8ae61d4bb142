using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Lists;

/// <summary>
/// Rows as a file for a spreadsheet. CSV goes out as the rows come, with the mark by which Excel knows UTF-8, and with a quote before whatever a spreadsheet would reckon; of a workbook, where a text
/// is a text, only the packed file is held in memory.
/// </summary>
internal sealed class SheetResult(string name, bool asXlsx, IReadOnlyList<string> heads, IAsyncEnumerable<IReadOnlyList<object?>> rows) : IResult
{
    private static readonly CsvWriterOptions Csv = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    /// <summary>The full-width sisters of what begins a formula: some spreadsheets read them as these, and the escaping of the package does not know them.</summary>
    private const string WideFormulas = "＝＋－＠";

    private static readonly OpenXmlConfiguration Xlsx = new() { TableStyles = TableStyles.None, AutoFilter = false, Culture = CultureInfo.InvariantCulture };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = asXlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{name}.{(asXlsx ? "xlsx" : "csv")}");
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
        return asXlsx ? WriteXlsxAsync(response, httpContext.RequestAborted) : WriteCsvAsync(response, httpContext.RequestAborted);
    }

    private async Task WriteCsvAsync(HttpResponse response, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(response.Body, Csv, leaveOpen: true);
        await csv.WriteRecordAsync([.. heads], ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            await csv.WriteRecordAsync([.. row.Select(value => Quoted(TextOf(value)))], ct);
        }
    }

    private async Task WriteXlsxAsync(HttpResponse response, CancellationToken ct)
    {
        using var file = new MemoryStream();
        await file.SaveAsAsync(LinesAsync(ct), printHeader: false, sheetName: SheetName, configuration: Xlsx, cancellationToken: ct);
        response.ContentLength = file.Length;
        file.Position = 0;
        await file.CopyToAsync(response.Body, ct);
    }

    private async IAsyncEnumerable<IDictionary<string, object?>> LinesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        yield return Line(heads);
        await foreach (var row in rows.WithCancellation(ct))
        {
            yield return Line(row);
        }
    }

    /// <summary>By its places: two heads may be the same word in some language.</summary>
    private static Dictionary<string, object?> Line(IReadOnlyList<object?> row) => row.Index().ToDictionary(c => c.Index.ToString(CultureInfo.InvariantCulture), c => c.Item switch
    {
        DateTime at => at.ToShanghai(),
        null or int or long or double => c.Item,
        var other => other.ToString(),
    });

    /// <summary>At most 31 letters, and none of those that a workbook forbids there.</summary>
    private string SheetName => string.Concat(name.Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal)).Take(31));

    private static string Quoted(string text) => text.Length > 0 && WideFormulas.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;

    private static string TextOf(object? value) => value switch
    {
        DateTime at => at.ToShanghai().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
