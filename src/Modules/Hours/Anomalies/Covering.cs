using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Ledger;

namespace Weiguang.Hours.Anomalies;

/// <summary>Which records a case is about, and who has a part in them.</summary>
internal static class Covering
{
    /// <summary>Those taken back as well.</summary>
    public static IQueryable<ServiceRecord> Covered(this AppDbContext db, AnomalyCase found)
    {
        var (people, lateOnly) = (found.VolunteerIds, found.Kind == AnomalyKind.BackfillShare);
        return db.Set<ServiceRecord>().Where(r => r.SourceId == found.SourceId && r.EngagementId == found.EngagementId && people.Contains(r.VolunteerId) && (!lateOnly || r.Grade == EvidenceGrade.D)).OrderBy(r => r.Id);
    }

    /// <summary>By case.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Matter>> MattersAsync(this AppDbContext db, Hands hands, IReadOnlyCollection<AnomalyCase> cases, CancellationToken ct)
    {
        var (sources, engagements) = (cases.Select(c => c.SourceId).Distinct().ToList(), cases.Select(c => c.EngagementId).Distinct().ToList());
        var volunteers = cases.SelectMany(c => c.VolunteerIds).Distinct().ToList();
        var records = cases.Count == 0 ? [] : await db.Set<ServiceRecord>().AsNoTracking()
            .Where(r => sources.Contains(r.SourceId) && engagements.Contains(r.EngagementId) && volunteers.Contains(r.VolunteerId) && r.State != RecordState.Void).ToListAsync(ct);
        var parts = await hands.OfAsync(records, ct);
        return cases.ToDictionary(c => c.Id, c => new Matter(HoursPermissions.JudgeAnomalies, c.DivisionCode, c.TeamId, [c.LeadId, .. c.VolunteerIds, .. records.Where(r => c.IsAbout(r)).SelectMany(r => parts[r.Id])]));
    }

    public static bool IsAbout(this AnomalyCase found, ServiceRecord record) => record.EngagementId == found.EngagementId && found.VolunteerIds.Contains(record.VolunteerId)
        && (found.Kind != AnomalyKind.BackfillShare || record.Grade == EvidenceGrade.D);
}
