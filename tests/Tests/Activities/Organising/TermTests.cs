using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

/// <summary>What was agreed is kept with its moment and its author, and hours count by what was in force.</summary>
public class TermTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly DateTime Start = new(2026, 9, 4, 6, 0, 0, DateTimeKind.Utc);

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_change_of_what_counts_is_a_version_with_author_and_moment(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        Assert.Empty(await TermsAsync(app, id));

        await (await program.StepAsync(id, "publish")).JsonAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await ChangeAsync(program, id, d => d["slackMinutes"] = 20);
        await ChangeAsync(program, id, d => d["cancelHours"] = 24); // Counts for nothing.
        await ChangeAsync(program, id, d => Shift(d)["capacity"] = 3);

        var terms = await TermsAsync(app, id);
        Assert.Equal([(1, 30, 2), (2, 20, 2), (3, 20, 3)], terms.Select(t => (t.Sequence, t.SlackMinutes, t.Capacity)));
        Assert.All(terms, t => Assert.Equal(leader, t.ByPersonId));
        Assert.Equal(TimeSpan.FromHours(1), terms[1].Since - terms[0].Since);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_agreed_is_neither_changed_nor_removed(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        using var scope = app.Scope();
        var terms = scope.Db.Set<ShiftTerm>().Where(t => t.ActivityId == id);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => terms.ExecuteUpdateAsync(set => set.SetProperty(t => t.BreakMinutes, 5), Ct));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => terms.ExecuteDeleteAsync(Ct));
        Assert.Single(await TermsAsync(app, id));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_longer_shift_without_its_rest_pays_nothing_to_who_has_left(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, _) = await app.LeaderAsync();
        var program = await app.ProgramOfAsync(leader);
        var id = await program.AddAsync(Draft(team, ("posts", new object[] { new { name = "扫雪", shifts = new[] { new { startsAt = Start, endsAt = Start.AddHours(2), breakMinutes = 60, capacity = 5 } } } })));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        app.Clock.Set(new(Start.AddMinutes(100), TimeSpan.Zero));
        await ChangeAsync(await app.ProgramOfAsync(leader), id, d => (d["closesAt"], Shift(d)["endsAt"], Shift(d)["breakMinutes"]) = (null, Start.AddHours(3).ToString("O"), 0));
        app.Clock.Set(new(Start.AddMinutes(230), TimeSpan.Zero));
        var (left, stayed) = (await ThereAsync(app, id, -20, 95), await ThereAsync(app, id, 0, 175)); // Only now: whatever walks by itself counts nothing before.
        await Presences.WalkAsync(app);

        using var scope = app.Scope();
        var records = await scope.Db.Set<ServiceRecord>().Include(r => r.Story).Where(r => r.SourceId == id).ToDictionaryAsync(r => r.VolunteerId, Ct);
        Assert.Equal(35, records[left].Minutes); // 95 minutes of the shift, and the rest in its middle as it was when it passed.
        Assert.Equal(115, records[stayed].Minutes); // Who is there when it is made longer serves longer.
        Assert.Equal("20", records[left].Story.Single(e => e.Action == RecordAction.Count).Reason);
        Assert.Contains("“{0}”您另有 {1} 分钟不在约定的时间里，时长只算约定的时间。要是另有约定，点开可以申请更正。", await app.ToldAsync(left));
        Assert.DoesNotContain("“{0}”您另有 {1} 分钟不在约定的时间里，时长只算约定的时间。要是另有约定，点开可以申请更正。", await app.ToldAsync(stayed));
        var (browser, path) = (await app.BrowserOfAsync(left), $"/hours/{id}/records/{records[left].Id}");
        var page = await browser.GetPageAsync(path, Ct);
        Assert.Contains("另有 20 分钟不在约定的时间里", page.Body!.TextContent, StringComparison.Ordinal);

        await browser.SubmitAsync(path, new Dictionary<string, string>(), "[data-outside] form", Ct); // It was agreed: one press asks those who know.
        var asked = await browser.GetPageAsync(path, Ct);
        Assert.Contains("约定以外多做了 20 分钟，是说好的。", asked.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(asked.QuerySelector("[data-outside]"));
        Assert.Null((await (await app.BrowserOfAsync(stayed)).GetPageAsync($"/hours/{id}/records/{records[stayed].Id}", Ct)).QuerySelector("[data-outside]"));
    }

    /// <summary>A slip of the finger would take from everybody there what they have done since.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_shift_that_goes_on_cannot_end_before_now(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        app.Clock.Set(new(Start.AddMinutes(80).AddSeconds(40), TimeSpan.Zero));
        program = await app.ProgramOfAsync(leader);

        var early = await ChangedAsync(program, id, d => (d["closesAt"], Shift(d)["endsAt"]) = (null, Start.AddMinutes(30).ToString("O")));
        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        Assert.Contains("posts[0].shifts[0].endsAt", await early.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.True((await ChangedAsync(program, id, d => (d["closesAt"], Shift(d)["endsAt"]) = (null, Start.AddMinutes(80).ToString("O")))).IsSuccessStatusCode); // This minute is now.
    }

    /// <summary>What needs somebody's yes counts from that yes on; what takes away counts at once.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_much_longer_shift_counts_from_when_it_is_approved(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        app.Clock.Set(new(Start.AddMinutes(60), TimeSpan.Zero));
        await ChangeAsync(await app.ProgramOfAsync(leader), id, d => (d["closesAt"], Shift(d)["endsAt"]) = (null, Start.AddHours(6).ToString("O")));
        Assert.Equal(ActivityStatus.PendingReview, (await app.ActivityOfAsync(id)).Status);
        Assert.Single(await TermsAsync(app, id));
        app.Clock.Set(new(Start.AddMinutes(200), TimeSpan.Zero));
        await (await (await app.StaffAsync()).StepAsync(id, "approve")).JsonAsync();
        app.Clock.Set(new(Start.AddMinutes(330), TimeSpan.Zero));
        var person = await ThereAsync(app, id, 0, 300);
        await Presences.WalkAsync(app);

        using var scope = app.Scope();
        Assert.Equal(120 + 100, (await scope.Db.Set<ServiceRecord>().SingleAsync(r => r.VolunteerId == person, Ct)).Minutes);
    }

    /// <summary>Whoever widens the fence has nobody let in from afar before somebody has looked at it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_wider_fence_lets_nobody_in_before_it_is_approved(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("ways", new[] { "position", "card" })));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        var volunteer = await app.VolunteerAsync();
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single().Id;
        await (await (await app.ProgramOfAsync(volunteer)).PostAsJsonAsync($"/api/v1/activities/{id}/signups", new { shiftId = shift }, Ct)).JsonAsync();
        await ChangeAsync(program, id, d => d["fenceMetres"] = 10_000);
        app.Clock.Set(new(Start, TimeSpan.Zero));
        var (inside, far) = (await app.ProgramOfAsync(volunteer), new { lat = 45.40, lon = 122.7851, accuracy = 10 }); // Seven kilometres away.

        Assert.Equal(HttpStatusCode.BadRequest, (await inside.PostAsJsonAsync($"/api/v1/activities/{id}/check-in", far, Ct)).StatusCode);
        await (await (await app.StaffAsync()).StepAsync(id, "approve")).JsonAsync();
        app.Services.GetRequiredService<IMemoryCache>().Remove($"check-in-terms:{id}"); // The door remembers for seconds.
        Assert.Equal(HttpStatusCode.OK, (await inside.PostAsJsonAsync($"/api/v1/activities/{id}/check-in", far, Ct)).StatusCode);
    }

    private static async Task<Guid> ThereAsync(TestApp app, Guid id, int inMinute, int outMinute)
    {
        var (person, shift) = (await app.VolunteerAsync(), (await app.ActivityOfAsync(id)).Shifts.Single());
        using var scope = app.Scope();
        scope.Db.Add(new Stay
        {
            SourceId = id, EngagementId = shift.Id, VolunteerId = person, DivisionCode = TestPeople.Village, InAt = Start.AddMinutes(inMinute), InProof = Presences.Both,
            OutAt = Start.AddMinutes(outMinute), OutProof = Presences.Both, SeenAt = Start.AddMinutes(outMinute),
        });
        await scope.Db.SaveChangesAsync(Ct);
        return person;
    }

    private static async Task ChangeAsync(HttpClient program, Guid id, Action<JsonObject> change) => await (await ChangedAsync(program, id, change)).JsonAsync();

    private static async Task<HttpResponseMessage> ChangedAsync(HttpClient program, Guid id, Action<JsonObject> change)
    {
        var draft = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await program.ReadAsync(id)))!.AsObject();
        change(draft);
        return await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct);
    }

    private static JsonObject Shift(JsonObject draft) => draft["posts"]![0]!["shifts"]![0]!.AsObject();

    private static async Task<List<ShiftTerm>> TermsAsync(TestApp app, Guid id)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<ShiftTerm>().AsNoTracking().Where(t => t.ActivityId == id).OrderBy(t => t.Sequence).ToListAsync(Ct);
    }
}
