using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Weiguang.Kernel.Text;

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
    /// <summary>What lists call it in an address.</summary>
    internal const string Name = "cursor";

    /// <summary>A cursor that no list reads.</summary>
    internal const string Lost = "!";

    public static string Of(DateTime at, Guid id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{at.Ticks}.{id:N}"));

    /// <summary>Null when there is none, for the beginning of the list; a cursor that is not ours is an error, not another beginning.</summary>
    public static (DateTime At, Guid Id)? Read(string? cursor) => string.IsNullOrEmpty(cursor) ? null : Parse(cursor) ?? throw Unknown();

    public static BadInputException Unknown() => new(Name, Phrase.Of("这一页翻不到了，请从第一页看起"));

    private static (DateTime At, Guid Id)? Parse(string cursor)
    {
        var parts = Base64Url.IsValid(cursor) ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') : [];
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks && Guid.TryParseExact(parts[1], "N", out var id)
            ? (new DateTime(ticks, DateTimeKind.Utc), id)
            : null;
    }
}
