using Weiguang.Tests.Activities;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Anomalies.Rules;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Geo;
using Weiguang.Regions.Domain;

namespace Weiguang.Tests.Hours;

/// <summary>What looks made up is found, once, and somebody decides.</summary>
public class AnomalyTests
{
    private static readonly DateTime Ten = new(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(30, 1)] // 110 km in half an hour.
    [InlineData(120, 0)]
    public void Nobody_is_in_two_far_places_within_minutes(int minutesBetween, int hits)
    {
        var who = Guid.CreateVersion7();
        Seen[] stays =
        [
            new(who, Guid.CreateVersion7(), Guid.CreateVersion7(), "东边", Ten, Ten.AddHours(1), true, new GeoPoint(45.0, 122)),
            new(who, Guid.CreateVersion7(), Guid.CreateVersion7(), "西边", Ten.AddHours(1).AddMinutes(minutesBetween), Ten.AddHours(4), true, new GeoPoint(46.0, 122)),
        ];

        Assert.Equal(hits, AnomalyRules.Travel(stays, Limits.National(AnomalyKind.Travel)).Count());
    }

    [Theory]
    [InlineData(300, 120, 1)]
    [InlineData(300, 3600, 0)] // At the door for an hour.
    [InlineData(59, 60, 0)]
    public void Three_hundred_ticks_in_two_minutes_are_not_a_queue(int people, int seconds, int hits)
    {
        var (activity, shift, by) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var ticks = Enumerable.Range(0, people).Select(i => new Tick(activity, shift, Guid.CreateVersion7(), ProofKinds.Word, Ten.AddSeconds((double)i * seconds / people), "", by));

        Assert.Equal(hits, ListRules.Crowd(ticks, Limits.National(AnomalyKind.Crowd)).Count());
    }

    [Theory]
    [InlineData(-2, 4, 0)] // Eight in the morning to two.
    [InlineData(12, 18, 1)] // Ten at night to four.
    [InlineData(19, 22, 0)] // From five on.
    public void Hours_across_three_in_the_morning_are_looked_at(int from, int until, int hits)
    {
        Seen[] stays = [new(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), "守夜", Ten.AddHours(from), Ten.AddHours(until), true, null)];

        Assert.Equal(hits, AnomalyRules.Night(stays, Limits.National(AnomalyKind.Night)).Count());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)] // They stayed through from the shift before: everybody is taken to have come at the start.
    public void Times_that_nobody_read_are_not_suspicious_for_being_the_same(bool read, int hits)
    {
        var (activity, shift) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var stays = Enumerable.Range(0, 6).Select(_ => new Seen(Guid.CreateVersion7(), activity, shift, "守夜", Ten, Ten.AddHours(2), true, null)).ToList();
        var ticks = stays.ConvertAll(s => new Tick(activity, shift, s.VolunteerId, ProofKinds.Card, read ? Ten : Ten.AddHours(3), "", null));

        Assert.Equal(hits, ListRules.Identical(stays, ticks, Limits.National(AnomalyKind.Identical)).Count());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_phone_for_many_opens_one_case_which_holds_and_takes_back(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using (var scope = app.Scope())
        {
            scope.Db.Add(new Rule { DivisionCode = TestPeople.County, Code = "hours.identical", Numbers = """{"on":0,"people":5}""" });
            await scope.Db.SaveChangesAsync(Ct);
        }

        var fair = await Presences.BuildAsync(app);
        var proven = await fair.ThereAsync(0, 60, device: "p1");
        for (var i = 0; i < 3; i++)
        {
            await fair.ThereAsync(0, 60, device: "p1");
        }

        var waiting = await fair.ThereAsync(0, 60, ProofKinds.Word, ProofKinds.Word, device: "p1");
        await fair.SettleAsync(80);
        await Presences.WalkAsync(app);

        var found = Assert.Single(await CasesAsync(fair));
        Assert.Equal(("device", 5), (found.GetProperty("kind").GetString(), found.GetProperty("people").GetInt32()));
        Assert.Contains("5", found.GetProperty("evidence").GetString());
        var id = found.GetProperty("id").GetGuid();
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{id}/hold"));
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(waiting), $"records/{(await fair.RecordAsync(waiting)).Id}/confirm"));
        await fair.SettleAsync(90);
        Assert.Equal((0L, 0L), (await fair.BalanceAsync(proven), await fair.BalanceAsync(waiting))); // Held by the case itself, before anything was posted.

        Assert.Equal(400, await fair.PostAsync(fair.Staff, $"anomalies/{id}/uphold", new { words = "" }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{id}/uphold", new { words = "一个人拿一部手机签的" }));
        Assert.Equal(409, await fair.PostAsync(fair.Staff, $"anomalies/{id}/clear", new { words = "算了" }));
        await fair.SettleAsync(100);

        Assert.Equal((0L, 0L), (await fair.BalanceAsync(proven), await fair.BalanceAsync(waiting)));
        Assert.Empty(await CasesAsync(fair)); // The same facts open no second case.
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_held_and_cleared_goes_on_into_the_ledger(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var people = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            people.Add(await fair.ThereAsync(0, 60, ProofKinds.Card, ProofKinds.Word));
        }

        await fair.SettleAsync(80);
        var id = Assert.Single(await CasesAsync(fair)).GetProperty("id").GetGuid(); // All in the same second.
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{id}/hold"));
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(people[0]), $"records/{(await fair.RecordAsync(people[0])).Id}/confirm"));
        await fair.SettleAsync(90);
        Assert.Equal(0, await fair.BalanceAsync(people[0]));

        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{id}/clear", new { words = "一个队长统一喊的口令" }));
        await fair.SettleAsync(95);

        Assert.Equal(60, await fair.BalanceAsync(people[0]));
        Assert.Null(await fair.VerifyAsync());
    }

    private static async Task<List<JsonElement>> CasesAsync(Presences fair) =>
        [.. (await fair.Staff.GetFromJsonAsync<JsonElement>("/api/v1/anomalies?state=open", Ct)).GetProperty("items").EnumerateArray()];
}
