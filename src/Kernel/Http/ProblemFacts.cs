using System.Collections;

namespace Weiguang.Kernel.Http;

/// <summary>Further members of a problem by name. What RFC 9457 and we give every problem cannot be said twice: readers would see one of the two.</summary>
public sealed class ProblemFacts : IEnumerable<KeyValuePair<string, object?>>
{
    private static readonly string[] Reserved = ["type", "title", "status", "detail", "instance", "traceId", "errors"];
    private readonly Dictionary<string, object?> _facts = [];

    public ProblemFacts()
    {
    }

    /// <summary>The same facts, to which others are added.</summary>
    public ProblemFacts(ProblemFacts facts) => _facts = new(facts._facts);

    public int Count => _facts.Count;

    public object? this[string name]
    {
        get => _facts[name];
        set => _facts[Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) ? throw new ArgumentException($"'{name}' is a member that every problem has.", nameof(name)) : name] = value;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _facts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
