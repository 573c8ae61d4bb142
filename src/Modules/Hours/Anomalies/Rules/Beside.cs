namespace Weiguang.Hours.Anomalies.Rules;

/// <summary>
/// Shifts of one activity that go on at the same time, such as its posts, looked at as one: whoever spreads friends, or a list, over six posts shows no less than at one. What is found is told of each shift by itself,
/// for records wait by shift.
/// </summary>
internal sealed class Beside
{
    private readonly Dictionary<Guid, Guid> _firsts = [];

    private Beside(IEnumerable<Engagement> engagements, TimeSpan gap)
    {
        foreach (var source in engagements.GroupBy(e => e.SourceId))
        {
            var (first, until) = (Guid.Empty, DateTime.MinValue);
            foreach (var e in source.OrderBy(e => e.StartsAt).ThenBy(e => e.Id))
            {
                first = until != DateTime.MinValue && e.StartsAt < until + gap ? first : e.Id;
                until = first == e.Id || e.EndsAt > until ? e.EndsAt : until;
                _firsts[e.Id] = first;
            }
        }
    }

    /// <param name="gap">How much later one may begin than the last one ended.</param>
    public static Beside Of(IEnumerable<Engagement> engagements, TimeSpan gap = default) => new(engagements, gap);

    /// <summary>Those that go on together with any of these, and themselves.</summary>
    public HashSet<Guid> With(IEnumerable<Guid> engagements)
    {
        var firsts = engagements.Select(First).ToHashSet();
        return [.. _firsts.Where(f => firsts.Contains(f.Value)).Select(f => f.Key)];
    }

    public IEnumerable<Hit> Find(List<Tick> ticks, Func<List<Tick>, IEnumerable<Hit>> rule) => Find([], ticks, (_, all) => rule(all));

    public IEnumerable<Hit> Find(List<Seen> stays, List<Tick> ticks, Func<List<Seen>, List<Tick>, IEnumerable<Hit>> rule)
    {
        var where = ticks.Select(t => (t.VolunteerId, t.EngagementId)).Distinct().ToLookup(t => (t.VolunteerId, First(t.EngagementId)), t => t.EngagementId);
        return rule(stays.ConvertAll(s => s with { EngagementId = First(s.EngagementId) }), ticks.ConvertAll(t => t with { EngagementId = First(t.EngagementId) }))
            .SelectMany(hit => hit.VolunteerIds.SelectMany(v => where[(v, hit.EngagementId)].Select(e => (Engagement: e, Volunteer: v))).GroupBy(x => x.Engagement, x => x.Volunteer)
                .Select(own => hit with { EngagementId = own.Key, VolunteerIds = [.. own], Key = hit.Key.Replace($"{hit.EngagementId}", $"{own.Key}", StringComparison.Ordinal) }));
    }

    private Guid First(Guid engagement) => _firsts.GetValueOrDefault(engagement, engagement);
}
