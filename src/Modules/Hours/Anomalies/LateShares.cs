using System.Globalization;
using System.Linq.Expressions;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;

namespace Weiguang.Hours.Anomalies;

/// <summary>
/// How much of a month was entered afterwards: of a team, of whoever organises, of a place, and of what one person approved. Whoever spreads it over teams, or has none, is found by one of the others.
/// </summary>
internal sealed class LateShares(AppDbContext db)
{
    private static readonly string[] Sides =
    [
        Phrase.Of("这支队伍 {0} 的时长有 {1}% 是补录的，共 {2} 分钟。"), Phrase.Of("这位组织者 {0} 的时长有 {1}% 是补录的，共 {2} 分钟。"),
        Phrase.Of("这个地方 {0} 的时长有 {1}% 是补录的，共 {2} 分钟。"), Phrase.Of("同一个人 {0} 审过的补录占当地时长的 {1}%，共 {2} 分钟。"),
    ];

    public async Task<IReadOnlyList<Hit>> FindAsync(Guid[] sourceIds, Guid[] engagementIds, Func<ServiceRecord, IEnumerable<Limits>> limitsOf, CancellationToken ct)
    {
        var late = await db.Set<ServiceRecord>().AsNoTracking().Where(r => sourceIds.Contains(r.SourceId) && engagementIds.Contains(r.EngagementId)).Where(IsLate).ToListAsync(ct);
        var hits = new List<Hit>();
        foreach (var month in late.GroupBy(r => MonthOf(r.FromAt)))
        {
            var sums = await SumsAsync([.. month], month.Key, ct);
            foreach (var engagement in month.GroupBy(r => (r.SourceId, r.EngagementId)))
            {
                var first = engagement.First();
                var limits = limitsOf(first).ToList();
                if (engagement.SelectMany(sums.Of).Where(s => limits.Exists(l => s.Late >= l["minutes"] && s.Late * 100 >= s.All * l["percent"])).ToList() is { Count: > 0 } over)
                {
                    var worst = over.MaxBy(s => s.Late * 100 / s.All);
                    hits.Add(new(AnomalyKind.BackfillShare, first.SourceId, first.EngagementId, [.. engagement.Select(r => r.VolunteerId).Distinct()], $"{first.EngagementId}|{month.Key:yyyyMM}",
                        Sides[worst.Side], month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture), $"{worst.Late * 100 / worst.All}", $"{worst.Late}"));
                }
            }
        }

        return hits;
    }

    private static readonly Expression<Func<ServiceRecord, bool>> IsLate = r => r.Grade == EvidenceGrade.D && r.State != RecordState.Void && r.State != RecordState.Questioned;

    /// <summary>What these records' teams, organisers, places and approvers come to in the month.</summary>
    private async Task<Sums> SumsAsync(List<ServiceRecord> late, DateTime month, CancellationToken ct)
    {
        var (from, to) = (month.FromShanghai(), month.AddMonths(1).FromShanghai());
        var all = db.Set<ServiceRecord>().AsNoTracking().Where(r => r.FromAt >= from && r.FromAt < to && r.State != RecordState.Void);
        var (sources, ids) = (late.Select(r => r.SourceId).Distinct().ToList(), late.ConvertAll(r => r.Id));
        var approved = db.Set<RecordEvent>().AsNoTracking().Where(e => (e.Action == RecordAction.Announce || e.Action == RecordAction.Correct) && e.ActorId != Guid.Empty);
        var approvers = await approved.Where(e => sources.Contains(e.SourceId) && ids.Contains(e.RecordId)).Select(e => new { e.RecordId, e.ActorId }).ToListAsync(ct);
        var hands = approvers.Select(a => a.ActorId).Distinct().ToList();
        var passed = await approved.Where(e => hands.Contains(e.ActorId)).Join(all.Where(IsLate), e => new { e.SourceId, Id = e.RecordId }, r => new { r.SourceId, r.Id }, (e, r) => new { e.ActorId, r.Id, r.DivisionCode, r.Minutes })
            .Distinct().ToListAsync(ct);
        var (teams, leads, places) = (late.Select(r => r.TeamId).OfType<Guid>().Distinct().ToList(), late.Select(r => r.LeadId).Where(lead => lead != Guid.Empty).Distinct().ToList(), late.Select(r => r.DivisionCode).Concat(passed.Select(p => p.DivisionCode)).Distinct().ToList());
        var rows = await all.Where(r => (r.TeamId != null && teams.Contains(r.TeamId.Value)) || leads.Contains(r.LeadId) || places.Contains(r.DivisionCode))
            .GroupBy(r => new { r.TeamId, r.LeadId, r.DivisionCode, IsLate = r.Grade == EvidenceGrade.D }).Select(g => new { g.Key.TeamId, g.Key.LeadId, g.Key.DivisionCode, g.Key.IsLate, Minutes = g.Sum(r => (long)r.Minutes) }).ToListAsync(ct);
        return new(rows.ConvertAll(r => new Sum(r.TeamId, r.LeadId, r.DivisionCode, r.IsLate, r.Minutes)), approvers.ToLookup(a => a.RecordId, a => a.ActorId), passed.ToLookup(p => p.ActorId, p => (p.DivisionCode, (long)p.Minutes)));
    }

    private static DateTime MonthOf(DateTime utc)
    {
        var day = utc.ToShanghai();
        return new(day.Year, day.Month, 1);
    }

    /// <summary>Minutes of a month, by everything that shares are counted of.</summary>
    private sealed record Sum(Guid? TeamId, Guid LeadId, long Place, bool IsLate, long Minutes);

    private sealed record Sums(List<Sum> Rows, ILookup<Guid, Guid> Approvers, ILookup<Guid, (long Place, long Minutes)> Passed)
    {
        /// <summary>What was entered afterwards, and all, on every side the record belongs to.</summary>
        public IEnumerable<(int Side, long Late, long All)> Of(ServiceRecord record)
        {
            if (record.TeamId is { } team)
            {
                yield return Share(0, r => r.TeamId == team);
            }

            if (record.LeadId != Guid.Empty)
            {
                yield return Share(1, r => r.LeadId == record.LeadId);
            }

            yield return Share(2, r => r.Place == record.DivisionCode);
            foreach (var approver in Approvers[record.Id])
            {
                var places = Passed[approver].Select(p => p.Place).ToHashSet();
                yield return (3, Passed[approver].Sum(p => p.Minutes), Math.Max(1, Rows.Where(r => places.Contains(r.Place)).Sum(r => r.Minutes)));
            }
        }

        private (int Side, long Late, long All) Share(int side, Func<Sum, bool> isOf) =>
            (side, Rows.Where(r => r.IsLate && isOf(r)).Sum(r => r.Minutes), Math.Max(1, Rows.Where(isOf).Sum(r => r.Minutes)));
    }
}
