using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weiguang.Kernel.Http;

/// <summary>Where a reader of JSON stands, in the words the API uses for its fields: <c>posts[0].name</c>.</summary>
internal sealed class JsonPath
{
    private readonly Stack<Level> _levels = [];

    /// <summary>Whether the value just read is an item of a list.</summary>
    public bool IsInList => _levels.TryPeek(out var level) && level.IsList;

    /// <summary>How many items the list had that has just ended.</summary>
    public int Items { get; private set; }

    public void Follow(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _levels.Peek().Name = reader.GetString()!;
            return;
        }

        if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
        {
            Items = _levels.Pop().Index + 1;
            return;
        }

        if (IsInList)
        {
            _levels.Peek().Index++;
        }

        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            _levels.Push(new Level { IsList = reader.TokenType == JsonTokenType.StartArray });
        }
    }

    public override string ToString()
    {
        var path = new StringBuilder();
        foreach (var level in _levels.Reverse())
        {
            path.Append(level.IsList ? string.Create(CultureInfo.InvariantCulture, $"[{level.Index}]") : path.Length == 0 ? level.Name : "." + level.Name);
        }

        return path.ToString();
    }

    private sealed class Level
    {
        public bool IsList { get; init; }

        public string Name { get; set; } = "";

        public int Index { get; set; } = -1;
    }
}
