using Weiguang.Hours.Domain;
using Weiguang.Ledger;

namespace Weiguang.Hours.Anomalies;

/// <summary>Which records a case is about.</summary>
internal static class Covering
{
    /// <summary>Those taken back as well.</summary>
    public static IQueryable<ServiceRecord> Covered(this AppDbContext db, AnomalyCase found)
    {
        var (people, lateOnly) = (found.VolunteerIds, found.Kind == AnomalyKind.BackfillShare);
        return db.Set<ServiceRecord>().Where(r => r.SourceId == found.SourceId && r.EngagementId == found.EngagementId && people.Contains(r.VolunteerId) && (!lateOnly || r.Grade == EvidenceGrade.D)).OrderBy(r => r.Id);
    }

    public static bool IsAbout(this AnomalyCase found, ServiceRecord record) => record.EngagementId == found.EngagementId && found.VolunteerIds.Contains(record.VolunteerId)
        && (found.Kind != AnomalyKind.BackfillShare || record.Grade == EvidenceGrade.D);
}
