using System.Globalization;
using System.Text;
using Weiguang.Kernel.Geo;

namespace Weiguang.Activities.Finding.Calendar;

internal enum CalendarState { Confirmed, Tentative, Cancelled }

/// <summary>One shift in somebody's calendar, times in UTC.</summary>
/// <param name="Uid">The same for the same shift, for ever.</param>
/// <param name="Sequence">Rises with every change.</param>
internal sealed record CalendarEntry(
    string Uid, int Sequence, DateTime ChangedAt, DateTime StartsAt, DateTime EndsAt, string Summary, string Place, GeoPoint? Position, string Url, CalendarState State);

/// <summary>Writes a calendar as RFC 5545 wants it: CRLF, escaped text, lines folded at 75 octets and never inside a character.</summary>
internal static class CalendarText
{
    private const int LongestLine = 75;

    public static string Write(string name, IEnumerable<CalendarEntry> entries)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Weiguang//Activities//ZH");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, $"X-WR-CALNAME:{Escape(name)}");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        foreach (var entry in entries)
        {
            Event(text, entry);
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, CalendarEntry entry)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{entry.Uid}");
        Line(text, $"SEQUENCE:{entry.Sequence}");
        Line(text, $"DTSTAMP:{Utc(entry.ChangedAt)}");
        Line(text, $"LAST-MODIFIED:{Utc(entry.ChangedAt)}");
        Line(text, $"DTSTART:{Utc(entry.StartsAt)}");
        Line(text, $"DTEND:{Utc(entry.EndsAt)}");
        Line(text, $"SUMMARY:{Escape(entry.Summary)}");
        Line(text, $"LOCATION:{Escape(entry.Place)}");
        if (entry.Position is { } at)
        {
            Line(text, string.Create(CultureInfo.InvariantCulture, $"GEO:{at.Lat:0.######};{at.Lon:0.######}"));
        }

        Line(text, $"URL:{entry.Url}");
        Line(text, $"STATUS:{entry.State.ToString().ToUpperInvariant()}");
        Line(text, "END:VEVENT");
    }

    internal static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Utc(DateTime at) => at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
