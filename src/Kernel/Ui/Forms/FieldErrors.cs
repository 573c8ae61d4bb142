using System.Collections;

namespace Weiguang.Kernel.Ui;

/// <summary>What is wrong with a posted form: translated messages by field name; the empty name speaks of the whole form.</summary>
public sealed class FieldErrors : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _all = [];
    private readonly Dictionary<string, string> _labels = [];

    /// <summary>A field that is wrong has said what it is called: the summary above it was drawn before.</summary>
    internal event Action? Labelled;

    public bool Any => _all.Count > 0;

    /// <summary>The first message at a field, or null.</summary>
    public string? this[string name] => _all.Find(e => e.Key == name).Value;

    public void Add(string name, string message) => _all.Add(new(name, message));

    /// <summary>What a wrong field is called; null while it has not said so.</summary>
    internal string? LabelOf(string name) => _labels.GetValueOrDefault(name);

    internal void Label(string name, string label)
    {
        if (this[name] is not null && _labels.TryAdd(name, label))
        {
            Labelled?.Invoke();
        }
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
