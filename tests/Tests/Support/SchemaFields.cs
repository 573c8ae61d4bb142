using System.Text.Json;

namespace Weiguang.Tests.Support;

/// <summary>The free texts and the lists within a schema, by their path.</summary>
internal sealed class SchemaFields(JsonElement document)
{
    /// <summary>Words of a list, ids and times are no free texts.</summary>
    public IEnumerable<(string Path, bool IsList, int? Most)> Of(JsonElement schema, string path = "")
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Of(SchemaCheck.Resolve(document, reference.GetString()!), path);
        }

        var types = schema.TryGetProperty("type", out var type) ? SchemaCheck.Types(type).ToList() : [];
        var here = types.Contains("array") ? [(path, true, MostOf(schema, "maxItems"))]
            : types.Contains("string") && !schema.TryGetProperty("enum", out _) && !schema.TryGetProperty("format", out _) ? [(path, false, MostOf(schema, "maxLength"))]
            : Array.Empty<(string, bool, int?)>();
        return [.. here,
            .. from choice in new[] { "oneOf", "anyOf", "allOf" }
               where schema.TryGetProperty(choice, out _)
               from option in schema.GetProperty(choice).EnumerateArray()
               from field in Of(option, path)
               select field,
            .. schema.TryGetProperty("items", out var items) ? Of(items, path + "[]") : [],
            .. schema.TryGetProperty("properties", out var members) ? members.EnumerateObject().SelectMany(m => Of(m.Value, path.Length == 0 ? m.Name : $"{path}.{m.Name}")) : []];
    }

    private static int? MostOf(JsonElement schema, string name) => schema.TryGetProperty(name, out var most) ? most.GetInt32() : null;
}
