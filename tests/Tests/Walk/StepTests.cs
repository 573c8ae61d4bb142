using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.People;

namespace Weiguang.Tests.Walk;

/// <summary>
/// Orders, activities and projects in every state, as everybody: a step that is not among those they are told they may take (their page shows its button by the same list) must not be
/// taken when they send it all the same.
/// </summary>
public class StepTests(ITestOutputHelper output)
{
    /// <summary>Everything a step may ask for, so that nothing but the step itself is refused.</summary>
    private static readonly object Content = new
    {
        reason = "试一试", words = "试一试", stars = 5, came = true, onTime = true, solved = "yes", open = true, volunteerIds = Array.Empty<Guid>(), code = "123456", lat = 45.3372, lon = 122.7851,
        toImprove = "没有", evaluation = "很好", from = "2026-10-01", to = "2026-11-01",
    };

    private static readonly (string Kind, string View, string Steps, (string Action, string Path)[] All)[] Flows =
    [
        ("order", "/api/v1/orders/{id}", "/api/v1/orders/{id}/",
        [
            .. Same("dispatch", "escalate", "reject", "recall", "accept", "decline", "release", "check-in", "check-out", "complete", "reward", "cancel"), ("rate", "rating"),
        ]),
        ("activity", "/api/v1/activities/{id}/organised", "/api/v1/activities/{id}/", [.. Same("submit", "approve", "reject", "publish", "pause", "resume", "cancel"), ("close", "evaluation")]),
        ("project", "/api/v1/projects/{id}", "/api/v1/projects/{id}/", [.. Same("submit", "approve", "decline", "start", "pause", "resume", "disable", "discard"), ("close", "evaluation"), ("renew", "rounds")]),
    ];

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_takes_a_step_that_is_not_theirs_now(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var (tried, wrong) = (0, new List<string>());
        foreach (var (kind, state, row) in stage.Scene.Standing)
        {
            var flow = Flows.Single(f => f.Kind == kind);
            foreach (var place in Place.All)
            {
                var allowed = await AllowedAsync(stage, flow.View.Replace("{id}", row.Values["id"], StringComparison.Ordinal), row, place);
                foreach (var (action, path) in flow.All.Where(step => !allowed.Contains(step.Action)))
                {
                    tried++;
                    using var request = stage.Request("POST", flow.Steps.Replace("{id}", row.Values["id"], StringComparison.Ordinal) + path, row.PersonAt(place), place.Role ?? Role.Resident);
                    request.Content = JsonContent.Create(Content);
                    using var answer = await stage.Client.SendAsync(request);
                    if ((int)answer.StatusCode is < 400 or >= 500)
                    {
                        wrong.Add($"{place.Name} may {string.Join(", ", allowed.DefaultIfEmpty("do nothing"))} with a {state} {kind}, but {action} was answered {(int)answer.StatusCode}");
                    }
                }
            }
        }

        output.WriteLine($"{database}: {stage.Scene.Standing.Count} rows, {tried} steps that nobody was offered");
        Assert.NotEqual(0, tried);
        Assert.Empty(wrong);
    }

    private static async Task<HashSet<string>> AllowedAsync(Stage stage, string view, Row row, Place place)
    {
        using var request = stage.Request("GET", view, row.PersonAt(place), place.Role ?? Role.Resident);
        using var answer = await stage.Client.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("allowed").EnumerateArray().Select(a => a.GetString()!)]
            : [];
    }

    private static IEnumerable<(string, string)> Same(params string[] words) => words.Select(word => (word, word));
}
