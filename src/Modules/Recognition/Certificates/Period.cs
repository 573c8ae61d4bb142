using System.Globalization;

namespace Weiguang.Recognition.Certificates;

/// <summary>Days as browsers and programs write them.</summary>
internal static class Period
{
    /// <summary>Null when it is no day of the calendar between 1980 and 2200.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1980 and <= 2200 ? day : null;
}
