using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Cases;

/// <summary>Activities at the ends of the calendar, with holes in their lists, and with rules said twice: told at the field, never an error of ours.</summary>
public class ActivityCaseTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_list_with_nothing_in_a_place_is_told_there(string database)
    {
        var (_, _, program) = await (await apps.On(database)).LeaderAsync();
        using var content = new ByteArrayContent(Given.Bytes("activity-null-items.json")) { Headers = { ContentType = new("application/json") } };

        using var answer = await program.PostAsync("/api/v1/activities", content, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_rule_said_twice_is_told(string database)
    {
        var (team, _, program) = await (await apps.On(database)).LeaderAsync();
        foreach (var rule in Given.Lines("repeat.txt"))
        {
            using var answer = await program.PostAsJsonAsync("/api/v1/activities", Draft(team, ("repeat", rule)), Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty("repeat", out _));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_ends_of_the_calendar_are_told(string database)
    {
        var (team, _, program) = await (await apps.On(database)).LeaderAsync();
        (string What, object Draft)[] drafts =
        [
            ("9999", Draft(team, ("posts", Posts(4, "9999-12-31T20:00:00Z", "9999-12-31T22:00:00Z")))),
            ("0001", Draft(team, ("posts", Posts(4, "0001-01-01T00:00:00Z", "0001-01-01T02:00:00Z")))),
            ("0001 with an offset", Draft(team, ("posts", Posts(4, "0001-01-01T00:00:00+14:00", "0001-01-01T02:00:00+14:00")))),
            ("weekly from 9998", Draft(team, ("repeat", "FREQ=WEEKLY;BYDAY=FR"), ("posts", Posts(4, "9998-01-02T02:00:00Z", "9998-01-02T04:00:00Z")))),
            ("covered until 9999", Draft(team, ("coveredUntil", "9999-12-31"), ("insurer", "人保"))),
        ];
        var wrong = new List<string>();
        foreach (var (what, draft) in drafts)
        {
            using var answer = await program.PostAsync("/api/v1/activities", new StringContent(JsonSerializer.Serialize(draft), Encoding.UTF8, "application/json"), Ct);
            var limit = what.StartsWith("covered", StringComparison.Ordinal) ? 500 : 401; // Insured for ever is odd, but no mistake.
            if ((int)answer.StatusCode >= limit || ((int)answer.StatusCode < 400 && limit == 401))
            {
                wrong.Add($"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
            }
        }

        Assert.Empty(wrong);
    }
}
