using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.People.Domain;

/// <summary>Who changed which roles hold a permission, when, and what was before and after. Written once, never changed; its number keeps two who change the same at once apart.</summary>
internal sealed class PermissionChange
{
    private const int MostWords = 200;

    public required string Permission { get; init; }

    public required int Sequence { get; init; }

    /// <summary>The roles that held it, in the words of the API, with spaces between.</summary>
    public required string Before { get; init; }

    public required string After { get; init; }

    public required Guid By { get; init; }

    public required DateTime At { get; init; }

    public static string Write(IEnumerable<Role> roles) => string.Join(' ', roles.Select(r => r.Word()));

    /// <summary>Roles that a later version dropped are left out.</summary>
    public static IReadOnlyList<Role> Read(string words) => [.. words.Split(' ').Select(RoleWords.OfWord).OfType<Role>()];

    internal sealed class Mapping : IEntityTypeConfiguration<PermissionChange>
    {
        public void Configure(EntityTypeBuilder<PermissionChange> change)
        {
            change.ToTable("people_permission_change").IsReference();
            change.HasKey(c => new { c.Permission, c.Sequence });
            change.Property(c => c.Permission).HasMaxLength(Kernel.Access.Permission.LongestName);
            change.Property(c => c.Sequence).ValueGeneratedNever();
            change.Property(c => c.Before).HasMaxLength(MostWords);
            change.Property(c => c.After).HasMaxLength(MostWords);
        }
    }
}
