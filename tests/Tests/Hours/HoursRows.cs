using Weiguang.Tests.Activities;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;

namespace Weiguang.Tests.Hours;

/// <summary>One row of everything that hangs on the hours of an activity, for tests of who may see them.</summary>
internal static class HoursRows
{
    public static async Task<(Guid Record, Guid Correction, Guid Objection, Guid Backfill, Guid Anomaly)> HoursAsync(this TestApp app, Guid activity, Guid shift)
    {
        var (volunteer, now) = (await app.VolunteerAsync(), app.Clock.GetUtcNow().UtcDateTime);
        var record = new ServiceRecord
        {
            Source = "activity", SourceId = activity, EngagementId = shift, VolunteerId = volunteer, DivisionCode = TestPeople.Village, TeamId = null, Title = "清理河道", Category = "0006", Place = "河边", Content = "清理员",
            Organiser = "那金村志愿服务队", LeadId = Guid.CreateVersion7(), LeadName = Sealed.Nothing, FromAt = now,
        };
        record.Count(new Counted(now.AddHours(1), ProofKinds.Word, 60, EvidenceGrade.C), RecordBasis.CheckOut, Guid.Empty, now);
        var correction = new Correction
        {
            SourceId = activity, RecordId = record.Id, VolunteerId = volunteer, LeadId = record.LeadId, DivisionCode = TestPeople.Village, TeamId = null, Reason = "少了", At = now,
        };
        var objection = new Objection { SourceId = activity, RecordId = record.Id, DivisionCode = TestPeople.Village, By = volunteer, Reason = "没见他", At = now };
        var backfill = new Backfill
        {
            SourceId = activity, EngagementId = shift, DivisionCode = TestPeople.Village, TeamId = null, Title = record.Title, Organiser = record.Organiser, LeadId = record.LeadId, By = record.LeadId, At = now, FromAt = now, UntilAt = now.AddHours(1), Minutes = 60, Reason = "停电",
        };
        backfill.Photos.Add(new BackfillPhoto { SourceId = activity, BackfillId = backfill.Id, Number = 1, ContentType = "image/png", Bytes = [1] });
        var anomaly = new AnomalyCase
        {
            SourceId = activity, Kind = AnomalyKind.Night, Facts = $"{record.Id:N}", DivisionCode = TestPeople.Village, TeamId = null, Title = record.Title, Organiser = record.Organiser, LeadId = record.LeadId, Evidence = "", Arguments = [], EngagementId = shift, VolunteerIds = [volunteer], At = now,
        };
        using var scope = app.Scope();
        scope.Db.AddRange(record, correction, objection, backfill, anomaly);
        await scope.Db.SaveChangesAsync();
        return (record.Id, correction.Id, objection.Id, backfill.Id, anomaly.Id);
    }
}
