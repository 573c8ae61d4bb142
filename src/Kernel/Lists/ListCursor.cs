using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weiguang.Kernel.Http;

namespace Weiguang.Kernel.Lists;

/// <summary>An opaque place in a list: the order it belongs to, and the keys of the row before.</summary>
internal static class ListCursor
{
    /// <summary>No list makes a longer one.</summary>
    internal const int MostLetters = 2000;

    public static string Of(string order, IReadOnlyList<object> keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string[])[order, .. keys.Select(Write)], JsonSerializerOptions.Default));

    /// <summary>Null at the beginning of the list; a place that is not one of this order is an error, not another beginning.</summary>
    public static IReadOnlyList<object>? Read(string cursor, string order, IReadOnlyList<Type> types)
    {
        if (cursor.Length == 0)
        {
            return null;
        }

        if (Parts(cursor) is not { } parts || parts.Length != types.Count + 1 || parts[0] != order)
        {
            throw Cursor.Unknown();
        }

        return [.. types.Select((type, i) => Value(parts[i + 1], type) ?? throw Cursor.Unknown())];
    }

    private static string[]? Parts(string cursor)
    {
        try
        {
            var parts = cursor.Length <= MostLetters && Base64Url.IsValid(cursor) ? JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(cursor), JsonSerializerOptions.Default) : null;
            return parts is null || parts.Any(p => p is null || p.Contains('\0', StringComparison.Ordinal)) ? null : [.. parts.OfType<string>()];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // Half a sign is no text.
        {
            return null;
        }
    }

    private static string Write(object key) => key switch
    {
        DateTime time => time.Ticks.ToString(CultureInfo.InvariantCulture),
        Guid id => id.ToString("N"),
        _ => Convert.ToString(key, CultureInfo.InvariantCulture)!,
    };

    private static object? Value(string text, Type type) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(Guid) => Guid.TryParseExact(text, "N", out var id) ? id : null,
        _ when type == typeof(DateTime) => Number(text) is { } ticks && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : null,
        _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ when type == typeof(long) => Number(text),
        _ => throw new NotSupportedException($"A list cannot be ordered by a {type.Name}; say in {nameof(ListCursor)} how its place is written."),
    };

    private static long? Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
