using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Data;
using Weiguang.Kernel.Photos;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Architecture;

/// <summary>Rules of the one model on both databases; the sharding rules stand in docs/adr/0004-ids-and-sharding-families.md.</summary>
public sealed class ModelTests
{
    private static readonly Dictionary<string, DbContext> Contexts = new()
    {
        [TestDatabases.Sqlite] = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=:memory:").Options, new Viewer()),
        [TestDatabases.Postgres] = new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=none").Options, new Viewer()),
    };

    public static TheoryData<string> Models => [.. Contexts.Keys];

    [Theory, MemberData(nameof(Models))]
    public void The_model_keeps_the_sharding_rules(string database) => Assert.Empty(ShardingRules.Broken(Entities(database)));

    [Theory, MemberData(nameof(Models))]
    public void A_foreign_key_never_leaves_its_module(string database)
    {
        var wrong = from entity in Entities(database)
                    from key in entity.GetForeignKeys()
                    where key.PrincipalEntityType.ClrType.Assembly != entity.ClrType.Assembly && ModuleOf(key.PrincipalEntityType) != ModuleOf(entity)
                    select $"{entity.DisplayName()} -> {key.PrincipalEntityType.DisplayName()}";

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Models))]
    public void Every_table_says_who_sees_its_rows(string database) => Assert.Empty(ScopeRules.Broken(Entities(database)));

    [Theory, MemberData(nameof(Models))]
    public void Rows_with_a_rule_have_a_query_filter(string database)
    {
        var open = Entities(database).Where(e => (Scopes.IsScoped(e.ClrType) || Scopes.RootOf(e.ClrType) is not null) && e.GetDeclaredQueryFilters().Count == 0).Select(e => e.DisplayName());

        Assert.Empty(open);
    }

    [Theory, MemberData(nameof(Models))]
    public void Tables_are_named_after_their_module(string database)
    {
        var modules = Weiguang.Web.Modules.Assemblies.Append(typeof(AppDbContext).Assembly).Select(a => a.GetName().Name!.Split('.')[^1].ToLowerInvariant()).ToHashSet();
        var stray = Entities(database).Where(e => e.GetTableName() is { } table && !modules.Contains(table.Split('_')[0])).Select(e => e.GetTableName());

        Assert.Empty(stray);
    }

    [Theory, MemberData(nameof(Models))]
    public void What_is_copied_fits_where_it_is_copied_to(string database)
    {
        (string Source, string Copy)[] copied =
        [
            ("Team.Name", "Activity.Organiser"), ("Station.Name", "Activity.Organiser"), ("Division.Name", "Activity.Organiser"), ("Series.Organiser", "Activity.Organiser"), ("Activity.Organiser", "Series.Organiser"),
            ("Activity.Organiser", "ServiceRecord.Organiser"), ("Activity.Title", "ServiceRecord.Title"), ("Activity.Category", "ServiceRecord.Category"), ("Activity.Place", "ServiceRecord.Place"),
            ("Activity.Title", "Series.Title"), ("Series.Title", "Activity.Title"), ("Project.Category", "Activity.Category"),
            ("MenuItem.Title", "Order.Title"), ("MenuItem.Category", "Order.Category"), ("MenuItem.RequiredSkill", "Order.RequiredSkill"),
            ("Proof.Device", "Stay.InDevice"), ("Division.Name", "DivisionAlias.OldName"), ("Volunteer.Number", "NumberEntry.Number"), ("Person.PhoneIndex", "PhoneEntry.PhoneIndex"),
        ];

        var columns = Entities(database).SelectMany(e => e.GetProperties()).ToLookup(p => $"{p.DeclaringType.ClrType.Name}.{p.Name}", p => p.GetMaxLength());
        Assert.DoesNotContain(copied, c => !columns.Contains(c.Source) || !columns.Contains(c.Copy));
        Assert.DoesNotContain(copied, c => columns[c.Copy].First() is { } most && (columns[c.Source].First() is not { } source || source > most));
    }

    /// <summary>What a person fills ends somewhere; what was found about hours is put together by the program, of texts that end themselves.</summary>
    [Fact]
    public void Every_column_of_text_has_a_length()
    {
        var endless = Entities(TestDatabases.Postgres).SelectMany(e => e.GetProperties()).Where(p => p.GetColumnType() == "text").Select(p => $"{p.DeclaringType.ClrType.Name}.{p.Name}");

        Assert.Equal(["AnomalyCase.Arguments"], endless);
    }

    [Theory, MemberData(nameof(Models))]
    public void No_column_has_a_type_that_SQLite_cannot_order(string database)
    {
        Type[] refused = [typeof(DateTimeOffset), typeof(decimal), typeof(TimeSpan), typeof(TimeOnly)];
        var wrong = Entities(database).SelectMany(e => e.GetProperties())
            .Where(p => refused.Contains(Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) && p.GetValueConverter() is null)
            .Select(p => $"{p.DeclaringType.DisplayName()}.{p.Name}");

        Assert.Empty(wrong);
    }

    /// <summary>Mapped and shown as all of them are.</summary>
    [Theory, MemberData(nameof(Models))]
    public void What_keeps_a_file_is_an_attachment(string database)
    {
        var files = Entities(database).Where(e => e.FindProperty("ContentType") is not null && e.FindProperty("Bytes")?.ClrType == typeof(byte[])).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, e => Assert.True(e.ClrType.IsAssignableTo(typeof(IAttachment)), $"{e.DisplayName()} keeps a file and is no IAttachment."));
    }

    [Theory, MemberData(nameof(Models))]
    public void The_model_has_no_change_without_a_migration(string database) =>
        Assert.False(Contexts[database].Database.HasPendingModelChanges(), $"Run ./remigrate: the {database} model has changes without a migration.");

    private static IEnumerable<IEntityType> Entities(string database) =>
        Contexts[database].GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(e => !e.IsOwned() && e.GetTableName() is not null);

    private static string ModuleOf(IEntityType entity) => entity.GetTableName()!.Split('_')[0];
}
