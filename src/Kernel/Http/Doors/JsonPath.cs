using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weiguang.Kernel.Http;

/// <summary>Where a reader of JSON stands, in the words the API uses for its fields: <c>posts[0].name</c>.</summary>
internal sealed class JsonPath
{
    /// <summary>No field of ours is called by so much.</summary>
    private const int MostKnown = 200;

    private readonly Stack<Level> _levels = [];

    /// <summary>The same without the places in lists (<c>posts[].name</c>): made once for each name and list, however many items come. Null where no field of ours can be meant.</summary>
    public string? Field => _levels.TryPeek(out var level) ? level.Field : "";

    /// <summary>Whether the value just read is an item of a list.</summary>
    public bool IsInList => _levels.TryPeek(out var level) && level.IsList;

    /// <summary>How many items the list had that has just ended.</summary>
    public int Items { get; private set; }

    public void Follow(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            Name(reader.GetString()!);
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
            var isList = reader.TokenType == JsonTokenType.StartArray;
            _levels.Push(new Level { IsList = isList, Above = Field, Field = isList && Field is { } list ? list + "[]" : Field });
        }
    }

    private void Name(string name)
    {
        var level = _levels.Peek();
        level.Name = name;
        level.Field = level.Above is not { } above || above.Length + name.Length > MostKnown ? null : above.Length == 0 ? name : $"{above}.{name}";
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
        public required bool IsList { get; init; }

        /// <summary>See <see cref="JsonPath.Field"/>: of what it stands in, and of what is read of it.</summary>
        public required string? Above { get; init; }

        public required string? Field { get; set; }

        public string Name { get; set; } = "";

        public int Index { get; set; } = -1;
    }
}
