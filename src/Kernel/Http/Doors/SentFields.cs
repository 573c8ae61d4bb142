using System.Collections;
using System.Reflection;

namespace Weiguang.Kernel.Http;

/// <summary>What may stand in something that is sent, a body or a form of a page.</summary>
internal static class SentFields
{
    private const int Deepest = 6;

    /// <summary>The thing itself, its members, and the items of its lists, by their path: <c>posts[].kind</c>. An item comes with the property of its list.</summary>
    public static IEnumerable<(string Path, Type Type, PropertyInfo? Property)> Of(string path, Type type) => Of(path, type, null, 0);

    private static IEnumerable<(string, Type, PropertyInfo?)> Of(string path, Type declared, PropertyInfo? property, int depth)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var within = ItemOf(type) is { } item ? Of(path + "[]", item, property, depth + 1)
            : depth < Deepest && type.Assembly.GetName().Name?.StartsWith("Weiguang.", StringComparison.Ordinal) == true
                ? type.GetProperties(BindingFlags.Instance | BindingFlags.Public).SelectMany(p => Of(path.Length == 0 ? p.Name : $"{path}.{p.Name}", p.PropertyType, p, depth + 1))
            : [];
        return within.Prepend((path, type, property));
    }

    /// <summary>Null for what is no list.</summary>
    public static Type? ItemOf(Type type) => type == typeof(string) || type.IsAssignableTo(typeof(IDictionary)) ? null
        : type.IsArray ? type.GetElementType()
        : type.GetInterfaces().Prepend(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GenericTypeArguments[0];
}
