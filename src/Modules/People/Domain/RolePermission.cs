using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.People.Domain;

/// <summary>Whether a role holds a permission, where somebody has decided it; without a row it is as the module gives it out of the box.</summary>
internal sealed class RolePermission
{
    public required string Permission { get; init; }

    public required Role Role { get; init; }

    public required bool IsHeld { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RolePermission>
    {
        public void Configure(EntityTypeBuilder<RolePermission> held)
        {
            held.ToTable("people_role_permission").IsReference();
            held.HasKey(h => new { h.Permission, h.Role });
            held.Property(h => h.Permission).HasMaxLength(Kernel.Access.Permission.LongestName);
            held.Property(h => h.Role).HasMaxLength(20);
        }
    }
}
