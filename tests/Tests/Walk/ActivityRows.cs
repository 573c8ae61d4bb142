using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People;

namespace Weiguang.Tests.Walk;

/// <summary>Activities and what hangs on them: who signed up or served is the volunteer, the team's leader is inside, so are station and coordinator of the place.</summary>
internal sealed class ActivityRows
{
    private readonly Rows _rows;

    private ActivityRows(Rows rows) => _rows = rows;

    public required List<Activity> Activities { get; init; }

    public required List<Signup> Signups { get; init; }

    public required List<ServiceRecord> Records { get; init; }

    public required List<Correction> Corrections { get; init; }

    public required List<Objection> Objections { get; init; }

    public required List<Backfill> Backfills { get; init; }

    public required List<AnomalyCase> Cases { get; init; }

    public required List<Series> Series { get; init; }

    private (Guid Activity, Guid Kiosk, Guid Held) Kiosk { get; set; }

    public static async Task<ActivityRows> FindAsync(TestApp app, TestScope scope, Rows rows)
    {
        var found = new ActivityRows(rows)
        {
            Activities = [.. (await scope.Db.Set<Activity>().AsNoTracking().AsSplitQuery().Include(a => a.Shifts).ToListAsync()).OrderBy(a => a.CreatedAt).ThenBy(a => a.Title, StringComparer.Ordinal).ThenBy(a => a.DivisionCode).ThenBy(a => a.StartsAt)],
            Signups = [.. (await scope.Db.Set<Signup>().AsNoTracking().ToListAsync()).OrderBy(s => s.At).ThenBy(s => s.StartsAt).ThenBy(s => rows.NumberOf(s.VolunteerId), StringComparer.Ordinal)],
            Records = [.. (await scope.Db.Set<ServiceRecord>().AsNoTracking().ToListAsync()).OrderBy(r => r.FromAt).ThenBy(r => rows.NumberOf(r.VolunteerId), StringComparer.Ordinal)],
            Corrections = [.. (await scope.Db.Set<Correction>().AsNoTracking().ToListAsync()).OrderBy(c => c.At).ThenBy(c => rows.NumberOf(c.VolunteerId), StringComparer.Ordinal)],
            Objections = [.. (await scope.Db.Set<Objection>().AsNoTracking().ToListAsync()).OrderBy(o => o.At)],
            Backfills = [.. (await scope.Db.Set<Backfill>().AsNoTracking().AsSplitQuery().Include(b => b.Entries).ToListAsync()).OrderBy(b => b.At)],
            Cases = [.. (await scope.Db.Set<AnomalyCase>().AsNoTracking().ToListAsync()).OrderBy(c => c.At).ThenBy(c => c.Kind).ThenBy(c => rows.NumberOf(c.VolunteerIds.FirstOrDefault()), StringComparer.Ordinal)],
            Series = [.. (await scope.Db.Set<Series>().AsNoTracking().ToListAsync()).OrderBy(s => s.CreatedAt).ThenBy(s => s.DivisionCode)],
        };
        await found.OpenKioskAsync(app, scope);
        return found;
    }

    public Row? Find(string method, string pattern)
    {
        bool Has(string part) => pattern.Contains(part, StringComparison.OrdinalIgnoreCase);
        return Has("series/{") ? OfSeries()
            : !Has("activities/{id") && !Has("hours/{id") ? (Has("/check-in/{") ? _rows.Anybody.With(("code", "nobody-signed-this")) : null)
            : Has("{correctionId") ? Of(_rows.Take(Corrections, c => c.Id, c => c.State == (Has("proposal") ? CorrectionState.Asked : CorrectionState.Proposed), _ => true))
            : Has("{objectionId") ? Of(_rows.Take(Objections, o => o.Id, o => o.Upheld is null, _ => true))
            : Has("{backfillId") ? Of(_rows.Take(Backfills, b => b.Id, b => b.State == BackfillState.Submitted, _ => true))
            : Has("{caseId") ? Of(_rows.Take(Cases, c => c.Id, c => c.State == AnomalyState.Open, _ => true))
            : Has("{recordId") ? Of(_rows.Take(Records, r => r.Id, Wish(pattern), r => r.State == RecordState.Posted))
            : Has("{engagementId") ? Of(_rows.Take(Records, r => r.Id, r => r.State == RecordState.Posted && r.TeamId is not null))
            : Has("signups") || Has("invitation") || Has("{shiftId") ? Of(_rows.Take(Signups, s => s.ShiftId, Standing(pattern), s => s.Status == SignupStatus.Accepted))
            : Has("{kioskId") || Has("kiosk-scans") || Has("held-scans") ? OfActivity(Activities.Single(a => a.Id == Kiosk.Activity))
            : OfActivity(_rows.Take(Activities, a => a.Id, a => Fits(a) && a.TeamId is not null && _rows.HasStation(a.DivisionCode), a => Fits(a) && a.TeamId is not null, Fits));
        bool Fits(Activity a) => a.Status == StatusFor(method, pattern) && (!Has("/backfill") || Forgotten(a));
    }

    public IEnumerable<(string, string, Row)> Standing() => Activities.GroupBy(a => a.Status).OrderBy(g => g.Key).Select(g => ("activity", g.Key.ToString(), OfActivity(g.OrderBy(a => a.TeamId is null).First())));

