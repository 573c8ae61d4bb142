using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Http;

namespace Weiguang.Kernel.Lists;

/// <summary>What the address asks a list for, read leniently: what nobody can read is as if it were not there.</summary>
public sealed class ListQuery
{
    internal const string SortName = "sort";

    private readonly Dictionary<string, string> _values;
    private readonly IReadOnlyList<ListFilter> _filters;

    internal ListQuery(IQueryCollection asked, IReadOnlyList<ListFilter> filters, IReadOnlyList<ListOrder> orders)
    {
        _filters = filters;
        _values = filters.ToDictionary(f => f.Name, f => f.Read(asked[f.Name]));
        var sort = asked[SortName].ToString();
        Sort = IsOrder(sort, orders) ? sort : "";
        Cursor = asked[Kernel.Http.Cursor.Name].ToString();
    }

    /// <summary>The order that was asked for; empty when none was.</summary>
    public string Sort { get; }

    internal string Cursor { get; }

    /// <summary>What a filter stands at; empty when it leaves everything in.</summary>
    public string this[string filter] => _values.GetValueOrDefault(filter, "");

    internal static bool IsOrder(string sort, IReadOnlyList<ListOrder> orders) => orders.Any(o => o.Name == sort.TrimStart('-') && sort.Length - o.Name.Length < 2);

    /// <summary>The filters that narrow the list, besides those that stand anyway.</summary>
    internal IEnumerable<(ListFilter Filter, string Value)> Chosen => _filters.Select(f => (f, _values[f.Name])).Where(f => f.Item2 != f.f.Standing);

    /// <summary>Everything that narrows the list, also what stands anyway: what somebody is told about it who does not know how it stands.</summary>
    internal IEnumerable<(ListFilter Filter, string Value)> Narrowing => _filters.Select(f => (f, _values[f.Name])).Where(f => f.Item2.Length > 0);

    /// <summary>The same question without a place in the list, to put behind another address, with what else it shall say.</summary>
    internal string Address(params (string Name, string Value)[] more) =>
        QueryString.Create([.. Chosen.Select(c => KeyValuePair.Create(c.Filter.Name, (string?)c.Value)), .. Sort.Length > 0 ? [KeyValuePair.Create(SortName, (string?)Sort)] : Array.Empty<KeyValuePair<string, string?>>(),
            .. more.Select(m => KeyValuePair.Create(m.Name, (string?)m.Value))]).ToString();
}
