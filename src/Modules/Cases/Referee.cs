using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Cases;

/// <summary>Something to be decided: where, about whose team, and everybody with a part in it. Who may decide (<see cref="Referee"/>) and who is asked to (<see cref="Deciders"/>) both follow from it, so each kind says it once.</summary>
/// <param name="Permission">What deciding it asks for.</param>
/// <param name="TeamId">The team it is about; its members do not decide.</param>
/// <param name="People">Who asked, who it is about, who had a hand in it.</param>
public sealed record Matter(string Permission, long DivisionCode, Guid? TeamId, IReadOnlyCollection<Guid> People)
{
    /// <summary>A second permission it asks for; null for most.</summary>
    public string? Besides { get; init; }

    /// <summary>The lowest office that decides it: 5 village, 4 township, 3 county, 2 city, 1 province.</summary>
    public int Lowest { get; init; } = 5;

    /// <summary>Other teams with a part in it, such as those of who leads; their members do not decide either.</summary>
    public IReadOnlyCollection<Guid> OtherTeams { get; init; } = [];

    /// <summary>When it began; null for what begins now. Whoever got their office from somebody with a part in it, shortly before or since, does not decide (<see cref="Appointments"/>).</summary>
    public DateTime? Since { get; init; }

    /// <summary>The same with more people who have a part in it.</summary>
    public Matter With(IEnumerable<Guid> people) => this with { People = [.. People, .. people] };

    internal IEnumerable<Guid> Teams => TeamId is { } team ? OtherTeams.Append(team) : OtherTeams;

    internal OwedMatter Owed(TimeProvider clock) => new(DivisionCode, People, (Since ?? clock.Now()).AddDays(-Appointments.Recent));

    internal bool IsOpenTo(Viewer viewer) => viewer.All || (viewer.May(Permission) && (Besides is null || viewer.May(Besides))
        && viewer.Covers(DivisionCode) && DivisionCodes.Level(viewer.From) <= Lowest && !People.Contains(viewer.PersonId));
}

/// <summary>Who may decide about others: those of the place whose role may, who are not in the team and have no part in the matter. Four eyes, and two of them from outside.</summary>
public sealed class Referee(AppDbContext db, TeamDirectory teams, Appointments appointments, TimeProvider clock)
{
    public async Task<bool> MayDecideAsync(Matter matter, CancellationToken ct) => (await MayDecideAsync([matter], ct))[0];

    /// <summary>In the order of the matters.</summary>
    public async Task<IReadOnlyList<bool>> MayDecideAsync(IReadOnlyList<Matter> matters, CancellationToken ct)
    {
        var viewer = db.Viewer;
        HashSet<Guid> own = viewer.All || matters.All(m => !m.Teams.Any()) ? [] : [.. viewer.TeamIds, .. (await teams.OfAsync([viewer.PersonId], ct))[viewer.PersonId]];
        var open = matters.Select(m => m.IsOpenTo(viewer) && !m.Teams.Any(own.Contains)).ToList();
        var owes = viewer.All || !open.Contains(true) ? new bool[matters.Count] : await appointments.OwesAsync(viewer.PersonId, [.. matters.Select(m => m.Owed(clock))], ct);
        return [.. open.Zip(owes, (may, owed) => may && !owed)];
    }
}
