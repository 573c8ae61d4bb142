namespace Weiguang.Regions.Stations;

/// <summary>A place in a list of stations ordered by division and id.</summary>
internal static class DivisionCursor
{
    public static string Of(long division, Guid id) => $"{division}-{id:N}";

    /// <summary>Null when the text is missing or not ours: the list then starts at its beginning.</summary>
    public static (long Division, Guid Id)? Read(string? cursor) =>
        cursor?.Split('-') is [var code, var id] && long.TryParse(code, out var division) && Guid.TryParseExact(id, "N", out var guid) ? (division, guid) : null;
}
