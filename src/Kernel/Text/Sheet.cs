using CsvHelper;

namespace Weiguang.Kernel.Text;

/// <summary>
/// A table as people's programs save it (<see cref="SheetText"/>), with commas, semicolons, tabs or bars between, a title above its headings, and empty rows anywhere.
/// Headings are known whatever blanks and asterisks stand in them (姓 名, 手机号*).
/// </summary>
public sealed class Sheet : IDisposable
{
    /// <summary>Rows above the headings at most.</summary>
    private const int MostAbove = 20;

    private static readonly char[] Between = [',', ';', '\t', '|'];
    private static readonly CsvReaderOptions Lenient = new() { TrimWhitespace = true, TrackLineNumbers = true };
    private readonly CsvReader _csv;
    private readonly int _above;

    private Sheet(string text, int above)
    {
        (_csv, _above) = (CsvReader.FromText(text, Lenient), above);
        Headings = [.. _csv.Headers.Select(Plain)];
    }

    /// <summary>Without blanks and asterisks.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>As an editor counts.</summary>
    public int HeadingLine => _above + 1;

    /// <summary>Of the row that was read, as an editor counts.</summary>
    public int Line => _above + (int)_csv.LineNumber;

    /// <param name="isHeading">Whether a cell names one of the columns: the first row with such a cell is the headings.</param>
    public static async Task<Sheet> OpenAsync(Stream file, Func<string, bool> isHeading, CancellationToken ct)
    {
        var text = await SheetText.ReadAsync(file, ct);
        var (start, above) = (0, 0);
        for (var (at, line) = (0, 0); at >= 0 && at < text.Length && line < MostAbove; line++)
        {
            var end = text.IndexOf('\n', at);
            if (text[at..(end < 0 ? text.Length : end)].Split(Between).Any(cell => isHeading(Plain(cell.Trim().Trim('"')))))
            {
                (start, above) = (at, line);
                break;
            }

            at = end < 0 ? end : end + 1;
        }

        return new Sheet(text[start..], above);
    }

    /// <summary>The next row in which anything stands.</summary>
    public bool Read()
    {
        while (_csv.Read())
        {
            if (Enumerable.Range(0, _csv.FieldCount).Any(i => !string.IsNullOrWhiteSpace(_csv.GetString(i))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Empty where the row is shorter than the headings, or has no such column.</summary>
    public string Cell(int column) => column >= 0 && column < _csv.FieldCount ? _csv.GetString(column).Trim() : "";

    public void Dispose() => _csv.Dispose();

    private static string Plain(string heading) => string.Concat(heading.Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '＊')));
}
