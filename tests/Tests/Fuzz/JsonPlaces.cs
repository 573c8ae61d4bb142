using System.Text.Json.Nodes;

namespace Weiguang.Tests.Fuzz;

/// <summary>Every place in a JSON value, told as <c>a/0/b</c>, and texts with something else put there.</summary>
internal static class JsonPlaces
{
    private const string Mark = "@@odd@@";

    public static IEnumerable<string> In(JsonNode? node, string at = "") => node switch
    {
        JsonObject members => members.SelectMany(m => In(m.Value, $"{at}/{m.Key}").Prepend($"{at}/{m.Key}")).Distinct(),
        JsonArray items => items.SelectMany((item, i) => In(item, $"{at}/{i}").Prepend($"{at}/{i}")).Distinct(),
        _ => [],
    };

    /// <summary>The text of the whole with this text at the place, well-formed or not.</summary>
    public static string Put(JsonNode whole, string place, string odd)
    {
        var copy = whole.DeepClone();
        var steps = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = copy;
        foreach (var step in steps[..^1])
        {
            at = at is JsonArray items ? items[int.Parse(step)]! : at[step]!;
        }

        if (at is JsonArray array)
        {
            array[int.Parse(steps[^1])] = Mark;
        }
        else
        {
            at[steps[^1]] = Mark;
        }

        return copy.ToJsonString().Replace($"\"{Mark}\"", odd, StringComparison.Ordinal);
    }
}
