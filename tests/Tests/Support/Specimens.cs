using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Kernel.Data;

namespace Weiguang.Tests.Support;

/// <summary>One row of any table, with the rows it belongs to, made from the model: nothing in it means anything but where it lies.</summary>
internal sealed class Specimens(AppDbContext db)
{
    /// <summary>The division of everything made.</summary>
    public const long Place = 510104001001;

    private readonly Dictionary<IEntityType, object> _made = [];

    public object Make(IEntityType type)
    {
        if (_made.TryGetValue(type, out var known))
        {
            return known;
        }

        var row = _made[type] = Activator.CreateInstance(type.ClrType, nonPublic: true)!;
        var entry = db.Entry(row);
        foreach (var property in type.GetProperties().Where(p => !p.IsNullable || p.Name == "DivisionCode"))
        {
            entry.Property(property.Name).CurrentValue = Sample(property, entry.Property(property.Name).CurrentValue);
        }

        foreach (var (own, principal, key) in Ties(type))
        {
            entry.Property(own).CurrentValue = db.Entry(Make(principal)).Property(key).CurrentValue;
        }

        db.Add(row);
        return row;
    }

    /// <summary>What leads to the rows it belongs to: its foreign keys, and the key of its root where the database knows of none.</summary>
    private IEnumerable<(string Own, IEntityType Principal, string Key)> Ties(IEntityType type)
    {
        var foreign = type.GetForeignKeys().Where(k => k.IsRequired).ToList();
        foreach (var tie in foreign.SelectMany(k => k.Properties.Zip(k.PrincipalKey.Properties, (own, key) => (own.Name, k.PrincipalEntityType, key.Name))))
        {
            yield return tie;
        }

        if (Scopes.RootOf(type.ClrType) is { } of && db.Model.FindEntityType(of) is { } root && !foreign.Exists(k => k.PrincipalEntityType == root))
        {
            foreach (var key in root.FindPrimaryKey()!.Properties)
            {
                yield return (type.FindProperty(key.Name) is { } same && key.Name != "Id" ? same.Name : Named(type, of.Name, key.Name), root, key.Name);
            }
        }
    }

    /// <summary>By the whole name of the root, or by its last word: the photo of a ServiceRecord has a RecordId; a picture of an album an OwnerId.</summary>
    private static string Named(IEntityType type, string root, string key) => type.FindProperty(root + key)?.Name ?? type.FindProperty("Owner" + key)?.Name
        ?? type.GetProperties().First(p => p.Name.Length > key.Length && p.Name.EndsWith(key, StringComparison.Ordinal) && root.EndsWith(p.Name[..^key.Length], StringComparison.Ordinal)).Name;

    [return: NotNullIfNotNull(nameof(value))]
    private static object? Sample(IProperty property, object? value) => value switch
    {
        Guid id when id == Guid.Empty => Guid.CreateVersion7(),
        DateTime at when at == default => new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
        long or null when property.Name == "DivisionCode" => Place,
        null when property.ClrType == typeof(string) => "",
        null when property.ClrType == typeof(byte[]) => Array.Empty<byte>(),
        null when property.ClrType.IsArray => Array.CreateInstance(property.ClrType.GetElementType()!, 0),
        null => Activator.CreateInstance(property.ClrType)!,
        _ => value,
    };
}
