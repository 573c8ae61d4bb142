using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Data;

/// <summary>
/// Refuses a query that compares, groups or sorts by what is sealed: the same words are sealed otherwise each time, so the database would find everything or nothing and say no word.
/// It can tell empty from written; all else is compared after reading.
/// </summary>
internal sealed class SealedCheck : IQueryExpressionInterceptor
{
    /// <summary>One for the process: EF keeps all it knows by the interceptors that see queries, and another instance would have it begin anew.</summary>
    public static readonly SealedCheck Only = new();

    private SealedCheck() { }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is { } db)
        {
            new Look(db.Model).Visit(queryExpression);
        }

        return queryExpression;
    }

    private sealed class Look(IModel model) : ExpressionVisitor
    {
        private static readonly string[] Keyed = [nameof(Queryable.OrderBy), nameof(Queryable.OrderByDescending), nameof(Queryable.ThenBy), nameof(Queryable.ThenByDescending), nameof(Queryable.GroupBy)];

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual)
            {
                Refuse(IsEmpty(node.Right) ? null : node.Left);
                Refuse(IsEmpty(node.Left) ? null : node.Right);
            }

            return base.VisitBinary(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType == typeof(Queryable) && Keyed.Contains(node.Method.Name) && node.Arguments[1] is UnaryExpression { Operand: LambdaExpression key })
            {
                Refuse(key.Body);
            }

            if (node.Method.DeclaringType == typeof(string) && node.Method.Name is nameof(string.Contains) or nameof(string.StartsWith) or nameof(string.EndsWith) or nameof(string.CompareTo))
            {
                Refuse(node.Object);
            }

            return base.VisitMethodCall(node);
        }

        private static bool IsEmpty(Expression side) =>
            side is ConstantExpression { Value: null or "" } || (side is MemberExpression { Member: var member } && member.DeclaringType == typeof(string) && member.Name == nameof(string.Empty));

        private void Refuse(Expression? side)
        {
            if (side is MemberExpression { Expression.Type: { } type, Member.Name: var name } && model.FindEntityType(type)?.FindProperty(name)?.IsSealed() == true)
            {
                throw new InvalidOperationException($"{type.Name}.{name} is sealed: compare it after reading.");
            }
        }
    }
}
