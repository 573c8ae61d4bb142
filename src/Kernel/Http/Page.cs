using System.Buffers.Text;
using System.Text;

namespace Weiguang.Kernel.Http;

/// <summary>One page of a list; <paramref name="Next"/> asks for the page after it, null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    public Page<TOther> Select<TOther>(Func<T, TOther> map) => new([.. Items.Select(map)], Next);
}

public static class Pages
{
    /// <summary>Cuts a list that was read one longer than the page.</summary>
    public static Page<T> Cut<T>(List<T> oneMore, int size, Func<T, string> cursor) =>
        oneMore.Count <= size ? new(oneMore, null) : new(oneMore[..size], cursor(oneMore[size - 1]));
}

/// <summary>An opaque place in a list ordered by time and id.</summary>
public static class Cursor
{
    public static string Of(DateTime at, Guid id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{at.Ticks}.{id:N}"));

    /// <summary>Null when the text is missing or not a cursor of ours: the list then starts at its beginning.</summary>
    public static (DateTime At, Guid Id)? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor) || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], out var ticks) && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks && Guid.TryParse(parts[1], out var id)
            ? (new DateTime(ticks, DateTimeKind.Utc), id)
            : null;
    }
}
