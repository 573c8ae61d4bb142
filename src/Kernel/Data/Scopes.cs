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

internal static class Scopes
{
    public static void ApplyScopes(this ModelBuilder model, AppDbContext context)
    {
        var apply = typeof(Scopes).GetMethod(nameof(Apply), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var type in model.Model.GetEntityTypes().Select(e => e.ClrType).Where(IsScoped).ToList())
        {
            apply.MakeGenericMethod(type).Invoke(null, [model, context]);
        }
    }

    public static bool IsScoped(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IScoped<>));

    private static void Apply<T>(ModelBuilder model, AppDbContext context) where T : class, IScoped<T>
    {
        // EF swaps the context constant for the context that runs the query, so each request filters by its own viewer.
        var rule = T.VisibleTo;
        var viewer = Expression.Property(Expression.Constant(context, typeof(AppDbContext)), nameof(AppDbContext.Viewer));
        var body = new Swap(rule.Parameters[1], viewer).Visit(rule.Body);
        model.Entity<T>().HasQueryFilter(Expression.Lambda<Func<T, bool>>(body, rule.Parameters[0]));
    }

    private sealed class Swap(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
