using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Teams.Domain;

/// <summary>Lowest first.</summary>
internal enum TeamRole
{
    Member,
    Deputy,
    Leader,
}

internal enum MemberState
{
    Applied,
    Active,
    Declined,
    Left,
    Removed,
}

/// <summary>One person's place in one team: a single row that lives through applying, taking part, leaving and coming back.</summary>
internal sealed class TeamMember : IScoped<TeamMember>
{
    private TeamMember() { }

    public static Expression<Func<TeamMember, Viewer, bool>> VisibleTo { get; } = (member, viewer) =>
        viewer.All || member.PersonId == viewer.PersonId || viewer.TeamIds.Contains(member.TeamId)
        || (member.Team!.DivisionCode >= viewer.From && member.Team.DivisionCode < viewer.To);

    public Guid TeamId { get; private init; }

    public Guid PersonId { get; private init; }

    /// <summary>Follows from the two, so that a list of several teams knows one row from another.</summary>
    public Guid Id { get; private init; }

    public TeamRole Role { get; private set; }

    public MemberState State { get; private set; }

    /// <summary>When they applied or, without applying, joined; of the latest time.</summary>
    public DateTime JoinedAt { get; private set; }

    /// <summary>Why they were declined or removed, for their eyes and the leaders'.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who let them in, declined or removed them, or made them what they are.</summary>
    public Guid? DecidedBy { get; private set; }

    public Team? Team { get; private set; }

    public static TeamMember Join(Guid teamId, Guid personId, TeamRole role, DateTime now) =>
        new() { TeamId = teamId, PersonId = personId, Id = IdOf(teamId, personId), Role = role, State = MemberState.Active, JoinedAt = now };

    public static TeamMember Apply(Guid teamId, Guid personId, DateTime now) =>
        new() { TeamId = teamId, PersonId = personId, Id = IdOf(teamId, personId), State = MemberState.Applied, JoinedAt = now };

    private static Guid IdOf(Guid team, Guid person) => NamedGuid.Of([.. team.ToByteArray(), .. person.ToByteArray()]);

    public void Return(MemberState state, DateTime now) =>
        (State, Role, JoinedAt, Reason, DecidedBy) = (state, TeamRole.Member, now, "", null);

    public void Approve(Guid by, DateTime now) => (State, JoinedAt, DecidedBy) = (MemberState.Active, now, by);

    public void End(MemberState state, string reason, Guid? by) => (State, Role, Reason, DecidedBy) = (state, TeamRole.Member, reason, by);

    public void Appoint(TeamRole role, Guid by) => (Role, DecidedBy) = (role, by);

    internal sealed class Mapping : IEntityTypeConfiguration<TeamMember>
    {
        public void Configure(EntityTypeBuilder<TeamMember> member)
        {
            member.ToTable("teams_member").InFamily("team", nameof(TeamId)).HasKey(m => new { m.TeamId, m.PersonId });
            member.HasOne(m => m.Team).WithMany().HasForeignKey(m => m.TeamId).OnDelete(DeleteBehavior.Restrict);
            member.Property(m => m.Id).ValueGeneratedNever();
            member.Property(m => m.Reason).HasMaxLength(200).IsSealed(Personal.Note);
            member.HasIndex(m => m.PersonId);
        }
    }
}
