using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Lists;

/// <summary>One thing a list can be narrowed by, as its page asks for it and its address says it.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Words">Source phrase of the question.</param>
public abstract record ListFilter(string Name, string Words)
{
    /// <summary>Source phrase.</summary>
    public string? Hint { get; init; }

    /// <summary>Source phrase of what stands in the empty field.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Of a text, in characters; a longer one is as if it were not there, and a program is told.</summary>
    public int MaxLength { get; init; } = 50;

    /// <summary>What can be chosen, with source phrases; empty for a text.</summary>
    public IReadOnlyList<(string Value, string Words)> Options { get; init; } = [];

    /// <summary>What stands when nothing is chosen; empty for everything.</summary>
    public string Standing { get; init; } = "";

    /// <summary>Chosen by tabs of the page, and carried along by the form.</summary>
    public bool IsTab { get; init; }

    /// <summary>What somebody's address says, or what stands when nobody can read it.</summary>
    internal string Read(string? text)
    {
        var value = text?.Trim() ?? "";
        return value.Length > 0 && CanBe(value) ? value : Standing;
    }

    internal bool CanBe(string value) => Options.Count > 0 ? Options.Any(o => o.Value == value) : !ShortWords.IsLonger(value, MaxLength);
}

/// <summary>A filter and how it narrows the query.</summary>
public sealed record ListFilter<TEntity> : ListFilter
{
    internal ListFilter(string name, string words, Func<IQueryable<TEntity>, string, CancellationToken, Task<IQueryable<TEntity>>> narrow) : base(name, words) => NarrowAsync = narrow;

    internal Func<IQueryable<TEntity>, string, CancellationToken, Task<IQueryable<TEntity>>> NarrowAsync { get; }
}

/// <summary>The four ways to ask.</summary>
public static class ListFilters
{
    /// <summary>Something to write.</summary>
    public static ListFilter<TEntity> Text<TEntity>(string name, string words, Func<IQueryable<TEntity>, string, IQueryable<TEntity>> narrow) =>
        new(name, words, (rows, value, _) => Task.FromResult(narrow(rows, value)));

    /// <summary>Something to write that must be looked up first.</summary>
    public static ListFilter<TEntity> LookedUp<TEntity>(string name, string words, Func<IQueryable<TEntity>, string, CancellationToken, Task<IQueryable<TEntity>>> narrow) => new(name, words, narrow);

    /// <summary>One of a few; anything else in the address means what stands when nothing is chosen.</summary>
    public static ListFilter<TEntity> Choice<TEntity>(string name, string words, IReadOnlyList<(string Value, string Words)> options, Func<IQueryable<TEntity>, string, IQueryable<TEntity>> narrow) =>
        new(name, words, (rows, value, _) => Task.FromResult(narrow(rows, value))) { Options = options };

    /// <summary>One word of a list of ours, as the API writes it.</summary>
    public static ListFilter<TEntity> Word<TEntity, TWord>(string name, string words, Func<TWord, string> said, Func<IQueryable<TEntity>, TWord, IQueryable<TEntity>> narrow)
        where TWord : struct, Enum =>
        Choice<TEntity>(name, words, [.. Enum.GetValues<TWord>().Select(w => (WordDoor.WordOf(w), said(w)))], (rows, word) => narrow(rows, WordDoor.Read<TWord>(word)!.Value));
}
