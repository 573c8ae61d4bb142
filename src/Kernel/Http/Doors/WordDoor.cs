using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Weiguang.Kernel.Http;

/// <summary>
/// What must be one word of a list of ours (an enum) is one before anybody reads it. The readers of .NET take several with commas between them for the number
/// they give together, and a form's reader any number: then something would be kept that no list has a name for, and could not be read again.
/// </summary>
public static class WordDoor
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, Type[]>> Bodies = new();
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, Type[]>> Forms = new();

    /// <summary>The word that a route or a field of text names; null when it names none, several, or a number.</summary>
    public static T? Read<T>(string? word)
        where T : struct, Enum => word is not null && NameOf(typeof(T), word) is { } name ? Enum.Parse<T>(name) : null;

    /// <summary>The word as the API writes it: <c>pending-review</c>.</summary>
    public static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Whether somebody may mean a word of this list: never a number, and never several.</summary>
    public static bool IsWord(Type list, string text) => list.IsDefined(typeof(FlagsAttribute)) || NameOf(list, text) is not null;

    /// <summary>The name in the program of a word as the API writes it (<c>pending-review</c>) or as the program does; null when it is none of the list.</summary>
    internal static string? NameOf(Type list, string word) =>
        Enum.GetNames(list).FirstOrDefault(name => string.Equals(name, word.Trim().Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>The first field of a page's form that no form of ours could have sent; null when all is well.</summary>
    internal static string? Unreadable(Endpoint? endpoint, IFormCollection form)
    {
        if (endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.Assembly is not { } module)
        {
            return null;
        }

        var known = Forms.GetOrAdd(module, ListsOf);
        return form.Where(field => known.TryGetValue(Indexed(field.Key), out var lists) && field.Value.Any(v => v is { Length: > 0 } && !Array.Exists(lists, list => IsWord(list, v))))
            .Select(field => field.Key).FirstOrDefault();
    }

    /// <summary>Where the body of an endpoint has words of our lists, by their path: <c>posts[].kind</c>.</summary>
    internal static IReadOnlyDictionary<string, Type[]>? ListsOf(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body && Bodies.GetOrAdd(body, static type => Gather([("", type)])) is { Count: > 0 } lists ? lists : null;

    /// <summary><c>Form.Posts[3].Kind</c> as <c>Form.Posts[].Kind</c>.</summary>
    internal static string Indexed(string path)
    {
        if (!path.Contains('['))
        {
            return path;
        }

        var parts = path.Split('[');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => part.IndexOf(']') is var end and >= 0 ? "[" + part[end..] : "[" + part));
    }

    /// <summary>Words in the forms of a module. A form is known by the name of its component's parameter; several may have one of a name, and then a word of any of them will do.</summary>
    internal static Dictionary<string, Type[]> ListsOf(Assembly module) => Gather(
        from type in module.GetTypes()
        where type.IsAssignableTo(typeof(IComponent))
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        let asked = property.GetCustomAttribute<SupplyParameterFromFormAttribute>()
        where asked is not null
        select (asked.Name ?? property.Name, property.PropertyType));

    private static Dictionary<string, Type[]> Gather(IEnumerable<(string Path, Type Type)> roots)
    {
        var found = from root in roots
                    from field in SentFields.Of(root.Path, root.Type)
                    let list = field.Type.IsEnum || (field.Path.Length > 0 && IsPlain(field.Type)) ? field.Type
                        : SentFields.ItemOf(field.Type) is { IsEnum: true } item ? item : null // A form sends them under one name.
                    where list is not null
                    select (field.Path, List: list);

        // Where one form has a word and another has anything, the name alone does not tell which it is.
        return found.GroupBy(f => f.Path, f => f.List, StringComparer.OrdinalIgnoreCase).Where(g => g.All(type => type.IsEnum)).ToDictionary(g => g.Key, g => g.Distinct().ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsPlain(Type type) => type == typeof(string) || type.IsPrimitive || type == typeof(Guid) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(decimal);
}
