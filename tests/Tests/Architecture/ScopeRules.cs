using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Kernel.Data;

namespace Weiguang.Tests.Architecture;

/// <summary>Whoever adds a table says who sees its rows, in one of the ways of docs/adr/0017-scopes-of-parts.md.</summary>
internal static class ScopeRules
{
    public static IEnumerable<string> Broken(IEnumerable<IEntityType> entities) => entities.SelectMany(Broken);

    private static IEnumerable<string> Broken(IEntityType entity)
    {
        bool[] ways = [Scopes.IsScoped(entity.ClrType), Scopes.RootOf(entity.ClrType) is not null, entity.IsReference(), entity.UnruledBecause() is not null];
        if (ways.Count(way => way) != 1)
        {
            yield return $"{entity.DisplayName()} must be scoped, part of a root, a reference table, or open or internal for a reason";
        }

        if (entity.UnruledBecause() is { Length: < 20 })
        {
            yield return $"{entity.DisplayName()} must say why it has no rule";
        }
    }
}
