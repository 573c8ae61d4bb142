using System.Text.Json;

namespace Weiguang.Tests.Support;

/// <summary>JSON against a schema of OpenAPI 3.1, as far as ours go; stricter than the standard, since a member that the schema does not know is a fault too.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <returns>The first place that does not fit; null when all do.</returns>
    public string? FaultOf(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return FaultOf(Resolve(document, reference.GetString()!), value, at);
        }

        foreach (var choice in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(choice, out var options) && options.EnumerateArray().Select(option => FaultOf(option, value, at)).ToList() is var faults && !faults.Contains(null))
            {
                return faults[^1];
            }
        }

        return schema.TryGetProperty("type", out var type) && !Types(type).Any(name => Fits(name, value)) ? $"{at} is {value.ValueKind}, not {type}"
            : schema.TryGetProperty("enum", out var words) && value.ValueKind != JsonValueKind.Null && !words.EnumerateArray().Any(w => JsonElement.DeepEquals(w, value)) ? $"{at} is {value.GetRawText()}, which is none of its words"
            : value.ValueKind switch
            {
                JsonValueKind.Object => OfObject(schema, value, at),
                JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().Select((item, i) => FaultOf(items, item, $"{at}[{i}]")).FirstOrDefault(fault => fault is not null),
                _ => null,
            };
    }

    private string? OfObject(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required) && required.EnumerateArray().Select(r => r.GetString()!).FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing)
        {
            return $"{at} has no {missing}";
        }

        var hasMembers = schema.TryGetProperty("properties", out var members);
        var hasOthers = schema.TryGetProperty("additionalProperties", out var others);
        foreach (var member in value.EnumerateObject())
        {
            var fault = hasMembers && members.TryGetProperty(member.Name, out var known) ? FaultOf(known, member.Value, $"{at}.{member.Name}")
                : hasOthers ? others.ValueKind == JsonValueKind.Object ? FaultOf(others, member.Value, $"{at}.{member.Name}") : null
                : hasMembers ? $"{at} has a {member.Name} that nothing tells of" : null;
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    internal static JsonElement Resolve(JsonElement document, string pointer) =>
        pointer.TrimStart('#').Trim('/').Split('/').Aggregate(document, (at, name) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));

    internal static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool Fits(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };
}
