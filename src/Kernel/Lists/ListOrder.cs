using System.Linq.Expressions;

namespace Weiguang.Kernel.Lists;

/// <summary>An order that a list can be asked for.</summary>
/// <param name="Name">In the address; with a minus before it, the other way round.</param>
/// <param name="Words">Source phrase, such as 登记时间.</param>
public abstract record ListOrder(string Name, string Words)
{
    /// <summary>Its column shows how long ago its key is, which grows as the key falls: whoever has waited since morning stands under 等了 as the most.</summary>
    public bool IsAge { get; init; }

    /// <summary>Whether its first key falls.</summary>
    internal abstract bool IsFalling { get; }

    /// <summary>Whether what its column shows falls.</summary>
    internal bool LooksFalling => IsFalling != IsAge;
}

/// <summary>An order by these keys, one after the other; whatever they leave open the id of the row settles. No key may be null or sealed.</summary>
public sealed record ListOrder<TEntity>(string Name, string Words, params IReadOnlyList<SortKey<TEntity>> Keys) : ListOrder(Name, Words)
{
    internal override bool IsFalling => Keys[0].IsFalling;
}

/// <summary>What rows are ordered by: a text, a number, a time or an id.</summary>
public sealed record SortKey<TEntity>(LambdaExpression Of, bool IsFalling)
{
    internal Type Type => Of.ReturnType;
}

/// <summary>Makes keys, so that the compiler knows their types.</summary>
public static class SortKey
{
    public static SortKey<TEntity> Up<TEntity, TKey>(Expression<Func<TEntity, TKey>> of) => new(of, false);

    public static SortKey<TEntity> Down<TEntity, TKey>(Expression<Func<TEntity, TKey>> of) => new(of, true);
}
