using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.People.Domain;

/// <summary>
/// A keyed fingerprint of two letters that stand side by side in a name, so that staff can look for a part of a sealed name. It tells whoever holds a
/// copy of the database which people share two letters, and not which letters these are; of single letters (surnames) nothing is kept.
/// </summary>
internal sealed class NamePart : IPartOf<NamePart, Person>
{
    public static Expression<Func<NamePart, Person, Viewer, bool>> PartOf { get; } = (part, person, _) => part.PersonId == person.Id;

    private const int Letters = 11; // 66 of the fingerprint's bits: enough to find, and what is found is read again.

    public required Guid PersonId { get; init; }

    public required string Part { get; init; }

    /// <summary>The fingerprints of a name, or of what is looked for in one: of each pair, or of a single letter that is all there is.</summary>
    public static IReadOnlyList<string> Of(string text, Vault vault)
    {
        var runes = text.Trim().ToUpperInvariant().EnumerateRunes().Select(rune => rune.ToString()).ToList();
        var pairs = runes.Count == 1 ? runes : [.. runes.Zip(runes.Skip(1), string.Concat)];
        return [.. pairs.Distinct().Select(pair => vault.Index(Personal.Name, pair)[..Letters])];
    }

    internal sealed class Mapping : IEntityTypeConfiguration<NamePart>
    {
        public void Configure(EntityTypeBuilder<NamePart> part)
        {
            part.ToTable("people_name_part").InFamily("person", nameof(PersonId));
            part.HasKey(p => new { p.PersonId, p.Part });
            part.Property(p => p.Part).HasMaxLength(Letters);
            part.HasIndex(p => p.Part);
        }
    }
}
