using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Roster;

/// <summary>A member in the list of those who run their team.</summary>
internal sealed record TeamMemberRow(Guid TeamId, Guid PersonId, TeamRole Role, DateTime JoinedAt, string Team)
{
    public string Name { get; init; } = "";

    public Sealed Phone { get; init; } = Sealed.Nothing;
}

/// <summary>Who takes part in the teams that the viewer leads: to be looked through and taken away.</summary>
internal sealed class TeamMembers(AppDbContext db, PersonDirectory people, Vault vault, IStringLocalizer phrases) : IListing<TeamMember, TeamMemberRow>
{
    public string Title => Phrase.Of("队员名单");

    public IReadOnlyList<ListColumn<TeamMemberRow>> Columns =>
    [
        new("name", Phrase.Of("姓名"), m => m.Name) { Personal = Personal.Name },
        new("phone", Phrase.Of("手机号"), m => vault.Masked(Personal.Phone, m.Phone)) { Personal = Personal.Phone, Whole = m => vault.Open(Personal.Phone, m.Phone) },
        new("role", Phrase.Of("身份"), m => phrases[TeamWords.Of(m.Role)].Value) { Tone = m => m.Role == TeamRole.Member ? Tone.Plain : Tone.Good },
        new("joined", Phrase.Of("加入时间"), m => m.JoinedAt) { Order = "joined" },
        new("team", Phrase.Of("队名"), m => m.Team) { Href = m => $"/team/{m.TeamId}", InFileAlone = db.Viewer.TeamIds.Count < 2 },
    ];

    public IReadOnlyList<ListFilter<TeamMember>> Filters =>
    [
        ListFilters.LookedUp<TeamMember>("q", Phrase.Of("找队员"), NamedAsync) with { Hint = Phrase.Of("姓名，或者手机后四位"), MaxLength = 20 },
        ListFilters.Text<TeamMember>("team", Phrase.Of("队名"), (members, id) => Guid.TryParse(id, out var team) ? members.Where(m => m.TeamId == team) : members) with { IsTab = true },
        ListFilters.Choice<TeamMember>("role", Phrase.Of("身份"), [("member", TeamWords.Of(TeamRole.Member)), ("deputy", TeamWords.Of(TeamRole.Deputy)), ("leader", TeamWords.Of(TeamRole.Leader))], With),
    ];

    public IReadOnlyList<ListOrder<TeamMember>> Orders => [new("joined", Phrase.Of("加入时间"), SortKey.Down((TeamMember m) => m.JoinedAt))];

    public Expression<Func<TeamMember, Guid>> Id => m => m.Id;

    public Expression<Func<TeamMember, TeamMemberRow>> Row => m => new TeamMemberRow(m.TeamId, m.PersonId, m.Role, m.JoinedAt, m.Team!.Name);

    public Task<IQueryable<TeamMember>> ScopeAsync(CancellationToken ct)
    {
        var led = db.Viewer.TeamIds;
        return Task.FromResult(db.Set<TeamMember>().Where(m => m.State == MemberState.Active && led.Contains(m.TeamId)));
    }

    public async Task<IReadOnlyList<TeamMemberRow>> CompleteAsync(IReadOnlyList<TeamMemberRow> rows, ListQuery query, CancellationToken ct)
    {
        var known = await people.ContactsAsync(rows.Select(m => m.PersonId), ct);
        return [.. rows.Select(m => known.TryGetValue(m.PersonId, out var person) ? m with { Name = person.Name, Phone = person.Phone } : m)];
    }

    /// <summary>Those whose name has these letters, or whose number ends so: as they are shown, for nobody searches what is sealed by one letter.</summary>
    private async Task<IQueryable<TeamMember>> NamedAsync(IQueryable<TeamMember> members, string text, CancellationToken ct)
    {
        var cards = await people.FindAsync(await members.Select(m => m.PersonId).Distinct().ToListAsync(ct), ct);
        var found = cards.Values.Where(p => RosterLine.Is(text, p.Name, p.MaskedPhone)).Select(p => p.Id).ToList();
        return members.Where(m => found.Contains(m.PersonId));
    }

    private static IQueryable<TeamMember> With(IQueryable<TeamMember> members, string word)
    {
        var role = word switch { "leader" => TeamRole.Leader, "deputy" => TeamRole.Deputy, _ => TeamRole.Member };
        return members.Where(m => m.Role == role);
    }
}
