using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Teams.Domain;

/// <summary>How one comes into a team.</summary>
internal enum JoinMode
{
    /// <summary>Every volunteer at once.</summary>
    Open,

    /// <summary>After the leader's yes.</summary>
    Approval,

    /// <summary>With the team's invitation code, which the leader hands out.</summary>
    Invite,
}

internal enum TeamState
{
    Active,
    Paused,
    Dissolved,
}

/// <summary>A volunteer team 志愿服务队. Everybody may see it; running it is for its leaders and the staff of its division.</summary>
internal sealed class Team
{
    // Without letters and digits that look alike, because the code is read out.
    private const string CodeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static readonly TimeSpan OfferStands = TimeSpan.FromDays(7);

    private Team() { }

    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>A code of <see cref="TeamKinds"/>.</summary>
    public string Kind { get; private set; } = "";

    public long DivisionCode { get; private init; }

    public Guid LeaderId { get; private set; }

    /// <summary>To whom its leader has offered it, since <see cref="OfferedAt"/>.</summary>
    public Guid? HeirId { get; private set; }

    public DateTime? OfferedAt { get; private set; }

    public string Description { get; private set; } = "";

    public string[] Categories { get; private set; } = [];

    public JoinMode JoinMode { get; private set; }

    public TeamState State { get; private set; }

    /// <summary>Invitation code, eight characters; its leaders alone see it.</summary>
    public string Code { get; private set; } = "";

    /// <summary>How many take part now. Changed under this row's lock, together with the member rows.</summary>
    public int Members { get; private set; }

    public DateTime CreatedAt { get; private init; }

    /// <summary>The team and its leader as the first member.</summary>
    public static (Team Team, TeamMember Leader) Found(
        string name, string kind, long divisionCode, Guid leaderId, string description, string[] categories, JoinMode joinMode, DateTime now, Guid? id = null)
    {
        var team = new Team
        {
            Id = id ?? Guid.CreateVersion7(),
            Name = name,
            Kind = kind,
            DivisionCode = divisionCode,
            LeaderId = leaderId,
            Description = description,
            Categories = categories,
            JoinMode = joinMode,
            Code = RandomNumberGenerator.GetString(CodeLetters, 8),
            CreatedAt = now,
        };
        return (team, team.Admit(leaderId, TeamRole.Leader, now));
    }

    /// <summary>A new member who takes part at once.</summary>
    public TeamMember Admit(Guid personId, TeamRole role, DateTime now)
    {
        Members++;
        return TeamMember.Join(Id, personId, role, now);
    }

    /// <summary>Who may take it over now; null when nobody was asked, or did not answer in time.</summary>
    public Guid? HeirAt(DateTime now) => OfferedAt + OfferStands > now ? HeirId : null;

    public void Offer(Guid? heir, DateTime? now) => (HeirId, OfferedAt) = (heir, now);

    /// <summary>Takes the offer back from somebody who is no deputy any more; false when there was none to them.</summary>
    public bool Withdraw(Guid person)
    {
        var was = HeirId == person;
        (HeirId, OfferedAt) = was ? (null, null) : (HeirId, OfferedAt);
        return was;
    }

    public void TakeOver(Guid heir) => (LeaderId, HeirId, OfferedAt) = (heir, null, null);

    public void Count(int change) => Members += change;

    public void Pause() => State = State == TeamState.Active ? TeamState.Paused : State;

    public void Resume() => State = State == TeamState.Paused ? TeamState.Active : State;

    public void Dissolve() => State = TeamState.Dissolved;

    internal sealed class Mapping : IEntityTypeConfiguration<Team>
    {
        public void Configure(EntityTypeBuilder<Team> team)
        {
            team.ToTable("teams_team").InFamily("team", nameof(Id)).IsOpen("The directory of teams is public.");
            team.HasKey(t => t.Id);
            team.Property(t => t.Id).ValueGeneratedNever();
            team.Property(t => t.Name).HasMaxLength(40);
            team.Property(t => t.Kind).HasMaxLength(10);
            team.Property(t => t.Description).HasMaxLength(500);
            team.Property(t => t.Code).HasMaxLength(8);
            team.HasIndex(t => new { t.DivisionCode, t.Kind });
        }
    }
}

/// <summary>Who may run a team: its leaders, the staff in whose range it lies, and the system.</summary>
internal static class Running
{
    public static IQueryable<Team> RunBy(this IQueryable<Team> teams, Viewer viewer) => teams.Where(t =>
        viewer.All || viewer.TeamIds.Contains(t.Id) || (t.DivisionCode >= viewer.From && t.DivisionCode < viewer.To));

    /// <summary>Only the staff in whose range it lies, and the system.</summary>
    public static IQueryable<Team> OverseenBy(this IQueryable<Team> teams, Viewer viewer) => viewer.All ? teams : teams.CoveredBy(viewer, t => t.DivisionCode);
}
