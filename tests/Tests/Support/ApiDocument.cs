using System.Text.Json;

namespace Weiguang.Tests.Support;

/// <summary>The description of the API as a test reads it: which operation an address is, and whether an answer is one of those it promises.</summary>
internal sealed class ApiDocument
{
    private readonly JsonElement _root;
    private readonly List<(string[] Path, JsonElement Operations)> _paths;

    public ApiDocument(JsonElement root) =>
        (_root, _paths) = (root, [.. root.GetProperty("paths").EnumerateObject().Select(p => (p.Name.Trim('/').Split('/'), p.Value))]);

    public IEnumerable<(string Name, JsonElement Operation)> Operations =>
        from path in _paths
        from operation in path.Operations.EnumerateObject()
        where operation.Name is "get" or "post" or "put" or "delete" or "patch"
        select ($"{operation.Name.ToUpperInvariant()} /{string.Join('/', path.Path)}", operation.Value);

    /// <summary>Every free text and every list in what is sent, with how long it may be: letters, or items. <c>posts[].name</c> is a text in the items of a list.</summary>
    public IEnumerable<(string Operation, string Path, bool IsList, int? Most)> Sent =>
        from operation in Operations
        where operation.Operation.TryGetProperty("requestBody", out _)
        from content in operation.Operation.GetProperty("requestBody").GetProperty("content").EnumerateObject()
        from sent in new SchemaFields(_root).Of(content.Value.GetProperty("schema"))
        select (operation.Name, sent.Path, sent.IsList, sent.Most);

    /// <summary>Every free text in an address, and how long it may be: no word of a list, no id, no day, nothing of which a pattern says what it may be.</summary>
    public IEnumerable<(string Operation, string In, string Name, int? Most)> Asked =>
        from operation in Operations
        where operation.Operation.TryGetProperty("parameters", out _)
        from parameter in operation.Operation.GetProperty("parameters").EnumerateArray()
        let schema = parameter.GetProperty("schema")
        where IsText(schema) || schema.TryGetProperty("items", out var items) && IsText(items)
        select (operation.Name, parameter.GetProperty("in").GetString()!, parameter.GetProperty("name").GetString()!, schema.TryGetProperty("maxLength", out var most) ? most.GetInt32() : (int?)null);

    /// <returns>What is wrong with the answer; null when nothing is, or when the address is described nowhere.</returns>
    public string? FaultOf(string method, string path, int status, string? type, Func<JsonElement> body)
    {
        if (Find(method, path) is not { } operation)
        {
            return null;
        }

        if (!operation.GetProperty("responses").TryGetProperty($"{status}", out var response))
        {
            return $"{status} is not among its answers";
        }

        if (type?.EndsWith("json", StringComparison.Ordinal) != true)
        {
            return null;
        }

        return response.TryGetProperty("content", out var content) && content.TryGetProperty(type, out var media) && media.TryGetProperty("schema", out var schema)
            ? new SchemaCheck(_root).FaultOf(schema, body(), "$") : $"{status} says nothing of a {type}";
    }

    /// <summary>Words of the address go before names in braces.</summary>
    private JsonElement? Find(string method, string path)
    {
        var asked = path.Trim('/').Split('/');
        var found = _paths.Where(p => p.Path.Length == asked.Length && p.Path.Zip(asked).All(s => IsName(s.First) || string.Equals(s.First, s.Second, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(p => p.Path.Count(IsName));
        foreach (var (_, operations) in found)
        {
            if (operations.TryGetProperty(method.ToLowerInvariant(), out var operation))
            {
                return operation;
            }
        }

        return null;
    }

    private static bool IsText(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.GetRawText() is var kind && kind.Contains("\"string\"", StringComparison.Ordinal) && !kind.Contains("\"integer\"", StringComparison.Ordinal) && !kind.Contains("\"number\"", StringComparison.Ordinal)
        && !new[] { "enum", "format", "pattern" }.Any(word => schema.TryGetProperty(word, out _));

    private static bool IsName(string segment) => segment.StartsWith('{');
}
