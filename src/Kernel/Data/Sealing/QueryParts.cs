using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Weiguang.Kernel.Data;

/// <summary>What the methods of a query do, as far as <see cref="SealedLook"/> asks.</summary>
internal static class QueryParts
{
    public static bool IsQuery(MethodCallExpression node) =>
        node.Method.IsStatic && node.Arguments.Count > 0 && (node.Method.DeclaringType == typeof(Enumerable) || node.Arguments[0].Type.IsAssignableTo(typeof(IQueryable)));

    /// <summary>Whether this argument of a query's method says what rows are made of.</summary>
    public static bool Makes(string method, int argument) => method switch
    {
        nameof(Queryable.Select) or nameof(Queryable.SelectMany) or nameof(EntityFrameworkQueryableExtensions.Include) or nameof(EntityFrameworkQueryableExtensions.ThenInclude) => true,
        nameof(Queryable.Join) or nameof(Queryable.GroupJoin) or "LeftJoin" or "RightJoin" => argument == 4,
        nameof(Queryable.GroupBy) => argument > 1,
        _ => false,
    };

    /// <summary>What the rows of a sequence were made of, past what only picks or sorts them; null when they are whole.</summary>
    public static Expression? Projection(Expression source) => source is not MethodCallExpression call || !IsQuery(call) ? null
        : call.Method.Name == nameof(Queryable.Select) ? Lambda(call.Arguments[1])?.Body
        : Makes(call.Method.Name, call.Arguments.Count - 1) || call.Method.Name == nameof(Queryable.GroupBy) ? null : Projection(call.Arguments[0]);

    public static LambdaExpression? Lambda(Expression argument) => argument switch
    {
        LambdaExpression lambda => lambda,
        UnaryExpression { NodeType: ExpressionType.Quote, Operand: LambdaExpression lambda } => lambda,
        _ => null,
    };
}
