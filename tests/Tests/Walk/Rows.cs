using Weiguang.Activities.Domain;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Regions;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Walk;

/// <summary>
/// Which row of the county each address shows: one in the state in which its step is due, another for each step, so that one does not spoil the next.
/// Told by what stands in the pattern; a parameter nobody knows here makes the walk fail.
/// </summary>
internal sealed class Rows
{
    private readonly List<RoleGrant> _grants;
    private readonly Dictionary<Guid, Team> _teams;
    private readonly Dictionary<Guid, string> _numbers;
    private readonly HashSet<Guid> _used = [];
    private readonly Dictionary<(string, string), Row> _found = [];

    private Rows(List<RoleGrant> grants, Dictionary<Guid, Team> teams, Dictionary<Guid, string> numbers, Row anybody) => (_grants, _teams, _numbers, Anybody) = (grants, teams, numbers, anybody);

    /// <summary>The players of the demo, for addresses that show no row in particular.</summary>
    public Row Anybody { get; }

    public required Func<string, string, Row?> Told { get; init; }

    /// <summary>One order, activity and project for each state there is.</summary>
    public IReadOnlyList<(string Kind, string State, Row Row)> Standing { get; private set; } = [];

    /// <summary>HEAD shows what GET shows.</summary>
    public Row For(string method, string pattern)
    {
        var key = (method == "HEAD" ? "GET" : method, pattern);
        return _found.TryGetValue(key, out var row) ? row : _found[key] = Told(key.Item1, pattern) ?? Anybody;
    }

    public static async Task<Rows> FindAsync(TestApp app)
    {
        var players = await Players.CastAsync(app);
        using var scope = app.Scope();
        var grants = await scope.Db.Set<RoleGrant>().AsNoTracking().Where(g => g.RevokedAt == null).ToListAsync();
        var teams = await scope.Db.Set<Team>().AsNoTracking().ToDictionaryAsync(t => t.Id);
        var numbers = await scope.Db.Set<Volunteer>().AsNoTracking().ToDictionaryAsync(v => v.PersonId, v => v.Number);
        ActivityRows? activities = null;
        OrderRows? orders = null;
        OtherRows? others = null;
        var rows = new Rows(grants, teams, numbers, players) { Told = (method, pattern) => orders!.Find(method, pattern) ?? activities!.Find(method, pattern) ?? others!.Find(method, pattern) };
        orders = await OrderRows.FindAsync(scope, rows);
        activities = await ActivityRows.FindAsync(app, scope, rows);
        others = await OtherRows.FindAsync(app, scope, rows);
        rows.Standing = [.. orders.Standing(), .. activities.Standing(), .. others.Standing()];
        return rows;
    }

    /// <summary>A row that belongs to a division, and perhaps a team: with its staff and its leader.</summary>
    public Row In(long division, Guid? team, params (string, object)[] values) =>
        Anybody.With(values).Of((Role.Station, StaffOf(Role.Station, division)), (Role.TeamLeader, team is { } id ? _teams[id].LeaderId : null));

    /// <summary>The first that nobody has taken yet and that is wished for; else the first that is; else any, so that the address is walked all the same.</summary>
    public T Take<T>(IEnumerable<T> all, Func<T, Guid> id, params Func<T, bool>[] wishes)
    {
        var list = all.ToList();
        foreach (var wish in wishes)
        {
            if (list.FirstOrDefault(x => wish(x) && !_used.Contains(id(x))) is { } free)
            {
                _used.Add(id(free));
                return free;
            }
        }

        return list.FirstOrDefault(x => wishes.Any(wish => wish(x))) ?? list.FirstOrDefault() ?? throw new InvalidOperationException($"The county has no {typeof(T).Name} as the walk needs it.");
    }

    /// <summary>Somebody at a station of this place works on it.</summary>
    public bool HasStation(long division) => StaffOf(Role.Station, division) is not null;

    /// <summary>Ids are drawn anew each time; by their number volunteers come in the same order on each database.</summary>
    public string NumberOf(Guid volunteer) => _numbers.GetValueOrDefault(volunteer, "");

    private Guid? StaffOf(Role role, long division) => _grants.Where(g => g.Role == role && Covers(g.DivisionCode, division)).OrderByDescending(g => g.DivisionCode).Select(g => (Guid?)g.PersonId).FirstOrDefault();

    private static bool Covers(long wide, long narrow) => DivisionCodes.Range(wide) is var (from, to) && narrow >= from && narrow < to;
}
