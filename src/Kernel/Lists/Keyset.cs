using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Weiguang.Kernel.Lists;

/// <summary>The order of a list as one query, and the rows after a place in it: a page far behind costs what the first one does, and what comes in before it moves no row (ADR 0015).</summary>
/// <param name="Keys">The last is the id.</param>
internal sealed record Keyset<TEntity>(IReadOnlyList<SortKey<TEntity>> Keys)
    where TEntity : class
{
    private static readonly MethodInfo CompareText = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    public static Keyset<TEntity> Of(ListOrder<TEntity> order, Expression<Func<TEntity, Guid>> id, bool turned)
    {
        IEnumerable<SortKey<TEntity>> keys = [.. order.Keys, new(id, order.Keys[^1].IsFalling)];
        return new([.. turned ? keys.Select(k => k with { IsFalling = !k.IsFalling }) : keys]);
    }

    public IReadOnlyList<Type> Types => [.. Keys.Select(k => k.Type)];

    /// <summary>The first rows in this order, after a place in it where there is one.</summary>
    public Task<List<Placed<TRow>>> ReadAsync<TRow>(IQueryable<TEntity> rows, Expression<Func<TEntity, TRow>> of, IReadOnlyList<object>? place, int size, CancellationToken ct) =>
        Select(Sort(place is null ? rows : After(rows, place)).Take(size), of).ToListAsync(ct);

    public IQueryable<TEntity> Sort(IQueryable<TEntity> rows)
    {
        var query = rows.Expression;
        foreach (var (i, key) in Keys.Index())
        {
            var verb = (i, key.IsFalling) switch { (0, false) => "OrderBy", (0, true) => "OrderByDescending", (_, false) => "ThenBy", _ => "ThenByDescending" };
            query = Expression.Call(typeof(Queryable), verb, [typeof(TEntity), key.Type], query, Expression.Quote(key.Of));
        }

        return rows.Provider.CreateQuery<TEntity>(query);
    }

    /// <summary>The rows that come after the one with these keys.</summary>
    public IQueryable<TEntity> After(IQueryable<TEntity> rows, IReadOnlyList<object> values)
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        Expression? after = null;
        for (var i = Keys.Count - 1; i >= 0; i--)
        {
            var (key, value) = (On(row, Keys[i].Of), Parameter(values[i], Keys[i].Type));
            var beyond = Beyond(Keys[i], key, value, orSame: false);
            after = after is null ? beyond : Expression.OrElse(beyond, Expression.AndAlso(Expression.Equal(key, value), after));
        }

        // Says once more what follows, so that an index of the first key can begin at the place.
        var bound = Beyond(Keys[0], On(row, Keys[0].Of), Parameter(values[0], Keys[0].Type), orSame: true);
        return rows.Where(Expression.Lambda<Func<TEntity, bool>>(Keys.Count == 1 ? after! : Expression.AndAlso(bound, after!), row));
    }

    /// <summary>Rows with the keys they stand by, so that the last of a page says where the next begins.</summary>
    public IQueryable<Placed<TRow>> Select<TRow>(IQueryable<TEntity> rows, Expression<Func<TEntity, TRow>> of)
    {
        var row = of.Parameters[0];
        var keys = Expression.NewArrayInit(typeof(object), Keys.Select(k => Expression.Convert(On(row, k.Of), typeof(object))));
        var made = Expression.MemberInit(Expression.New(typeof(Placed<TRow>)), Expression.Bind(typeof(Placed<TRow>).GetProperty(nameof(Placed<>.Row))!, of.Body), Expression.Bind(typeof(Placed<TRow>).GetProperty(nameof(Placed<>.Keys))!, keys));
        return rows.Select(Expression.Lambda<Func<TEntity, Placed<TRow>>>(made, row));
    }

    private static BinaryExpression Beyond(SortKey<TEntity> key, Expression of, Expression value, bool orSame)
    {
        var (left, right) = key.Type == typeof(string) ? (Expression.Call(CompareText, of, value), (Expression)Expression.Constant(0)) : (of, value);
        return (key.IsFalling, orSame) switch
        {
            (false, false) => Expression.GreaterThan(left, right),
            (false, true) => Expression.GreaterThanOrEqual(left, right),
            (true, false) => Expression.LessThan(left, right),
            (true, true) => Expression.LessThanOrEqual(left, right),
        };
    }

    private static Expression On(ParameterExpression row, LambdaExpression key) => new Swap(key.Parameters[0], row).Visit(key.Body);

    // A member of something, as a lambda would have caught it: so the database is handed a parameter, and plans the query once.
    private static MemberExpression Parameter(object value, Type type) =>
        Expression.Property(Expression.Constant(Activator.CreateInstance(typeof(Caught<>).MakeGenericType(type), value)), nameof(Caught<>.Value));

    private sealed class Swap(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>A row and the keys by which it stands where it does.</summary>
internal sealed class Placed<TRow>
{
    public TRow Row { get; init; } = default!;

    public object[] Keys { get; init; } = [];
}

/// <summary>A value beside a query.</summary>
internal sealed record Caught<T>(T Value);
