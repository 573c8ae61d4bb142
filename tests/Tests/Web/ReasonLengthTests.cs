using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.People;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Activities.Organising;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Projects;
using Weiguang.Tests.Recognition;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Web;

/// <summary>A reason may be as long as the description says, counted as its reader and its column count: what follows on the door is no shorter, whatever kind of thing it is about.</summary>
public class ReasonLengthTests
{
    /// <summary>One character, two units for the program.</summary>
    private const string Rare = "𠮷";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_reason_of_rare_characters_is_taken_up_to_the_limit_of_the_description_and_no_further(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var document = new ApiDocument(await app.Browser().GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct));
        var wrong = new List<string>();
        foreach (var (operation, field, address, program, more) in await StepsAsync(app))
        {
            var most = document.Sent.Single(s => s.Operation == operation && s.Path == field).Most!.Value;
            foreach (var (length, refused) in ((int, bool)[])[(most + 1, true), (most, false)])
            {
                using var answer = await program.PostAsJsonAsync(address, new Dictionary<string, object?>(more) { [field] = string.Concat(Enumerable.Repeat(Rare, length)) }, Ct);
                if (refused ? answer.StatusCode != HttpStatusCode.BadRequest : !answer.IsSuccessStatusCode)
                {
                    wrong.Add($"{operation}, {length} characters: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>Each thing that is decided with a word of why, ready for the step.</summary>
    private static async Task<List<(string Operation, string Field, string Address, HttpClient Program, Dictionary<string, object?> More)>> StepsAsync(TestApp app)
    {
        var steps = new List<(string, string, string, HttpClient, Dictionary<string, object?>)>();
        await app.ImportCityAsync();
        var (team, leader) = await app.TeamAsync(JoinMode.Approval);
        var (leads, staff, county) = (await app.ProgramOfAsync(leader), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)));
        Dictionary<string, object?> nothing = [];

        var project = await app.DraftAsync(team);
        await leads.MustAsync($"/api/v1/projects/{project}/submit");
        steps.Add(("POST /api/v1/projects/{id}/{step}", "words", $"/api/v1/projects/{project}/decline", staff, nothing));
        var library = await app.ApprovedAsync(team);
        steps.Add(("POST /api/v1/projects/{id}/recommendation", "words", $"/api/v1/projects/{library}/recommendation", leads, nothing));
        steps.Add(("POST /api/v1/projects/{id}/recommendation/answer", "opinion", $"/api/v1/projects/{library}/recommendation/answer", county, new() { ["accept"] = false }));

        var (applicant, member) = (await app.VolunteerAsync(), await app.VolunteerAsync());
        foreach (var person in (Guid[])[applicant, member])
        {
            await (await app.ProgramOfAsync(person)).MustAsync($"/api/v1/teams/{team}/join");
        }

        await leads.MustAsync($"/api/v1/teams/{team}/members/{member}/approve");
        steps.Add(("POST /api/v1/teams/{id}/members/{personId}/{step}", "reason", $"/api/v1/teams/{team}/members/{applicant}/decline", leads, nothing));
        steps.Add(("POST /api/v1/teams/{id}/members/{personId}/{step}", "reason", $"/api/v1/teams/{team}/members/{member}/remove", leads, nothing));

        var risky = await leads.AddAsync(Organising.Draft(team, ("risk", "raised"), ("riskNotice", "路滑，穿防滑鞋。")));
        await leads.MustAsync($"/api/v1/activities/{risky}/submit");
        steps.Add(("POST /api/v1/activities/{id}/reject", "reason", $"/api/v1/activities/{risky}/reject", staff, nothing));
        var planned = await leads.AddAsync(Organising.Draft(team));
        await leads.MustAsync($"/api/v1/activities/{planned}/publish");
        steps.Add(("POST /api/v1/activities/{id}/cancel", "reason", $"/api/v1/activities/{planned}/cancel", leads, nothing));

        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        steps.Add(("POST /api/v1/orders/{id}/reject", "reason", $"/api/v1/orders/{order}/reject", village.Staff, nothing));

        var volunteer = await app.VolunteerAsync();
        await app.EarnAsync(volunteer, 6000);
        await app.SweepAsync();
        steps.Add(("POST /api/v1/console/stars/{id}/{step}", "reason", $"/api/v1/console/stars/{await app.StarOfAsync(volunteer)}/decline", county, nothing));
        return steps;
    }
}
