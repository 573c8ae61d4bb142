using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel.Data;

namespace Weiguang.Kernel;

/// <summary>
/// A row that not everybody may see. The rule stands once, on the entity, and becomes a query filter of every read, bulk update and lock:
/// a new page cannot forget it. Bypass it only in jobs, by working as <see cref="Viewer.BecomeSystem"/>.
/// </summary>
public interface IScoped<TSelf> where TSelf : class, IScoped<TSelf>
{
    static abstract Expression<Func<TSelf, Viewer, bool>> VisibleTo { get; }
}

/// <summary>
/// A row that belongs to another, its root: seen with the root and never without it. The filter asks for the root under the root's own rule, which stands there once.
/// A part's rule may be narrower than the root's, never wider.
/// </summary>
public interface IPartOf<TSelf, TRoot> where TSelf : class, IPartOf<TSelf, TRoot> where TRoot : class, IScoped<TRoot>
{
    /// <summary>Which root it is, by its key; and what else has to hold for the viewer, if more than seeing the root.</summary>
    static abstract Expression<Func<TSelf, TRoot, Viewer, bool>> PartOf { get; }
}

internal static class Scopes
{
    public static void ApplyScopes(this ModelBuilder model, AppDbContext context)
    {
        var (whole, part) = (Method(nameof(Apply)), Method(nameof(ApplyPart)));
        foreach (var type in model.Model.GetEntityTypes().Select(e => e.ClrType).ToList())
        {
            if (IsScoped(type))
            {
                whole.MakeGenericMethod(type).Invoke(null, [model, context]);
            }

            if (RootOf(type) is { } root)
            {
                part.MakeGenericMethod(type, root).Invoke(null, [model, context]);
            }
        }

        static MethodInfo Method(string name) => typeof(Scopes).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
    }

    public static bool IsScoped(Type type) => Find(type, typeof(IScoped<>)) is not null;

    /// <summary>The root of a part; null for what is none.</summary>
    public static Type? RootOf(Type type) => Find(type, typeof(IPartOf<,>))?.GetGenericArguments()[1];

    private static Type? Find(Type type, Type rule) => Array.Find(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == rule);

    private static void Apply<T>(ModelBuilder model, AppDbContext context) where T : class, IScoped<T>
    {
        // EF swaps the context constant for the context that runs the query, so each request filters by its own viewer.
        var rule = T.VisibleTo;
        var body = new Bind(rule.Parameters[1], Expression.Constant(context, typeof(AppDbContext))).Visit(rule.Body);
        model.Entity<T>().HasQueryFilter(Expression.Lambda<Func<T, bool>>(body, rule.Parameters[0]));
    }

    private static void ApplyPart<T, TRoot>(ModelBuilder model, AppDbContext context) where T : class, IPartOf<T, TRoot> where TRoot : class, IScoped<TRoot>
    {
        // Who sees everything never looks for the root: both databases leave the rest out once the first half is true.
        var (rule, self) = (T.PartOf, Expression.Constant(context, typeof(AppDbContext)));
        var root = Expression.Lambda<Func<TRoot, bool>>(new Bind(rule.Parameters[2], self).Visit(rule.Body), rule.Parameters[1]);
        var found = Expression.Call(typeof(Queryable), nameof(Queryable.Any), [typeof(TRoot)], Rows(self, typeof(TRoot)), Expression.Quote(root));
        var body = Expression.OrElse(Expression.Property(ViewerOf(self), nameof(Viewer.All)), found);
        model.Entity<T>().HasQueryFilter(Expression.Lambda<Func<T, bool>>(body, rule.Parameters[0]));
    }

    private static MemberExpression ViewerOf(Expression context) => Expression.Property(context, nameof(AppDbContext.Viewer));

    private static MethodCallExpression Rows(Expression context, Type entity) => Expression.Call(context, nameof(DbContext.Set), [entity]);

    /// <summary>Puts the context's viewer in the place of a rule's, and its tables in the place of <see cref="Viewer.Rows"/>.</summary>
    private sealed class Bind(ParameterExpression viewer, Expression context) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == viewer ? ViewerOf(context) : node;

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.Name == nameof(Viewer.Rows) && node.Object == viewer ? Rows(context, node.Method.GetGenericArguments()[0]) : base.VisitMethodCall(node);
    }
}
