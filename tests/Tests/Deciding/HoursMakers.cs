using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Deciding;

/// <summary>Cases about hours of a fair: a team arranges it, somebody else is in charge, a volunteer served and somebody ticked them.</summary>
internal static class HoursMakers
{
    private sealed record Place(TestApp App, Presences Fair, Guid Team, Guid Volunteer, ServiceRecord Record, Guid[] Parts)
    {
        public string Path => $"/api/v1/hours/{Fair.Activity}";
    }

    public static async Task<MadeCase> AnomalyAsync(TestApp app)
    {
        var at = await BuildAsync(app);
        var anomaly = new AnomalyCase
        {
            SourceId = at.Fair.Activity, Kind = AnomalyKind.Night, Facts = $"{at.Record.Id:N}", DivisionCode = TestPeople.Village, TeamId = at.Team, Title = at.Record.Title, Organiser = at.Record.Organiser, LeadId = at.Fair.LeadId,
            Evidence = "", Arguments = [], EngagementId = at.Fair.Shift, VolunteerIds = [at.Volunteer], At = CaseMakers.Now(app),
        };
        await KeepAsync(app, anomaly);
        return new(app, "hours.anomaly", anomaly.Id, at.Parts, MadeCase.Post(app, $"{at.Path}/anomalies/{anomaly.Id}/clear", new { words = "查过了" }));
    }

    public static async Task<MadeCase> BackfillAsync(TestApp app)
    {
        var (at, by) = (await BuildAsync(app), await app.PersonAsync("填的人"));
        var backfill = new Backfill
        {
            SourceId = at.Fair.Activity, EngagementId = at.Fair.Shift, DivisionCode = TestPeople.Village, TeamId = at.Team, Title = at.Record.Title, Organiser = at.Record.Organiser, LeadId = at.Fair.LeadId, By = by,
            At = CaseMakers.Now(app), FromAt = at.Fair.Start, UntilAt = at.Fair.Start.AddHours(1), Minutes = 60, Reason = "停电",
        };
        var missed = await app.VolunteerAsync();
        backfill.Entries.Add(new BackfillEntry { SourceId = backfill.SourceId, BackfillId = backfill.Id, VolunteerId = missed });
        await KeepAsync(app, backfill);
        return new(app, "hours.backfill", backfill.Id, [.. at.Parts.Except([at.Volunteer, at.Parts[^1]]), by, missed], MadeCase.Post(app, $"{at.Path}/backfills/{backfill.Id}/decision", new { approved = false, decision = "照片看不清" }));
    }

    /// <summary>Whoever left without checking out says when, and does not decide it; with two of them either may for the other.</summary>
    public static async Task<MadeCase> CheckOutAsync(TestApp app)
    {
        var at = await BuildAsync(app, r =>
        {
            r.Question(CaseMakers.Now(app), CaseMakers.Now(app));
            r.Escalate(null, CaseMakers.Now(app));
        });
        await KeepAsync(app, new RecordPhoto { SourceId = at.Fair.Activity, RecordId = at.Record.Id, Number = 1, ContentType = "image/png", Bytes = [1] });
        app.Clock.Set(new DateTimeOffset(at.Fair.Start.AddHours(1), TimeSpan.Zero)); // Nobody has left at a time that is yet to come.
        var post = MadeCase.Post(app, $"{at.Path}/records/{at.Record.Id}/end", new { until = at.Fair.Start.AddHours(1) });
        return new(app, "hours.check-out", at.Fair.Shift, [at.Volunteer], async (person, role) => await post(person, role) && await IsAsync(app, at, r => r.State != RecordState.Questioned));
    }

    public static async Task<MadeCase> LateAsync(TestApp app)
    {
        var at = await BuildAsync(app);
        await KeepAsync(app, new RecordClock
        {
            SourceId = at.Fair.Activity, EngagementId = at.Fair.Shift, DivisionCode = TestPeople.Village, TeamId = at.Team, LeadId = at.Fair.LeadId, Title = at.Record.Title, Organiser = at.Record.Organiser, DueAt = CaseMakers.Now(app), LookAt = null,
        });
        return new(app, "hours.late", at.Fair.Shift, [at.Volunteer], MadeCase.Press(app, $"/console/hours/{at.Fair.Activity}/records?engagement={at.Fair.Shift}", "urge"));
    }

    /// <summary>Somebody of those who run it served.</summary>
    public static async Task<MadeCase> OutsideAsync(TestApp app)
    {
        var at = await BuildAsync(app, isOfBody: true);
        return new(app, "hours.outside", at.Record.Id, at.Parts, MadeCase.Post(app, $"{at.Path}/records/{at.Record.Id}/confirm", new { }));
    }

