using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising;
using Weiguang.People;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Activities.Organising;

/// <summary>A team leader with a program, and what activities look like over the API.</summary>
internal static class Organising
{
    public static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>A team of the village; divisions are imported.</summary>
    public static async Task<(Guid Team, Guid Leader, HttpClient Program)> LeaderAsync(this TestApp app)
    {
        await app.ImportCityAsync();
        var (team, leader) = await app.TeamAsync();
        return (team, leader, await app.ProgramOfAsync(leader));
    }

    public static async Task<HttpClient> StaffAsync(this TestApp app, Role role = Role.Station, long division = TestPeople.Village) =>
        await app.ProgramOfAsync(await app.PersonWithAsync(role, division));

    /// <summary>A sound draft: next Friday 14:00 to 16:00 in China, two seats, low risk.</summary>
    public static Dictionary<string, object?> Draft(Guid team, params (string Field, object? Value)[] other)
    {
        var draft = new Dictionary<string, object?>
        {
            ["teamId"] = team,
            ["title"] = "周五扫雪",
            ["category"] = "0001",
            ["divisionCode"] = TestPeople.Village,
            ["place"] = "村委会门口",
            ["lat"] = 45.3372,
            ["lon"] = 122.7851,
            ["description"] = "给独居老人**扫雪**。",
            ["ways"] = new[] { "rotating-code", "card" },
            ["posts"] = Posts(2),
        };
        foreach (var (field, value) in other)
        {
            draft[field] = value;
        }

        return draft;
    }

    public static object[] Posts(int capacity, string from = "2026-09-04T14:00:00+08:00", string to = "2026-09-04T16:00:00+08:00", string name = "扫雪") =>
        [new { name, shifts = new[] { new { startsAt = from, endsAt = to, capacity } } }];

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<Guid> AddAsync(this HttpClient program, Dictionary<string, object?> draft) =>
        (await (await program.PostAsJsonAsync("/api/v1/activities", draft, Ct)).JsonAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();

    public static Task<HttpResponseMessage> StepAsync(this HttpClient program, Guid id, string step, string? reason = null) =>
        program.PostAsJsonAsync($"/api/v1/activities/{id}/{step}", new { reason }, Ct);

    /// <summary>The activity as its organiser changes it: the draft it answers with, to be sent back.</summary>
    public static async Task<Dictionary<string, object?>> ReadAsync(this HttpClient program, Guid id) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>((await (await program.GetAsync($"/api/v1/activities/{id}/organised", Ct)).JsonAsync()).GetProperty("draft").GetRawText())!;

    public static async Task<Activity> ActivityOfAsync(this TestApp app, Guid id)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Activity>().AsNoTracking().Include(a => a.Posts).Include(a => a.Shifts).Include(a => a.Story).AsSplitQuery().SingleAsync(a => a.Id == id, Ct);
    }

    public static async Task<List<Activity>> SeriesOfAsync(this TestApp app, Guid first)
    {
        using var scope = app.Scope();
        var series = await scope.Db.Set<Activity>().Where(a => a.Id == first).Select(a => a.SeriesId).SingleAsync(Ct);
        return await scope.Db.Set<Activity>().AsNoTracking().Include(a => a.Posts).Include(a => a.Shifts).AsSplitQuery().Where(a => a.SeriesId == series).OrderBy(a => a.SeriesDate).ToListAsync(Ct);
    }

    public static Task<int> WalkAsync(this TestApp app) => ((ActivityPatrol)app.Services.GetService(typeof(ActivityPatrol))!).WalkAsync(Ct);
}
