using System.Collections;

namespace Weiguang.Kernel.Ui;

/// <summary>What is wrong with a posted form: translated messages by field name; the empty name speaks of the whole form.</summary>
public sealed class FieldErrors : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _all = [];

    public bool Any => _all.Count > 0;

    /// <summary>The first message at a field, or null.</summary>
    public string? this[string name] => _all.Find(e => e.Key == name).Value;

    public void Add(string name, string message) => _all.Add(new(name, message));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
