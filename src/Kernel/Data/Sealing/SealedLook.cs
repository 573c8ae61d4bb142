using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Weiguang.Kernel.Data;

/// <summary>
/// Walks a query from its source outwards. Where rows are only made (<c>Select</c>, the last part of a <c>Join</c>) a sealed value may stand, and is followed under its new name; everywhere else,
/// in conditions, orders, groups, keys and what is counted, it is refused. <see cref="SealedCheck"/> says why.
/// </summary>
internal sealed class SealedLook(IModel model) : ExpressionVisitor
{
    private static readonly string[] Apart = [nameof(Queryable.Distinct), nameof(Queryable.Union), nameof(Queryable.Intersect), nameof(Queryable.Except), nameof(Queryable.Contains), nameof(Queryable.Min), nameof(Queryable.Max)];

    private readonly SealedValues _sealed = new(model);
    private bool _isShown = true;

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (QueryParts.IsQuery(node))
        {
            VisitQuery(node);
            return node;
        }

        if (node.Method.DeclaringType == typeof(string) && node.Method.Name == nameof(string.IsNullOrEmpty))
        {
            return node;
        }

        // In what is shown a method of ours runs after reading; what the database knows would run there.
        if (node.Method.DeclaringType == typeof(string) || node.Method.Name is nameof(Equals) or nameof(Enumerable.Contains) or nameof(IComparable.CompareTo))
        {
            Refuse(node.Object);
            node.Arguments.ToList().ForEach(Refuse);
        }

        return base.VisitMethodCall(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        var tells = node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && (IsEmpty(node.Left) || IsEmpty(node.Right));
        if (tells && (_sealed.By(node.Left) ?? _sealed.By(node.Right)) is not null)
        {
            return node;
        }

        if (node.NodeType is not (ExpressionType.Coalesce or ExpressionType.Add))
        {
            Refuse(node.Left);
            Refuse(node.Right);
        }

        return base.VisitBinary(node);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        Refuse(_isShown ? null : node);
        Refuse(node.Member.DeclaringType == typeof(string) ? node.Expression : null);
        return base.VisitMember(node);
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        Refuse(_isShown ? null : node);
        return node;
    }

    private static bool IsEmpty(Expression side) =>
        side is ConstantExpression { Value: null or "" } || (side is MemberExpression { Member: var member } && member.DeclaringType == typeof(string) && member.Name == nameof(string.Empty));

    private void VisitQuery(MethodCallExpression node)
    {
        var tellsApart = Apart.Contains(node.Method.Name);
        var sources = node.Method.Name == nameof(EntityFrameworkQueryableExtensions.ExecuteUpdate) ? node.Arguments.Take(1) : node.Arguments; // What is set is not asked for.
        foreach (var source in sources.Where(a => QueryParts.Lambda(a) is null))
        {
            Refuse(tellsApart || !_isShown ? source : null);
            Visit(source);
            Refuse(tellsApart ? _sealed.ByElement(source) : null);
        }

        foreach (var (i, argument) in node.Arguments.Index())
        {
            if (QueryParts.Lambda(argument) is { } lambda)
            {
                VisitLambda(lambda, node.Arguments[0], QueryParts.Makes(node.Method.Name, i));
            }
        }
    }

    private void VisitLambda(LambdaExpression lambda, Expression source, bool makes)
    {
        _sealed.Enter(lambda, source);
        var before = _isShown;
        _isShown = makes;
        Visit(lambda.Body);
        _isShown = before;
        if (makes)
        {
            _sealed.Follow(lambda.Body);
        }
    }

    private void Refuse(Expression? side) => Refuse(_sealed.By(side));

    private static void Refuse(string? name)
    {
        if (name is not null)
        {
            throw new InvalidOperationException($"{name} is sealed: compare it after reading.");
        }
    }
}