    private static Func<ServiceRecord, bool> Wish(string pattern) => pattern.Split('/')[^1] switch
    {
        "end" => r => r.State == RecordState.Questioned,
        "confirm" => r => r.State == RecordState.Unconfirmed,
        "objections" or "object" => r => r.State == RecordState.Publicity,
        _ => r => r.State == RecordState.Posted && r.TeamId is not null,
    };

    private Func<Signup, bool> Standing(string pattern) => pattern.Split('/')[^1] switch
    {
        "approve" or "refuse" => s => s.Status == SignupStatus.Pending,
        "confirm" or "pass" => s => s.HoldUntil is not null,
        _ => s => s.Status == SignupStatus.Accepted && s.StartsAt > Activities.Max(a => a.CreatedAt),
    };

    /// <summary>Somebody who signed up has no hours of it.</summary>
    private bool Forgotten(Activity activity) => Signups.Exists(s => s.ActivityId == activity.Id && s.Status == SignupStatus.Accepted && !Records.Exists(r => r.EngagementId == s.ShiftId && r.VolunteerId == s.VolunteerId));

    private static ActivityStatus StatusFor(string method, string pattern) => pattern.Contains("hours/{", StringComparison.Ordinal) ? ActivityStatus.Ended : (method, pattern.Split('/')[^1]) switch
    {
        (_, "submit" or "publish" or "edit") => ActivityStatus.Draft,
        (_, "approve" or "reject") => ActivityStatus.PendingReview,
        (_, "resume") => ActivityStatus.Paused,
        (_, "evaluation") => ActivityStatus.Ended,
        _ => ActivityStatus.Published,
    };

    private Row OfActivity(Activity activity)
    {
        var signup = Signups.FirstOrDefault(s => s.ActivityId == activity.Id && s.Status == SignupStatus.Accepted) ?? Signups.FirstOrDefault(s => s.ActivityId == activity.Id);
        return _rows.In(activity.DivisionCode, activity.TeamId, ("id", activity.Id), ("kioskId", Kiosk.Kiosk), ("nonce", Kiosk.Held), ("shiftId", activity.Shifts.FirstOrDefault()?.Id ?? Guid.Empty))
            .Of((Role.Volunteer, signup?.VolunteerId));
    }

    private Row Of(Signup signup) => _rows.In(signup.DivisionCode, signup.TeamId, ("id", signup.ActivityId), ("shiftId", signup.ShiftId), ("volunteerId", signup.VolunteerId)).Of((Role.Volunteer, signup.VolunteerId));

    private Row Of(ServiceRecord record) => _rows.In(record.DivisionCode, record.TeamId, ("id", record.SourceId), ("recordId", record.Id), ("engagementId", record.EngagementId), ("number", 1)).Of((Role.Volunteer, record.VolunteerId));

    private Row Of(Correction correction) => _rows.In(correction.DivisionCode, correction.TeamId, ("id", correction.SourceId), ("correctionId", correction.Id)).Of((Role.Volunteer, correction.VolunteerId));

    private Row Of(Objection objection) => _rows.In(objection.DivisionCode, Activities.Single(a => a.Id == objection.SourceId).TeamId, ("id", objection.SourceId), ("objectionId", objection.Id))
        .Of((Role.Resident, objection.By), (Role.Volunteer, Records.Single(r => r.Id == objection.RecordId).VolunteerId));

    private Row Of(Backfill backfill) => _rows.In(backfill.DivisionCode, backfill.TeamId, ("id", backfill.SourceId), ("backfillId", backfill.Id), ("number", 1)).Of((Role.Volunteer, backfill.Entries[0].VolunteerId));

    private Row Of(AnomalyCase found) => _rows.In(found.DivisionCode, found.TeamId, ("id", found.SourceId), ("caseId", found.Id), ("verdict", "clear")).Of((Role.Volunteer, found.VolunteerIds.FirstOrDefault()));

    private Row OfSeries()
    {
        var series = _rows.Take(Series, s => s.Id, s => s.TeamId is not null, _ => true);
        return _rows.In(series.DivisionCode, series.TeamId, ("id", series.Id));
    }

    private async Task OpenKioskAsync(TestApp app, TestScope scope)
    {
        var activity = Activities.First(a => a is { Status: ActivityStatus.Published, TeamId: not null });
        var leader = _rows.In(activity.DivisionCode, activity.TeamId).Inside[Role.TeamLeader];
        using var answer = await (await app.ProgramOfAsync(leader, Role.TeamLeader)).PostAsJsonAsync($"/api/v1/activities/{activity.Id}/kiosks", new { name = "门口" });
        Kiosk = (activity.Id, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid(), Guid.CreateVersion7());
        var now = app.Clock.GetUtcNow().UtcDateTime;
        scope.Db.Add(new HeldScan { ActivityId = activity.Id, Id = Kiosk.Held, KioskId = Kiosk.Kiosk, Mark = "nobodys", End = ProofEnd.In, DeviceAt = now, ReceivedAt = now, Reason = HeldReasons.UnknownNumber, Fault = LogFault.None });
        await scope.Db.SaveChangesAsync();
    }
}