    /// <summary>A kiosk brought somebody in when they had been missed; they have said already that they were there.</summary>
    public static async Task<MadeCase> LateScanAsync(TestApp app)
    {
        var at = await BuildAsync(app, r =>
        {
            Counted(r);
            r.Confirm(r.VolunteerId, CaseMakers.Now(app), isEnough: false);
        }, isLate: true);
        var post = MadeCase.Post(app, $"{at.Path}/records/{at.Record.Id}/confirm", new { });
        return new(app, "hours.outside", at.Record.Id, at.Parts, async (person, role) => await post(person, role) && await IsAsync(app, at, r => r.State != RecordState.Unconfirmed));
    }

    public static async Task<MadeCase> CorrectionAsync(TestApp app)
    {
        var (at, answerer) = (await BuildAsync(app), await app.PersonAsync("回话的人"));
        var correction = new Correction
        {
            SourceId = at.Fair.Activity, RecordId = at.Record.Id, VolunteerId = at.Volunteer, LeadId = at.Fair.LeadId, DivisionCode = TestPeople.Village, TeamId = at.Team, Reason = "少了", At = CaseMakers.Now(app),
        };
        Assert.True(correction.Propose(30, 0, "是多了", answerer, CaseMakers.Now(app)));
        await KeepAsync(app, correction);
        return new(app, "hours.correction", correction.Id, [.. at.Parts, answerer], MadeCase.Post(app, $"{at.Path}/corrections/{correction.Id}/decision", new { approved = false, decision = "没有少" }));
    }

    /// <summary>One doubted it before and was not right, another doubts it now.</summary>
    public static async Task<MadeCase> ObjectionAsync(TestApp app)
    {
        var at = await BuildAsync(app, r =>
        {
            Counted(r);
            r.Doubt(CaseMakers.Now(app));
        });
        var (before, doubter) = (await app.PersonAsync("早先提异议的"), await app.PersonAsync("提异议的"));
        Objection Doubt(Guid by) => new() { SourceId = at.Fair.Activity, RecordId = at.Record.Id, DivisionCode = TestPeople.Village, By = by, Reason = "没见他", At = CaseMakers.Now(app) };
        var (old, open) = (Doubt(before), Doubt(doubter));
        old.Decide(false, "查过了", Guid.Empty, CaseMakers.Now(app));
        await KeepAsync(app, old, open);
        return new(app, "hours.objection", open.Id, [.. at.Parts, before, doubter], MadeCase.Post(app, $"{at.Path}/objections/{open.Id}/decision", new { upheld = false, decision = "查过了" }));
    }

    private static void Counted(ServiceRecord record) =>
        record.Count(new Counted(record.FromAt.AddHours(1), ProofKinds.Word, 60, EvidenceGrade.C), RecordBasis.CheckOut, Guid.Empty, record.FromAt);

    private static async Task<Place> BuildAsync(TestApp app, Action<ServiceRecord>? stands = null, bool isOfBody = false, bool isLate = false)
    {
        var (team, people) = await CaseMakers.TeamAsync(app);
        var (fair, volunteer, ticker) = (await Presences.BuildAsync(app, team), await app.VolunteerAsync(), await app.PersonAsync("勾名单的人"));
        var record = new ServiceRecord
        {
            Source = "activity", SourceId = fair.Activity, EngagementId = fair.Shift, VolunteerId = volunteer, DivisionCode = TestPeople.Village, TeamId = team, Title = "清理河道", Category = "0006", Place = "河边", Content = "清理员",
            Organiser = "那金村志愿服务队", LeadId = fair.LeadId, LeadName = Sealed.Nothing, FromAt = fair.Start, IsOfBody = isOfBody, IsLate = isLate,
        };
        (stands ?? Counted)(record);
        var tick = new Proof
        {
            SourceId = fair.Activity, Id = Guid.CreateVersion7(), EngagementId = fair.Shift, VolunteerId = volunteer, End = ProofEnd.In, Kinds = ProofKinds.Word, At = fair.Start, ReceivedAt = fair.Start, ByPersonId = ticker, Device = "",
        };
        await KeepAsync(app, record, tick);
        return new(app, fair, team, volunteer, record, [.. people, fair.LeadId, volunteer, ticker]);
    }

    private static async Task KeepAsync(TestApp app, params object[] rows)
    {
        using var scope = app.Scope();
        scope.Db.AddRange(rows);
        await scope.Db.SaveChangesAsync();
    }

    private static async Task<bool> IsAsync(TestApp app, Place at, Func<ServiceRecord, bool> stands)
    {
        using var scope = app.Scope();
        return stands(await scope.Db.Set<ServiceRecord>().AsNoTracking().SingleAsync(r => r.SourceId == at.Fair.Activity && r.Id == at.Record.Id));
    }
}
