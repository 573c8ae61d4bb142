using Weiguang.Cases.Photos;
using Weiguang.Kernel.Photos;
using Weiguang.Ledger;
using Weiguang.Messages.Domain;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Projects;
using Weiguang.Projects.Domain;
using Weiguang.Recognition.Domain;
using Weiguang.Regions.Domain;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Recognition;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Walk;

/// <summary>Projects, teams, stars, certificates, stations, people and places.</summary>
internal sealed class OtherRows
{
    private readonly Rows _rows;

    private OtherRows(Rows rows) => _rows = rows;

    public required List<Project> Projects { get; init; }

    public required List<TeamMember> Members { get; init; }

    public required List<StarCase> Stars { get; init; }

    public required List<StarObjection> Objections { get; init; }

    public required List<Certificate> Certificates { get; init; }

    public required List<Station> Stations { get; init; }

    public required List<Message> Messages { get; init; }

    public required List<Volunteer> Volunteers { get; init; }

    private static Guid HeldPhotoId { get; } = Guid.CreateVersion7();

    /// <summary>Pictures of teams, with whose they are and where.</summary>
    public required List<(Guid Id, Guid Team, long Division)> Photos { get; init; }

    private static Guid ReportId { get; } = Guid.CreateVersion7();

    private static Guid CardKeyId { get; } = Guid.CreateVersion7();

    public static async Task<OtherRows> FindAsync(TestApp app, TestScope scope, Rows rows)
    {
        var shown = await scope.Db.Set<StarCase>().AsNoTracking().Where(s => s.State == StarState.Publicity).OrderBy(s => s.StateAt).ThenBy(s => s.Id).FirstAsync();
        await (await app.ProgramOfAsync(rows.Anybody.Inside[Role.Resident], Role.Resident)).MustAsync($"/api/v1/stars/{shown.Id}/objections", new { reason = "那天他不在村里" });
        scope.Db.Add(new HeldPhoto { PersonId = rows.Anybody.Inside[Role.Resident], Id = HeldPhotoId, At = app.Clock.GetUtcNow().UtcDateTime, ContentType = "image/jpeg", Bytes = [1], Width = 1, Height = 1, Print = 0, TakenAt = null, Sent = "", Name = "" });
        scope.Db.Add(new CardKey { PersonId = rows.Anybody.Inside[Role.Volunteer], Id = CardKeyId, PublicKey = "", Device = "Android · WeChat", CreatedAt = app.Clock.GetUtcNow().UtcDateTime });
        scope.Db.Add(new PhotoReport { Id = ReportId, Album = "team", OwnerId = Guid.CreateVersion7(), PhotoId = Guid.CreateVersion7(), BroughtBy = Guid.Empty, TeamId = null, Title = "那金镇帮帮队", Page = "/teams", DivisionCode = Places.Taonan, By = Guid.Empty, Reason = "上面有我家孩子", At = app.Clock.GetUtcNow().UtcDateTime });
        await scope.Db.SaveChangesAsync();
        return await ReadAsync(scope, rows);
    }

