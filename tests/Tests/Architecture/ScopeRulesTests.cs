using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Weiguang.Tests.Architecture;

/// <summary>A model with one of each mistake, to know that the rules see them.</summary>
public class ScopeRulesTests
{
    [Fact]
    public void Each_mistake_is_named()
    {
        using var db = new Bad();

        string[] expected =
        [
            "Bare must be scoped, part of a root, a reference table, or open or internal for a reason",
            "Both must be scoped, part of a root, a reference table, or open or internal for a reason",
            "Mute must say why it has no rule",
        ];
        Assert.Equal(expected, ScopeRules.Broken(db.GetService<IDesignTimeModel>().Model.GetEntityTypes()).Order(StringComparer.Ordinal));
    }

    private sealed class Bad : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Bare>();
            model.Entity<Both>().IsReference();
            model.Entity<Mute>().IsInternal("because");
            model.Entity<Told>().IsOpen("Everybody reads the news.");
            model.Entity<Leaf>();
        }
    }

    private sealed record Bare(Guid Id);

    private sealed record Mute(Guid Id);

    private sealed record Told(Guid Id);

    private sealed record Both(Guid Id) : IScoped<Both>
    {
        public static Expression<Func<Both, Viewer, bool>> VisibleTo => (_, viewer) => viewer.All;
    }

    private sealed record Leaf(Guid Id) : IPartOf<Leaf, Both>
    {
        public static Expression<Func<Leaf, Both, Viewer, bool>> PartOf => (leaf, both, _) => leaf.Id == both.Id;
    }
}
