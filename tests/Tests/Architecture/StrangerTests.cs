using Weiguang.Tests.Hours;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Cases.Photos;
using Weiguang.Kernel.Photos;
using Weiguang.Ledger;
using Weiguang.Messages.Domain;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Ledger;
using Weiguang.Tests.Ledger.Anchors;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Projects;
using Weiguang.Tests.Recognition;

namespace Weiguang.Tests.Architecture;

/// <summary>
/// Every address that names a row is tried by the coordinator of the next county, who must not even learn that the row exists.
/// The addresses come from the running app: a new page or endpoint is tried as soon as it is mapped, and fails here until somebody says which row it shows.
/// </summary>
public class StrangerTests
{
    /// <summary>Open to everybody, by their nature.</summary>
    private static readonly string[] Public =
    [
        "/stations/{Id:guid}", "/stations/{Id:guid}/poster", "/api/v1/stations/{id:guid}", "/api/v1/stations/{id:guid}/menu", "/api/v1/regions/{code:long}", "/api/v1/regions/{code:long}/children",
        "/teams/{Id:guid}", "/api/v1/teams/{id:guid}", "/api/v1/teams/{id:guid}/join", "/api/v1/teams/{id:guid}/leave",
        "/calendar/{token}.ics", "/volunteers/{Number}", "/verify/{Number}", "/api/v1/certificates/{number}", "/api/v1/ledger/anchors/{number:long}", "/ledger/anchors/{Number:long}", "/problems/{Type}", "/error/{Code:int}", "/openapi/{documentName}.json",
        "/volunteers/{Number}", "/verify/{Number}", "/api/v1/certificates/{number}", "/problems/{Type}", "/error/{Code:int}", "/openapi/{documentName}.json",
        "/console/activities/{id:guid}/kiosk/app.webmanifest",
    ];

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_stranger_from_the_next_county_finds_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var team = await TeamAsync(app);
        var (star, certificate) = await HonoursAsync(app);
        var (activity, shifts) = await app.ActivityAsync(a => a.Recruit = RecruitScope.Closed);
        var hours = await app.HoursAsync(activity, shifts[0]);
        var rows = new Dictionary<string, string>
        {
            ["orders"] = $"{await village.OrderAsync()}",
            ["messages"] = $"{await MessageAsync(app, village.ResidentId)}",
            ["stations"] = $"{village.StationId}",
            ["team"] = $"{team}",
            ["teams"] = $"{team}",
            ["project"] = $"{await app.DraftAsync(team)}",
            ["projects"] = $"{await app.DraftAsync(team)}",
            ["series"] = $"{await SeriesAsync(app)}",
            ["activities"] = $"{activity}",
            ["shifts"] = $"{shifts[0]}",
            ["records"] = $"{hours.Record}",
            ["hours"] = $"{activity}",
            ["engagements"] = $"{shifts[0]}",
            ["corrections"] = $"{hours.Correction}",
            ["objections"] = $"{hours.Objection}",
            ["backfills"] = $"{hours.Backfill}",
            ["anomalies"] = $"{hours.Anomaly}",
            ["verdict"] = "clear",
            ["check-in"] = "nobody-signed-this",
            ["albums"] = "activity",
            ["Album"] = "activity",
            ["Owner"] = $"{activity}",
            ["owner"] = $"{activity}",
            ["photo"] = $"{await PhotoAsync(app, activity)}",
            ["photo-reports"] = $"{await ReportedAsync(app)}",
            ["signups"] = $"{Guid.NewGuid()}",
            ["volunteerId"] = $"{village.ResidentId}",
            ["held"] = $"{Guid.NewGuid()}",
            ["kiosks"] = $"{Guid.NewGuid()}",
            ["held-scans"] = $"{Guid.NewGuid()}",
            ["people"] = $"{village.ResidentId}",
            ["number"] = "1",
            ["anchors"] = "1",
            ["proof"] = $"{await AnchoredAsync(app)}",
            ["stars"] = $"{star}",
            ["certificates"] = certificate,
            ["objectionId"] = $"{Guid.CreateVersion7()}",
            ["personId"] = $"{village.ResidentId}",
            ["step"] = "approve",
            ["star-rules"] = $"{TestPeople.County}",
            ["changes"] = "1",
            ["hour-rules"] = $"{TestPeople.County}",
            ["card-keys"] = $"{await CardKeyAsync(app, village.ResidentId)}",
            ["Rule"] = "night",
            ["rule"] = "night",
        };
        var stranger = await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty);
        var (program, browser) = (await app.ProgramOfAsync(stranger), await app.BrowserOfAsync(stranger));

        var found = new List<string>();
        foreach (var (method, path) in Addresses(app, rows))
        {
            var client = path.StartsWith("/api/", StringComparison.Ordinal) ? program : browser;
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : Body(path) };
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.NotFound && !(answer.StatusCode == HttpStatusCode.Forbidden && path.StartsWith("/api/v1/me/card-keys/", StringComparison.Ordinal))) // For volunteers alone: refused before any row is looked for.
            {
                found.Add($"{method} {path} answered {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(found);
    }

    private static HttpContent Body(string path) => path.EndsWith("/photos", StringComparison.Ordinal) || path.EndsWith("/backfills", StringComparison.Ordinal)
        ? new MultipartFormDataContent { { new ByteArrayContent([1]), "photos", "a.jpg" } }
        : JsonContent.Create(new { reason = "x", stars = 5, words = "x", agreed = true, take = true, accept = true, end = "in", upheld = true, shiftId = Guid.NewGuid(), kioskId = Guid.NewGuid(), sentAt = DateTimeOffset.UnixEpoch });

    private static List<(string Method, string Path)> Addresses(TestApp app, Dictionary<string, string> rows)
    {
        var addresses = new List<(string, string)>();
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            if (endpoint.RoutePattern.Parameters.Count == 0 || pattern.Contains("{*", StringComparison.Ordinal) || Public.Contains(pattern))
            {
                continue;
            }

            var page = endpoint.Metadata.OfType<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>().Any();
            var methods = page ? ["GET"] : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            addresses.AddRange(methods.Select(method => (method, Fill(endpoint, pattern, rows))));
        }

        Assert.NotEmpty(addresses);
        return addresses;
    }

    private static string Fill(RouteEndpoint endpoint, string pattern, Dictionary<string, string> rows)
    {
        var path = "";
        var before = "";
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            var part = segment.Parts[0];
            var text = part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : null;
            var name = (part as Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart)?.Name;
            var value = text ?? (rows.TryGetValue(before, out var row) || rows.TryGetValue(name!, out row) ? row : null);
            Assert.True(value is not null, $"Say in {nameof(StrangerTests)} which row {pattern} shows, or that it is public.");
            path += "/" + value;
            before = text ?? "";
        }

        return path;
    }

    /// <summary>Somebody's account that an anchor holds.</summary>
    private static async Task<Guid> AnchoredAsync(TestApp app)
    {
        using var scope = app.Scope();
        var person = Guid.CreateVersion7();
        await scope.Get<LedgerBook>().PostAsync(person.Hours(30));
        await scope.AnchorAsync();
        return AnchorArrangements.AccountOf(person);
    }

    private static async Task<Guid> PhotoAsync(TestApp app, Guid activity)
    {
        using var scope = app.Scope();
        var photo = AlbumPhoto.Of<ActivityPhoto>(activity, Guid.CreateVersion7(), 1, new("image/webp", [1], 1, 1), [1], new("", false), Guid.Empty, app.Clock.GetUtcNow().UtcDateTime, isShown: true);
        scope.Db.Add(photo);
        await scope.Db.SaveChangesAsync();
        return photo.Id;
    }

    private static async Task<Guid> ReportedAsync(TestApp app)
    {
        using var scope = app.Scope();
        var report = new PhotoReport { Album = "team", OwnerId = Guid.CreateVersion7(), PhotoId = Guid.CreateVersion7(), BroughtBy = Guid.Empty, TeamId = null, Title = "", Page = "", DivisionCode = TestPeople.Village, By = Guid.Empty, Reason = "x", At = app.Clock.GetUtcNow().UtcDateTime };
        scope.Db.Add(report);
        await scope.Db.SaveChangesAsync();
        return report.Id;
    }

    private static async Task<Guid> CardKeyAsync(TestApp app, Guid person)
    {
        using var scope = app.Scope();
        var key = new CardKey { PersonId = person, PublicKey = "", Device = "Android", CreatedAt = app.Clock.GetUtcNow().UtcDateTime };
        scope.Db.Add(key);
        await scope.Db.SaveChangesAsync();
        return key.Id;
    }

    private static async Task<Guid> TeamAsync(TestApp app)
    {
        var leader = await app.VolunteerAsync();
        using var scope = app.Scope();
        var (team, membership) = Team.Found("邻里帮扶队", "STD8", TestPeople.Village, leader, "", [], JoinMode.Open, app.Clock.GetUtcNow().UtcDateTime);
        scope.Db.AddRange(team, membership);
        await scope.Db.SaveChangesAsync();
        return team.Id;
    }

    /// <summary>A star that waits for its certifier, and a certificate.</summary>
    private static async Task<(Guid Star, string Certificate)> HonoursAsync(TestApp app)
    {
        var volunteer = await app.VolunteerAsync();
        await app.EarnAsync(volunteer, 100 * 60);
        await app.SweepAsync();
        return (await app.StarOfAsync(volunteer), await (await app.ProgramOfAsync(volunteer)).IssueAsync(new { from = "2026-01-01", to = "2026-12-31" }));
    }

    private static async Task<Guid> SeriesAsync(TestApp app)
    {
        using var scope = app.Scope();
        var series = new Series { Title = "周五扫雪", DivisionCode = TestPeople.Village, LeadId = Guid.Empty, Organiser = "实践站", Rule = "FREQ=WEEKLY;BYDAY=FR", StartsOn = new(2026, 9, 4), CreatedAt = app.Clock.GetUtcNow().UtcDateTime };
        scope.Db.Add(series);
        await scope.Db.SaveChangesAsync();
        return series.Id;
    }

    private static async Task<Guid> MessageAsync(TestApp app, Guid personId)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Message>().Where(m => m.PersonId == personId).Select(m => m.Id).FirstAsync();
    }
}
