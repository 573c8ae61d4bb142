using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.People.Domain;

/// <summary>One role of one person. Never deleted, only revoked once: the rows together are the audit trail.</summary>
internal sealed class RoleGrant : IScoped<RoleGrant>
{
    private RoleGrant() { }

    public static Expression<Func<RoleGrant, Viewer, bool>> VisibleTo { get; } =
        (grant, viewer) => viewer.All || grant.PersonId == viewer.PersonId || (grant.DivisionCode >= viewer.From && grant.DivisionCode < viewer.To)
            || viewer.TeamIds.Contains(grant.TeamId);

    public Guid PersonId { get; private init; }

    public Guid Id { get; private init; }

    public Role Role { get; private init; }

    /// <summary>The division with everything below it; 0 is the whole country.</summary>
    public long DivisionCode { get; private init; }

    /// <summary>The team led; <see cref="Guid.Empty"/> for roles over a division.</summary>
    public Guid TeamId { get; private init; }

    /// <summary>Who granted it; <see cref="Guid.Empty"/> for the system itself.</summary>
    public Guid GrantedBy { get; private init; }

    public DateTime GrantedAt { get; private init; }

    public Guid? RevokedBy { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public static RoleGrant Grant(Guid personId, Role role, long divisionCode, Guid? teamId, Guid by, DateTime now, Guid? id = null) => new()
    {
        PersonId = personId,
        Id = id ?? Guid.CreateVersion7(),
        Role = role,
        DivisionCode = divisionCode,
        TeamId = teamId ?? Guid.Empty,
        GrantedBy = by,
        GrantedAt = now,
    };

    public void Revoke(Guid by, DateTime now) => (RevokedBy, RevokedAt) = (by, now);

    internal sealed class Mapping : IEntityTypeConfiguration<RoleGrant>
    {
        public void Configure(EntityTypeBuilder<RoleGrant> grant)
        {
            grant.ToTable("people_role").InFamily("person", nameof(PersonId));
            grant.HasKey(g => new { g.PersonId, g.Id });
            grant.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId);
            grant.HasIndex(g => new { g.PersonId, g.Role, g.DivisionCode, g.TeamId }).IsUnique().HasFilter("revoked_at IS NULL");
            grant.HasIndex(g => new { g.DivisionCode, g.Role });
            grant.HasIndex(g => g.TeamId);
        }
    }
}
