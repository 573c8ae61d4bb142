using Microsoft.EntityFrameworkCore.Metadata;

namespace Weiguang.Tests.Architecture;

/// <summary>What sharded PostgreSQL refuses to create (docs/adr/0004-ids-and-sharding-families.md), read from the model.</summary>
internal static class ShardingRules
{
    public static IEnumerable<string> Broken(IEnumerable<IEntityType> entities) =>
        entities.SelectMany(entity => Homes(entity).Concat(Keys(entity)).Concat(ForeignKeys(entity)));

    private static IEnumerable<string> Homes(IEntityType entity)
    {
        if (entity.Family() is null != entity.IsReference())
        {
            yield return $"{entity.DisplayName()} must be in one family or a reference table";
        }
    }

    private static IEnumerable<string> Keys(IEntityType entity)
    {
        if (entity.Family() is not { } family)
        {
            return [];
        }

        var unique = entity.GetKeys().Select(k => k.Properties).Concat(entity.GetIndexes().Where(i => i.IsUnique).Select(i => i.Properties));
        return unique.Where(columns => columns[0].Name != family.LeadingProperty)
            .Select(columns => $"{entity.DisplayName()} ({string.Join(", ", columns.Select(p => p.Name))}) must begin with {family.LeadingProperty}");
    }

    private static IEnumerable<string> ForeignKeys(IEntityType entity) =>
        from key in entity.GetForeignKeys()
        let principal = key.PrincipalEntityType
        where !principal.IsReference()
        where entity.Family() is not { } family || principal.Family() is not { } other || family.Family != other.Family
            || key.Properties[0].Name != family.LeadingProperty || key.PrincipalKey.Properties[0].Name != other.LeadingProperty
        select $"{entity.DisplayName()} must not point to {principal.DisplayName()}";
}
