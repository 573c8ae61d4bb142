using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Http;

/// <summary>
/// Values in the address of a page come from bookmarks, posters and other people's links: what is no number, day or id where the page wants one
/// (<c>[SupplyParameterFromQuery] long? Division</c>) is left out before the page is made, which would fail over it. The API refuses such values itself.
/// </summary>
internal static class QueryDoor
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, Type>> Wanted = new();

    /// <summary>The query without what nobody can read; null when it is fine as it is.</summary>
    public static List<KeyValuePair<string, StringValues>>? Cleaned(HttpContext context)
    {
        var wanted = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page ? Wanted.GetOrAdd(page.Type, ValuesOf) : [];
        var clean = new List<KeyValuePair<string, StringValues>>();
        var changed = false;
        foreach (var (name, values) in context.Request.Query)
        {
            var key = CleanText.Of(name);
            var kept = Kept(values, wanted.GetValueOrDefault(key));
            changed |= key != name || !kept.SequenceEqual(values);
            if (kept.Count > 0)
            {
                clean.Add(new(key, new([.. kept])));
            }
        }

        return changed ? clean : null;
    }

    private static List<string> Kept(StringValues values, Type? wanted) =>
        [.. values.Select(v => CleanText.Of(v ?? "")).Select(v => wanted is null ? v : Read(v, wanted)).OfType<string>()];

    private static string? Read(string text, Type wanted) => wanted == typeof(bool)
        ? text.ToLowerInvariant() switch { "true" or "1" or "on" or "yes" => "true", "false" or "0" or "off" or "no" => "false", _ => null }
        : CanBe(text, wanted) ? text : null;

    private static bool CanBe(string text, Type wanted) => wanted switch
    {
        _ when wanted == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        _ when wanted == typeof(long) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        _ when wanted == typeof(Guid) => Guid.TryParse(text, out _),
        _ => throw new NotSupportedException($"A page asks its address for a {wanted.Name}; say in {nameof(QueryDoor)} how one is read, or take the text."),
    };

    /// <summary>The values a page asks for that are not text, by their name in the address.</summary>
    private static Dictionary<string, Type> ValuesOf(Type page) =>
        (from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
         let asked = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
         where asked is not null
         let item = property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : property.PropertyType
         let type = Nullable.GetUnderlyingType(item) ?? item
         where type != typeof(string)
         select (Name: asked.Name ?? property.Name, Type: type)).ToDictionary(v => v.Name, v => v.Type, StringComparer.OrdinalIgnoreCase);
}
