using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Kernel;

/// <summary>
/// Where a table lives when the database is sharded: in a family led by one id (orders by order, people by person), or as a small
/// reference table copied to every shard. A test holds the model to the rules of docs/adr/0004-ids-and-sharding-families.md.
/// </summary>
public static class Families
{
    private const string FamilyName = "Weiguang:Family";
    private const string ReferenceName = "Weiguang:Reference";
    private const string OpenName = "Weiguang:Open";
    private const string InternalName = "Weiguang:Internal";

    /// <summary>The table hangs on <paramref name="leadingProperty"/>, which leads its primary key and every unique index.</summary>
    public static EntityTypeBuilder<T> InFamily<T>(this EntityTypeBuilder<T> entity, string family, string leadingProperty) where T : class
    {
        entity.Metadata.SetAnnotation(FamilyName, $"{family}/{leadingProperty}");
        return entity;
    }

    /// <summary>A small table that every shard holds whole.</summary>
    public static EntityTypeBuilder<T> IsReference<T>(this EntityTypeBuilder<T> entity) where T : class
    {
        entity.Metadata.SetAnnotation(ReferenceName, true);
        return entity;
    }

    /// <summary>Everybody may read it, so it has no rule of visibility.</summary>
    public static EntityTypeBuilder<T> IsOpen<T>(this EntityTypeBuilder<T> entity, string because) where T : class => entity.Unruled(OpenName, because);

    /// <summary>No page reads it for its viewer, so it has no rule of visibility.</summary>
    /// <param name="because">Who reads it, and why that shows nobody what they may not see.</param>
    public static EntityTypeBuilder<T> IsInternal<T>(this EntityTypeBuilder<T> entity, string because) where T : class => entity.Unruled(InternalName, because);

    /// <summary>Why a table has no rule of visibility; null where none is given.</summary>
    public static string? UnruledBecause(this IReadOnlyEntityType entity) => entity[OpenName] as string ?? entity[InternalName] as string;

    private static EntityTypeBuilder<T> Unruled<T>(this EntityTypeBuilder<T> entity, string name, string because) where T : class
    {
        entity.Metadata.SetAnnotation(name, because);
        return entity;
    }

    public static bool IsReference(this IReadOnlyEntityType entity) => entity[ReferenceName] is true;

    public static (string Family, string LeadingProperty)? Family(this IReadOnlyEntityType entity) =>
        entity[FamilyName] is string text ? (text.Split('/')[0], text.Split('/')[1]) : null;
}
