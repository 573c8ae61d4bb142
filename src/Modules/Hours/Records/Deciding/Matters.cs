using Weiguang.Cases;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Time;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>
/// What is to be decided about hours, with everybody who has a part in it: the hands these hours went through, whoever changed, or agreed to change, a rule of the place that bears on them, and the teams of who leads it. They do not decide,
/// nor close a case about it; who is left does, else the office above (<see cref="Deciders"/>).
/// </summary>
internal sealed class Matters(AppDbContext db, Hands hands, TeamDirectory teams, RuleBook rules)
{
    /// <summary>What a rule came to say so many days before the service bears on it, and all since.</summary>
    private const int Recent = 30;

    private static readonly string[] Counting = [HourSheets.Rounding.Code, HourSheets.Day.Code, HourSheets.Backfill.Code];

    /// <summary>By record.</summary>
    public async Task<IReadOnlyDictionary<Guid, Matter>> OfAsync(string permission, IReadOnlyCollection<ServiceRecord> records, CancellationToken ct)
    {
        var parts = await hands.OfAsync(records, ct);
        var besides = await BesidesAsync([.. records.Select(r => new About(r.Id, r.DivisionCode, r.LeadId, r.FromAt, Counting))], ct);
        return records.ToDictionary(r => r.Id, r => new Matter(permission, r.DivisionCode, r.TeamId, [.. parts[r.Id], .. besides.Rulers[r.Id]]) { OtherTeams = besides.Teams(r.LeadId), Since = r.FromAt });
    }

    /// <summary>By case: the hands are those of everybody it is about, whether or not their presence has become a record.</summary>
    public async Task<IReadOnlyDictionary<Guid, Matter>> OfAsync(IReadOnlyCollection<AnomalyCase> cases, CancellationToken ct)
    {
        var (sources, engagements) = (cases.Select(c => c.SourceId).Distinct().ToList(), cases.Select(c => c.EngagementId).Distinct().ToList());
        var volunteers = cases.SelectMany(c => c.VolunteerIds).Distinct().ToList();
        var records = cases.Count == 0 ? [] : await db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking()
            .Where(r => sources.Contains(r.SourceId) && engagements.Contains(r.EngagementId) && volunteers.Contains(r.VolunteerId) && r.State != RecordState.Void).ToListAsync(ct);
        var (parts, ticked, arranged) = (await hands.OfAsync(records, ct), await hands.TickedAsync(sources, engagements, volunteers, ct), await hands.ArrangedAsync(sources, ct));
        var besides = await BesidesAsync([.. cases.Select(c => new About(c.Id, c.DivisionCode, c.LeadId, c.At, [HourSheets.Watches[c.Kind].Code]))], ct);
        return cases.ToDictionary(c => c.Id, c => new Matter(HoursPermissions.JudgeAnomalies, c.DivisionCode, c.TeamId,
        [
            c.LeadId, .. c.VolunteerIds, .. records.Where(c.IsAbout).SelectMany(r => parts[r.Id]), .. c.VolunteerIds.SelectMany(v => ticked[(c.EngagementId, v)]), .. arranged[c.SourceId], .. besides.Rulers[c.Id],
        ]) { OtherTeams = besides.Teams(c.LeadId), Since = (records.Where(c.IsAbout).Min(r => (DateTime?)r.FromAt) ?? c.At) is var began && began < c.At ? began : c.At });
    }

    /// <summary>By backfill.</summary>
    public async Task<IReadOnlyDictionary<Guid, Matter>> OfAsync(IReadOnlyCollection<Domain.Backfill> backfills, CancellationToken ct)
    {
        var arranged = await hands.ArrangedAsync([.. backfills.Select(b => b.SourceId).Distinct()], ct);
        var besides = await BesidesAsync([.. backfills.Select(b => new About(b.Id, b.DivisionCode, b.LeadId, b.FromAt, Counting))], ct);
        return backfills.ToDictionary(b => b.Id, b => new Matter(HoursPermissions.Decide, b.DivisionCode, b.TeamId, [b.By, b.LeadId, .. b.Entries.Select(e => e.VolunteerId), .. arranged[b.SourceId], .. besides.Rulers[b.Id]])
        {
            OtherTeams = besides.Teams(b.LeadId),
            Since = b.FromAt,
        });
    }

    private async Task<Besides> BesidesAsync(IReadOnlyCollection<About> all, CancellationToken ct)
    {
        if (all.Count == 0)
        {
            return new(Array.Empty<Guid>().ToLookup(p => p), Array.Empty<Guid>().ToLookup(p => p));
        }

        var changes = await rules.HandsAsync([.. all.SelectMany(a => a.Codes).Distinct()], all.Min(a => a.At).DayInShanghai().AddDays(-Recent), ct);
        var rulers = from about in all
                     from change in changes
                     where about.Codes.Contains(change.Code) && change.From >= about.At.DayInShanghai().AddDays(-Recent) && change.BearsOn(about.Division)
                     select (about.Id, change.By);
        return new(rulers.ToLookup(r => r.Id, r => r.By), await teams.OfAsync(all.Select(a => a.LeadId).Where(lead => lead != Guid.Empty), ct));
    }

    private sealed record About(Guid Id, long Division, Guid LeadId, DateTime At, IReadOnlyCollection<string> Codes);

    private sealed record Besides(ILookup<Guid, Guid> Rulers, ILookup<Guid, Guid> TeamsOf)
    {
        public IReadOnlyCollection<Guid> Teams(Guid lead) => [.. TeamsOf[lead]];
    }
}
