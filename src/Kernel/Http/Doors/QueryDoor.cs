using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Http;

/// <summary>
/// Values in the address of a page come from bookmarks, posters and other people's links: what is no number, day or id where the page wants one
/// (<c>[SupplyParameterFromQuery] long? Division</c>) is left out before the page is made, which would fail over it. A program is told which of its values that is.
/// </summary>
internal static class QueryDoor
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, Type>> Wanted = new();
    private static readonly ConditionalWeakTable<Endpoint, Dictionary<string, Type>> Words = [];
    private static readonly ConditionalWeakTable<Endpoint, (string Name, Type Type, int Most)[]> Asked = [];

    /// <summary>The query without what nobody can read; null when it is fine as it is.</summary>
    public static List<KeyValuePair<string, StringValues>>? Cleaned(HttpContext context)
    {
        var wanted = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page ? Wanted.GetOrAdd(page.Type, ValuesOf) : [];
        var words = WordsOf(context);
        var clean = new List<KeyValuePair<string, StringValues>>();
        var changed = false;
        foreach (var (name, values) in context.Request.Query)
        {
            var key = CleanText.Of(name);
            var kept = key.Equals(Cursor.Name, StringComparison.OrdinalIgnoreCase) ? [.. values.Select(v => Place(v ?? ""))] : Kept(values, wanted.GetValueOrDefault(key), words?.GetValueOrDefault(key));
            changed |= key != name || !kept.SequenceEqual(values);
            if (kept.Count > 0)
            {
                clean.Add(new(key, new([.. kept])));
            }
        }

        return changed ? clean : null;
    }

    /// <summary>
    /// The first value of the address that its endpoint could not read, by its name, with a source phrase of why and how much there may be; null when all is well, or for a page. It is asked before the
    /// framework reads it, for which a value left out and one that is wrong may be the same; what it lets pass and the framework does not, the framework refuses.
    /// </summary>
    public static (string Name, string Why, int Most)? Refused(HttpContext context)
    {
        var (query, route) = (context.Request.Query, context.Request.RouteValues);
        foreach (var (name, type, most) in context.GetEndpoint() is { } endpoint && query.Count + route.Count > 0 ? Asked.GetValue(endpoint, AskedBy) : [])
        {
            var inRoute = route.TryGetValue(name, out var part);
            var values = inRoute ? new(part as string) : query[name];
            if (!inRoute && values.Count > 0 && !CanBe(values, type))
            {
                return (name, Phrase.Of("这一项没有填，或者填得不对"), 0);
            }

            if (values.Any(v => ShortWords.IsLonger(v, most)))
            {
                return (name, Phrase.Of("最多 {0} 个字"), most);
            }
        }

        return null;
    }

    private static (string Name, Type Type, int Most)[] AskedBy(Endpoint endpoint) =>
        [.. from parameter in endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            let name = parameter.ParameterInfo.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name
            select (name, parameter.ParameterInfo.ParameterType, LengthDoor.MostOf(parameter.ParameterInfo, name) ?? int.MaxValue)];

    private static bool CanBe(StringValues values, Type parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter) ?? parameter;
        return type.IsArray ? values.All(v => IsOne(v ?? "", Nullable.GetUnderlyingType(type.GetElementType()!) ?? type.GetElementType()!)) : values.ToString() is "" || IsOne(values.ToString(), type);
    }

    private static bool IsOne(string text, Type type) => type switch
    {
        { IsEnum: true } => WordDoor.IsWord(type, text),
        _ when type == typeof(bool) => bool.TryParse(text, out _),
        _ when type == typeof(int) || type == typeof(long) || type == typeof(Guid) => CanBe(text, type),
        _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(DateOnly) => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    /// <summary>A place in a list that was given and of which nothing is left is none of ours, not the beginning.</summary>
    private static string Place(string cursor) => cursor.Length > 0 && CleanText.Of(cursor) is "" ? Cursor.Lost : CleanText.Of(cursor);

    private static List<string> Kept(StringValues values, Type? wanted, Type? word) =>
        [.. values.Select(v => CleanText.Of(v ?? "")).Select(v => wanted is not null ? Read(v, wanted) : word is not null ? WordDoor.NameOf(word, v) ?? v : v).OfType<string>()];

    /// <summary>Which values of an endpoint of the API come from a list of ours; null when none do.</summary>
    private static Dictionary<string, Type>? WordsOf(HttpContext context) =>
        context.Request.Query.Count == 0 || context.GetEndpoint() is not { } endpoint ? null : Words.GetValue(endpoint, static e =>
            (from parameter in e.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
             let type = parameter.ParameterInfo.ParameterType
             let item = type.IsArray ? type.GetElementType()! : type
             let list = Nullable.GetUnderlyingType(item) ?? item
             where list.IsEnum
             select (Name: parameter.ParameterInfo.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name, list)).ToDictionary(w => w.Name, w => w.list, StringComparer.OrdinalIgnoreCase));

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
