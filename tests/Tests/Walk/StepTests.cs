using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Projects.Domain;

namespace Weiguang.Tests.Walk;

/// <summary>
/// Orders, activities and projects in every state, as everybody: a step that is not among those they are told they may take (their page shows its button by the same list) must not be
/// taken when they send it all the same. The steps are those of the state machines, so a new one is tried as soon as it is there.
/// </summary>
public class StepTests(ITestOutputHelper output)
{
    private static readonly (string Kind, string Steps, string View, (string Action, string Path)[] All)[] Flows =
    [
        ("order", "/api/v1/orders/{id}/", "", Of<OrderAction>((OrderAction.Rate, "rating"), (OrderAction.Offer, "offers"))),
        ("activity", "/api/v1/activities/{id}/", "organised", Of<ActivityAction>((ActivityAction.Close, "evaluation"))),
        ("project", "/api/v1/projects/{id}/", "", Of<ProjectAction>((ProjectAction.Close, "evaluation"), (ProjectAction.Renew, "rounds"), (ProjectAction.Recommend, "recommendation"), (ProjectAction.Answer, "recommendation/answer"))),
    ];

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_takes_a_step_that_is_not_theirs_now(string database)
    {
        await using var stage = await Stage.OpenHereAsync(database);
        var content = Content(DateOnly.FromDateTime(stage.Scene.Now.Date));
        var (answers, wrong) = (new ConcurrentBag<int>(), new ConcurrentBag<string>());
        await Parallel.ForEachAsync(stage.Scene.Standing, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (standing, ct) =>
        {
            var (kind, state, row) = standing;
            var flow = Flows.Single(f => f.Kind == kind);
            var steps = flow.Steps.Replace("{id}", row.Values["id"], StringComparison.Ordinal);
            foreach (var place in Place.All)
            {
                var view = (steps + flow.View).TrimEnd('/');
                var (allowed, version) = await AllowedAsync(stage, view, row, place);
                foreach (var (action, path) in flow.All.Where(step => !allowed.Contains(step.Action)))
                {
                    using var request = stage.Request("POST", steps + path, row.PersonAt(place), place.Role ?? Role.Resident);
                    request.Content = JsonContent.Create(content);
                    using var answer = await stage.Client.SendAsync(request, ct);
                    var code = (int)answer.StatusCode;
                    answers.Add(code);

                    // Whoever took the step before is answered as then (200), and nothing moves. 400 would say that the content was looked at before the step: it may hide that the step itself is open.
                    if (code is 400 or >= 500 || (code < 400 && (version is null || (await AllowedAsync(stage, view, row, place)).Version != version)))
                    {
                        wrong.Add($"{place.Name} may {string.Join(", ", allowed.DefaultIfEmpty("do nothing"))} with a {state} {kind}, but {action} was answered {code}: {await answer.Content.ReadAsStringAsync(ct)}");
                    }
                }
            }
        });

        output.WriteLine($"{database}: {stage.Scene.Standing.Count} rows, {answers.Count} steps that nobody was offered: {string.Join(", ", answers.GroupBy(a => a).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} × {g.Key}"))}");
        Assert.NotEmpty(answers);
        Assert.Empty(wrong);
    }

    /// <summary>Everything a step may ask for, so that nothing but the step itself is refused.</summary>
    private static object Content(DateOnly today) => new
    {
        reason = "试一试", words = "试一试", stars = 5, came = true, onTime = true, solved = "yes", open = true, volunteerIds = Array.Empty<Guid>(), code = "123456", lat = 45.3372, lon = 122.7851, report = "做完了",
        toImprove = "没有", evaluation = "很好", accept = true, opinion = "很好", plan = "再做一轮", recruitFrom = today, recruitTo = today.AddDays(7), endsOn = today.AddDays(30),
    };

    private static async Task<(HashSet<string> Steps, string? Version)> AllowedAsync(Stage stage, string view, Row row, Place place)
    {
        using var request = stage.Request("GET", view, row.PersonAt(place), place.Role ?? Role.Resident);
        using var answer = await stage.Client.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? ([.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("allowed").EnumerateArray().Select(a => a.GetString()!)], answer.Headers.ETag?.Tag)
            : ([], null);
    }

    /// <summary>Each action with the address that its word makes, also where there is none: the clock's steps are nobody's.</summary>
    private static (string, string)[] Of<TAction>(params (TAction Action, string Path)[] elsewhere) where TAction : struct, Enum =>
        [.. Enum.GetValues<TAction>().Select(action => (Word(action), elsewhere.FirstOrDefault(e => e.Action.Equals(action)).Path ?? Word(action)))];

    private static string Word<TAction>(TAction action) where TAction : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(action.ToString());
}
