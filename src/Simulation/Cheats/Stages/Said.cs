using System.Text.Json;

namespace Weiguang.Simulation.Cheats.Stages;

/// <summary>What the product answered.</summary>
internal readonly record struct Said(int Status, JsonElement Body)
{
    public bool IsGood => Status is >= 200 and < 400;

    /// <summary>The problem in a word, with the field where one is wrong.</summary>
    public string Problem => Body.ValueKind != JsonValueKind.Object || !Body.TryGetProperty("type", out var type) ? $"{Status}"
        : Body.TryGetProperty("errors", out var errors) && errors.EnumerateObject().FirstOrDefault() is { Name: { Length: > 0 } wrong } ? $"{Word(type)}: {wrong}"
        : Body.TryGetProperty("answer", out var answer) ? $"{Word(type)}: {answer}" : Word(type);

    public string Text(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static string Word(JsonElement type) => type.ToString().Split('/')[^1];
}

/// <summary>A play cannot go on, because something that it needs was refused.</summary>
internal sealed class FoiledException(string message) : Exception(message);
