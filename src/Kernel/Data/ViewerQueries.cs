using System.Linq.Expressions;

namespace Weiguang.Kernel;

/// <summary>What a viewer covers, in queries.</summary>
public static class ViewerQueries
{
    /// <summary>Those whose division lies in the viewer's staff scope, as <see cref="Viewer.Covers(long)"/> says of one.</summary>
    /// <param name="division">The column it stands in.</param>
    public static IQueryable<T> CoveredBy<T>(this IQueryable<T> rows, Viewer viewer, Expression<Func<T, long>> division) => rows.Within((viewer.From, viewer.To), division);

    /// <summary>Those whose division lies in a range of codes.</summary>
    /// <param name="division">The column it stands in.</param>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, (long From, long To) range, Expression<Func<T, long>> division)
    {
        var (from, to) = range;
        Expression<Func<long, bool>> isWithin = code => code >= from && code < to;
        return rows.Where(Expression.Lambda<Func<T, bool>>(new Put(isWithin.Parameters[0], division.Body).Visit(isWithin.Body), division.Parameters));
    }

    /// <summary>The column in the place of the code.</summary>
    private sealed class Put(ParameterExpression code, Expression column) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == code ? column : node;
    }
}
