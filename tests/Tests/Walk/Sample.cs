using System.Text.Json.Nodes;

namespace Weiguang.Tests.Walk;

/// <summary>The program's own OpenAPI document, and the smallest content that each operation asks for.</summary>
internal sealed class Sample(JsonNode document)
{
    public JsonNode Document => document;

    public static async Task<Sample> ReadAsync(HttpClient client) => new(JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!);

    /// <summary>What the document says of a route; null when it is not described there.</summary>
    public JsonNode? Operation(string method, string pattern) => document["paths"]?[Described(pattern)]?[method.ToLowerInvariant()];

    /// <summary>The content with what is required and nothing else; none when nothing is asked for.</summary>
    public HttpContent? Content(string method, string pattern)
    {
        var content = Operation(method, pattern)?["requestBody"]?["content"]?.AsObject();
        if (content is null || content.ContainsKey("application/json"))
        {
            return content is null ? null : new StringContent(Value(content["application/json"]!["schema"]!)?.ToJsonString() ?? "{}", System.Text.Encoding.UTF8, "application/json");
        }

        return new MultipartFormDataContent { { new ByteArrayContent([1]), "photos", "a.jpg" } };
    }

    /// <summary>A value of this schema; <paramref name="whole"/> also with what is not required.</summary>
    public JsonNode? Value(JsonNode schema, bool whole = false, int depth = 0, string name = "")
    {
        var resolved = Resolve(schema);
        if (depth > 6)
        {
            return null;
        }

        if (resolved["enum"] is JsonArray { Count: > 0 } values)
        {
            return values.FirstOrDefault(v => v is not null)?.DeepClone();
        }

        return TypeOf(resolved) switch
        {
            "object" => Object(resolved, whole, depth),
            "array" => whole && resolved["items"] is { } items ? new JsonArray(Value(items, whole, depth + 1, name)) : new JsonArray(),
            "integer" => name.Contains("division", StringComparison.OrdinalIgnoreCase) ? TestPeople.Village : 1,
            "number" => name.StartsWith("lon", StringComparison.OrdinalIgnoreCase) ? 122.7 : 45.3,
            "boolean" => true,
            _ => Text(name, resolved["format"]?.GetValue<string>()),
        };
    }

    public JsonNode Resolve(JsonNode schema)
    {
        for (var found = schema; ;)
        {
            if (found["$ref"]?.GetValue<string>() is { } reference)
            {
                found = document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
            }
            else if ((found["oneOf"] ?? found["anyOf"]) is JsonArray several)
            {
                found = several.First(s => s!["type"]?.ToString() != "null")!;
            }
            else
            {
                return found;
            }
        }
    }

    public static string TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(t => t!.GetValue<string>()).OrderBy(t => t is "null" ? 2 : t is "string" ? 1 : 0).First(),
        { } one => one.GetValue<string>(),
        _ => schema["properties"] is null ? "string" : "object",
    };

    private JsonObject Object(JsonNode schema, bool whole, int depth)
    {
        var required = schema["required"]?.AsArray().Select(n => n!.GetValue<string>()).ToHashSet() ?? [];
        var made = new JsonObject();
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (whole || required.Contains(name))
            {
                made[name] = Value(property!, whole, depth + 1, name);
            }
        }

        return made;
    }

    private static string Text(string name, string? format) => (format ?? name) switch
    {
        "uuid" => "01990000-0000-7000-8000-000000000001",
        "date" => "2026-09-02",
        "date-time" => "2026-09-02T02:00:00Z",
        "time" => "09:00:00",
        "phone" or "contactPhone" => "13800138000",
        "category" or "categories" => "0006",
        "datum" => "wgs84",
        "repeat" => "FREQ=WEEKLY;BYDAY=FR",
        _ => "试一试",
    };

    // The document leaves constraints out: {id:guid} stands as {id}.
    private static string Described(string pattern) => System.Text.RegularExpressions.Regex.Replace(pattern, @"\{(\w+):[^{}/]*(?:\([^/]*\))?[^{}/]*\}", "{$1}");
}
