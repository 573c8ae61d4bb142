using System.Globalization;
using Weiguang.Kernel.Http;

namespace Weiguang.Regions.Stations;

/// <summary>A place in a list of stations ordered by division and id.</summary>
internal static class DivisionCursor
{
    public static string Of(long division, Guid id) => $"{division}-{id:N}";

    /// <summary>Null when there is none; a cursor that is not ours is an error.</summary>
    public static (long Division, Guid Id)? Read(string? cursor) => string.IsNullOrEmpty(cursor) ? null
        : cursor.Split('-') is [var code, var id] && long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var division) && Guid.TryParseExact(id, "N", out var guid) ? (division, guid)
        : throw Cursor.Unknown();
}