    private static async Task<OtherRows> ReadAsync(TestScope scope, Rows rows) => new(rows)
    {
        Projects = await scope.Db.Set<Project>().AsNoTracking().OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).ToListAsync(),
        Members = await scope.Db.Set<TeamMember>().AsNoTracking().Include(m => m.Team).OrderBy(m => m.JoinedAt).ThenBy(m => m.PersonId).ToListAsync(),
        Stars = await scope.Db.Set<StarCase>().AsNoTracking().OrderBy(s => s.StateAt).ThenBy(s => s.Id).ToListAsync(),
        Objections = await scope.Db.Set<StarObjection>().AsNoTracking().OrderBy(o => o.At).ThenBy(o => o.Id).ToListAsync(),
        Certificates = await scope.Db.Set<Certificate>().AsNoTracking().OrderBy(c => c.IssuedAt).ToListAsync(),
        Stations = await scope.Db.Set<Station>().AsNoTracking().OrderBy(s => s.DivisionCode).ThenBy(s => s.Id).ToListAsync(),
        Messages = await scope.Db.Set<Message>().AsNoTracking().OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(),
        Photos = [.. (await scope.Db.Set<TeamPhoto>().Join(scope.Db.Set<Team>(), p => p.OwnerId, t => t.Id, (p, t) => new { p.Id, Team = t.Id, t.DivisionCode }).OrderBy(p => p.Team).ThenBy(p => p.Id).ToListAsync()).Select(p => (p.Id, p.Team, p.DivisionCode))],
        Volunteers = await scope.Db.Set<Volunteer>().AsNoTracking().OrderBy(v => v.Number).ToListAsync(),
    };

    public Row? Find(string method, string pattern)
    {
        bool Has(string part) => pattern.Contains(part, StringComparison.OrdinalIgnoreCase);
        return Has("project/{") || Has("projects/{") ? OfProject(method, pattern)
            : Has("albums/{") ? OfAlbum()
            : Has("photo-reports/{") ? _rows.In(Places.Taonan, null, ("id", ReportId))
            : Has("team/{") || Has("teams/{") ? OfTeam()
            : Has("{objectionId") ? Of(_rows.Take(Objections, o => o.Id, o => o.Upheld is null, _ => true))
            : Has("stars/{") ? Of(_rows.Take(Stars, s => s.Id, s => s.State == (Has("console") ? StarState.Proposed : StarState.Publicity), _ => true), "certify")
            : Has("certificates/{") || Has("verify/{") ? OfCertificate()
            : Has("anchors/{") ? OfAnchor()
            : Has("stations/{") ? OfStation()
            : Has("messages/{") ? OfMessage()
            : Has("card-keys/{") ? _rows.Anybody.With(("keyId", CardKeyId))
            : Has("held/{") ? _rows.Anybody.With(("id", HeldPhotoId))
            : Has("volunteers/{") ? _rows.Anybody.With(("number", Volunteers[0].Number))
            : Has("people/{") ? _rows.Anybody.With(("id", _rows.Anybody.Inside[Role.Resident]))
            : Has("-rules/{") ? _rows.Anybody.With(("place", Places.Taonan), ("division", Places.Taonan), ("rule", "night"), ("sequence", 1))
            : Has("regions/{") ? _rows.Anybody.With(("code", Places.Taonan))
            : Has("calendar/{") ? _rows.Anybody.With(("token", "nobodys-token"))
            : Has("problems/{") ? _rows.Anybody.With(("type", "not-found"))
            : Has("error/{") ? _rows.Anybody.With(("code", 404))
            : Has("openapi/{") ? _rows.Anybody.With(("documentName", "v1")) : null;
    }

    public IEnumerable<(string, string, Row)> Standing() =>
        Projects.GroupBy(p => p.Status).OrderBy(g => g.Key).Select(g => ("project", g.Key.ToString(), g.OrderBy(p => p.TeamId is null).Select(p => _rows.In(p.DivisionCode, p.TeamId, ("id", p.Id))).First()));

    private Row OfProject(string method, string pattern)
    {
        var (status, step) = (method, pattern.Split('/')[^1]) switch
        {
            (_, "evaluation") => (ProjectStatus.Ended, ""),
            (_, "rounds") => (ProjectStatus.ClosedManual, ""),
            ("PUT", _) or (_, "edit") => (ProjectStatus.Draft, ""),
            (_, "{step}") => (ProjectStatus.PendingAudit, "approve"),
            _ => (ProjectStatus.Running, ""),
        };
        var project = _rows.Take(Projects, p => p.Id, p => p.Status == status && p.TeamId is not null, p => p.TeamId is not null);
        return _rows.In(project.DivisionCode, project.TeamId, ("id", project.Id), ("step", step));
    }

    private Row OfTeam()
    {
        var member = _rows.Take(Members, m => m.PersonId, m => m is { State: MemberState.Applied, Team.DivisionCode: < Places.Zhenlai + 10_000_000_000 }, m => m.Role == TeamRole.Member);
        return _rows.In(member.Team!.DivisionCode, member.TeamId, ("id", member.TeamId), ("personId", member.PersonId), ("step", "approve")).Of((Role.Volunteer, member.PersonId), (Role.Resident, member.PersonId));
    }

    private Row Of(StarObjection objection) => Of(Stars.Single(s => s.PersonId == objection.PersonId && s.Level == objection.Level), "keep").With(("objectionId", objection.Id)).Of((Role.Resident, objection.By));

    private Row Of(StarCase star, string step) => _rows.In(star.DivisionCode, null, ("id", star.Id), ("step", step)).Of((Role.Resident, star.PersonId), (Role.Volunteer, star.PersonId));

    private Row OfCertificate()
    {
        var certificate = Certificates[0];
        return _rows.In(certificate.DivisionCode, null, ("number", certificate.Number)).Of((Role.Volunteer, certificate.PersonId));
    }

    private Row OfAnchor()
    {
        var volunteer = Certificates[0].PersonId;
        return _rows.Anybody.With(("number", 13), ("accountId", LedgerAccountKey.Person(volunteer).AccountId(LedgerUnit.Minutes))).Of((Role.Volunteer, volunteer));
    }

    private Row OfStation()
    {
        var station = _rows.Take(Stations, s => s.Id, _ => true, _ => true);
        return _rows.In(station.DivisionCode, null, ("id", station.Id));
    }

    private Row OfAlbum()
    {
        var photo = _rows.Take(Photos, p => p.Id, _ => true, _ => true);
        return _rows.In(photo.Division, photo.Team, ("album", "team"), ("owner", photo.Team), ("photo", photo.Id));
    }

    private Row OfMessage()
    {
        var message = Messages[0];
        return _rows.Anybody.With(("id", message.Id)).Of((Role.Resident, message.PersonId));
    }
}
