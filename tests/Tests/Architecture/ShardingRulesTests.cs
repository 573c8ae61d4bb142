using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Weiguang.Tests.Architecture;

/// <summary>A model with one of each mistake, to know that the rules see them.</summary>
public class ShardingRulesTests
{
    [Fact]
    public void Each_mistake_is_named()
    {
        using var db = new Bad();
        var entities = db.GetService<IDesignTimeModel>().Model.GetEntityTypes();

        string[] expected =
        [
            "Homeless must be in one family or a reference table",
            "Kind must not point to Order",
            "Note (Id) must begin with OrderId",
            "Note must not point to Person",
            "Order (Number) must begin with Id",
        ];
        Assert.Equal(expected, ShardingRules.Broken(entities).Order(StringComparer.Ordinal));
    }

    private sealed class Bad : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Homeless>();
            model.Entity<Person>().InFamily("person", nameof(Person.Id));
            model.Entity<Order>().InFamily("order", nameof(Order.Id)).HasIndex(o => o.Number).IsUnique();
            var note = model.Entity<Note>().InFamily("order", nameof(Note.OrderId));
            note.HasOne<Order>().WithMany().HasForeignKey(n => n.OrderId);
            note.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId);
            note.HasOne<Kind>().WithMany().HasForeignKey(n => n.KindId);
            model.Entity<Kind>().IsReference().HasOne<Order>().WithMany().HasForeignKey(k => k.OrderId);
        }
    }

    private sealed record Homeless(Guid Id);

    private sealed record Person(Guid Id);

    private sealed record Order(Guid Id, string Number);

    private sealed record Note(Guid Id, Guid OrderId, Guid PersonId, Guid KindId);

    private sealed record Kind(Guid Id, Guid OrderId);
}
