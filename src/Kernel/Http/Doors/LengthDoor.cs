using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Weiguang.Kernel.Lists;

namespace Weiguang.Kernel.Http;

/// <summary>How long the texts and lists of a body, and the texts of an address, may be: the <see cref="MaxLengthAttribute"/> that the description of the API shows is the one that refuses.</summary>
public static class LengthDoor
{
    /// <summary>For a text that is read as something else: a code, a day, a phone, a word of a list.</summary>
    public const int Word = 30;

    private static readonly ConcurrentDictionary<Type, Dictionary<string, Longest>> Bodies = new();

    /// <summary>Letters of a text and items of a list at most, by their path: <c>posts[].name</c>.</summary>
    internal static IReadOnlyDictionary<string, Longest>? MostOf(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body && Bodies.GetOrAdd(body, Gather) is { Count: > 0 } most ? most : null;

    /// <summary>Letters of a text in an address at most; null for what is no text.</summary>
    internal static int? MostOf(ParameterInfo parameter, string name) =>
        parameter.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? (name == Cursor.Name ? ListCursor.MostLetters : null);

    /// <summary>All words of a list at once, of which a text may name several with commas; null for every other type.</summary>
    internal static int? MostOf(Type type) =>
        type.IsDefined(typeof(FlagsAttribute)) ? string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)).Length : null;

    /// <summary>What the property says of each item of its list.</summary>
    internal static int? EachOf(ICustomAttributeProvider? property) => property?.GetCustomAttributes(typeof(EachMaxLengthAttribute), false).OfType<EachMaxLengthAttribute>().FirstOrDefault()?.Length;

    private static Dictionary<string, Longest> Gather(Type body) =>
        (from field in SentFields.Of("", body)
         let said = field.Path.EndsWith(']') ? null : field.Property?.GetCustomAttribute<MaxLengthAttribute>()
         let most = MostOf(field.Type) ?? (field.Path.EndsWith(']') ? EachOf(field.Property) : said?.Length)
         where most is not null
         select (field.Path, new Longest(most.Value, said?.ErrorMessage))).ToDictionary(StringComparer.OrdinalIgnoreCase);
}

/// <param name="Message">Source phrase of what to do instead, where the property says one (<see cref="ValidationAttribute.ErrorMessage"/>).</param>
internal sealed record Longest(int Most, string? Message);
