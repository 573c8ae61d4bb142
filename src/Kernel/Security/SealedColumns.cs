using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Kernel.Security;

/// <summary>
/// Names and what people write themselves: a string in the program, sealed in its column. The database can tell empty from written and nothing more:
/// it cannot search, compare or sort such a column, and the model's test refuses an index on one.
/// </summary>
public static class SealedColumns
{
    private const string Annotation = "Weiguang:Sealed";

    /// <summary>Sealed text is base64 of UTF-8 with a key version, a nonce and a tag.</summary>
    private const int LettersForOne = 6, LettersBesides = 60;

    public static PropertyBuilder<T> IsSealed<T>(this PropertyBuilder<T> property, Personal kind)
    {
        property.Metadata.SetAnnotation(Annotation, kind.ToString());
        return property;
    }

    public static bool IsSealed(this Microsoft.EntityFrameworkCore.Metadata.IReadOnlyProperty property) => property[Annotation] is string;

    /// <summary>How much somebody may write into a sealed column; null where nothing is said, or where it is not sealed.</summary>
    internal static int? Letters(this Microsoft.EntityFrameworkCore.Metadata.IReadOnlyProperty property) =>
        property.IsSealed() && property.GetMaxLength() is { } length ? (length - LettersBesides) / LettersForOne : null;

    internal static void ApplySeals(this ModelBuilder model, ColumnSeal? seal)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p[Annotation] is string).ToList())
        {
            var kind = Enum.Parse<Personal>((string)property[Annotation]!);
            if (property.ClrType == typeof(string[]))
            {
                property.SetElementType(null);
                property.SetValueConverter(new ListConverter(seal, kind));
                property.SetValueComparer(new ValueComparer<string[]>((a, b) => a!.SequenceEqual(b!), list => list.Length, list => list));
            }
            else
            {
                property.SetValueConverter(new TextConverter(seal, kind));
            }

            property.SetMaxLength(property.GetMaxLength() is { } letters ? (letters * LettersForOne) + LettersBesides : null);
        }
    }

    private sealed class TextConverter(ColumnSeal? seal, Personal kind) : ValueConverter<string, string>(
        text => ColumnSeal.Close(seal, kind, text), column => ColumnSeal.Open(seal, kind, column));

    private sealed class ListConverter(ColumnSeal? seal, Personal kind) : ValueConverter<string[], string>(
        list => ColumnSeal.Close(seal, kind, JsonSerializer.Serialize(list, JsonSerializerOptions.Default)),
        column => ColumnSeal.OpenList(seal, kind, column));
}

/// <summary>The vault as the database's columns use it. Each program has one; the model is made for it.</summary>
public sealed class ColumnSeal(Func<Vault> vault)
{
    private const string Damaged = "\uFFFD";

    internal static string Close(ColumnSeal? seal, Personal kind, string text) => text.Length == 0 ? "" : Needed(seal).Seal(kind, text).Text;

    /// <summary>What somebody wrote over by hand reads as one sign that nobody writes: a list is still shown, and the ledger's hashes find it.</summary>
    internal static string Open(ColumnSeal? seal, Personal kind, string column)
    {
        if (column.Length == 0)
        {
            return "";
        }

        try
        {
            return Needed(seal).Open(kind, new Sealed(column));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or OverflowException)
        {
            return Damaged;
        }
    }

    internal static string[] OpenList(ColumnSeal? seal, Personal kind, string column) =>
        Open(seal, kind, column) switch
        {
            "" => [],
            Damaged => [Damaged],
            var json => JsonSerializer.Deserialize<string[]>(json, JsonSerializerOptions.Default)!,
        };

    /// <summary>Of the program that made the options; null for contexts made by hand, which only know the shape of the tables.</summary>
    internal static ColumnSeal? Of(DbContextOptions options) => options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<ColumnSeal>();

    // Asked for late: the vault's keys come from the database whose model this makes.
    private static Vault Needed(ColumnSeal? seal) => seal?.Vault ?? throw new InvalidOperationException("A context without a program behind it cannot read what is sealed.");

    private Vault Vault => field ??= vault();
}

/// <summary>One model for each vault, for the model holds what seals its columns.</summary>
public sealed class ModelOfVault : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as AppDbContext)?.Seal, designTime);
}
