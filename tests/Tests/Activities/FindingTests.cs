using System.Net;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Finding;
using Weiguang.People;

namespace Weiguang.Tests.Activities;

public class FindingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Words_of_one_two_and_more_characters_find_what_holds_them_title_first_then_by_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var late = await app.ListedAsync("扫雪除冰", 9);
        var soon = await app.ListedAsync("清早扫雪", 3);
        var inText = await app.ListedAsync("敬老院一日", 1, a => a.Description = "打扫、**扫雪**、包饺子。");
        var other = await app.ListedAsync("雪地摄影 AED 急救", 2, a => a.Place = "白城火车站");

        Assert.Equal([soon, late, inText], await FoundAsync(app, "扫雪"));
        Assert.Equal([other, soon, late, inText], await FoundAsync(app, "雪"));
        Assert.Equal([late], await FoundAsync(app, "扫雪除"));
        Assert.Empty(await FoundAsync(app, "雪扫"));
        Assert.Equal([other], await FoundAsync(app, "aed"));
        Assert.Equal([other], await FoundAsync(app, "火车站 雪"));
        Assert.Equal(4, (await FoundAsync(app, "环境保护")).Length);
        Assert.Equal([inText, other, soon, late], await FoundAsync(app, "！？"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_changed_activity_is_found_by_its_new_words_and_one_that_is_over_no_more(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.ListedAsync("扫雪除冰", 3);
        using (var scope = app.Scope())
        {
            var activity = await scope.Db.Set<Activity>().Include(a => a.Shifts).SingleAsync(a => a.Id == id, Ct);
            activity.Title = "河边植树";
            activity.Span();
            await scope.Db.SaveChangesAsync(Ct);
            Assert.Equal(1, await scope.Get<ListingBook>().CatchUpAsync(Ct));
            Assert.Equal(0, await scope.Get<ListingBook>().CatchUpAsync(Ct));
        }

        Assert.Empty(await FoundAsync(app, "扫雪"));
        Assert.Equal([id], await FoundAsync(app, "植树"));
        app.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Empty(await FoundAsync(app, "植树"));
        using var after = app.Scope();
        Assert.Equal(1, await after.Get<ListingBook>().CatchUpAsync(Ct));
        Assert.Empty(await after.Db.Set<Listing>().ToListAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Filters_narrow_by_category_day_seats_distance_and_free_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        // The clock stands at Tuesday ten in the morning; a day on is Wednesday morning, a half more is Wednesday evening.
        var near = await app.ListedAsync("近处早上", 1, a => (a.Lat, a.Lon, a.Category) = (45.61, 122.80, "0003"));
        var far = await app.ListedAsync("远处晚上", 1.4, a => (a.Lat, a.Lon) = (45.70, 122.80));
        var full = await app.ListedAsync("满了", 5, a => (a.Lat, a.Lon) = (60, 122.80), capacity: 0);

        Assert.Equal([near, far, full], await FoundAsync(app, null));
        Assert.Equal([near], await ReadAsync(app, "category=0003"));
        Assert.Equal([near, far], await ReadAsync(app, "day=2026-09-02"));
        Assert.Equal([near, far], await ReadAsync(app, "open=true"));
        Assert.Equal([far, near], await ReadAsync(app, "near=45.69,122.80"));
        Assert.Equal([near, far, full], await ReadAsync(app, $"division={TestPeople.County}"));
        Assert.Empty(await ReadAsync(app, $"division={TestPeople.NextCounty}"));
        var evenings = await app.ProgramOfAsync(await app.VolunteerAsync(availability: AvailabilitySlots.Bit(AvailabilitySlots.Number(2, 2))));
        Assert.Equal([far], Ids(await evenings.GetStringAsync("/api/v1/activities?free=true", Ct)));
        foreach (var wrong in new[] { "near=here", "day=tomorrow" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await app.Browser().GetAsync($"/api/v1/activities?{wrong}", Ct)).StatusCode);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task On_a_holiday_those_have_time_who_keep_holidays_free_and_a_made_up_Saturday_is_a_working_day(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("WorkCalendar:Work:0", "2026-10-10"), ("WorkCalendar:Off:0", "2026-10-06"));
        var holiday = await app.ListedAsync("国庆当天", 30); // Thursday 1 October, ten in the morning.
        var bridge = await app.ListedAsync("调休放假", 35); // Tuesday, off besides.
        var madeUp = await app.ListedAsync("补班的周六", 39);
        var saturday = await app.ListedAsync("平常的周六", 46);

        Assert.Equal([holiday, bridge], await FreeAsync(app, (7, 0)));
        Assert.Equal([saturday], await FreeAsync(app, (5, 0), (6, 0)));
        Assert.Equal([madeUp], await FreeAsync(app, (0, 0), (1, 0), (2, 0), (3, 0), (4, 0)));
        Assert.Equal([holiday, bridge, saturday], await FreeAsync(app, (5, 0), (6, 0), (7, 0)));
    }

    private static async Task<List<Guid>> FreeAsync(TestApp app, params (int Day, int Part)[] slots)
    {
        var who = await app.ProgramOfAsync(await app.VolunteerAsync(availability: slots.Sum(s => AvailabilitySlots.Bit(AvailabilitySlots.Number(s.Day, s.Part)))));
        return [.. Ids(await who.GetStringAsync("/api/v1/activities?free=true", Ct))];
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Pages_follow_each_other_without_gap_or_repetition_in_every_order(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        for (var i = 0; i < 45; i++)
        {
            await app.ListedAsync($"{(i % 3 == 0 ? "植树" : "扫雪")}{i}", 1 + (i % 7), a => (a.Lat, a.Lon, a.Description) = (45.6 + (i % 9 * 0.01), 122.8, "植树"));
        }

        foreach (var query in new[] { "", "q=植树", "near=45.6,122.8" })
        {
            var all = new List<Guid>();
            var cursor = "";
            do
            {
                var page = JsonDocument.Parse(await app.Browser().GetStringAsync($"/api/v1/activities?{query}&cursor={cursor}", Ct)).RootElement;
                all.AddRange(page.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("id").GetGuid()));
                cursor = page.GetProperty("next").GetString();
            }
            while (cursor is not null);
            Assert.Equal((45, 45), (all.Count, all.Distinct().Count()));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Closed_activities_and_drafts_are_found_by_nobody_else(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ListedAsync("内部集训", 2, a => a.Recruit = RecruitScope.Closed);

        Assert.Empty(await FoundAsync(app, "集训"));
        Assert.Single(Ids(await (await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village))).GetStringAsync("/api/v1/activities?q=集训", Ct)));
    }

    [Fact]
    public void Whatever_part_of_a_text_is_searched_its_pieces_are_among_those_written() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements("扫", "雪", "队", "老", "A", "b", "7", " ", "，", "𠮷")).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), (letters, from, length) =>
        {
            var pieces = Bigrams.Cut(string.Concat(letters)).ToHashSet();
            var part = string.Concat(letters.Skip(from).Take(length).SkipWhile(IsLatin).Reverse().SkipWhile(IsLatin).Reverse());
            Assert.All(Bigrams.Phrases(part), phrase => Assert.Subset(pieces, phrase.ToHashSet()));
        }).QuickCheckThrowOnFailure();

    private static bool IsLatin(string letter) => letter is "A" or "b" or "7";

    private static Task<Guid[]> FoundAsync(TestApp app, string? words) => ReadAsync(app, $"q={Uri.EscapeDataString(words ?? "")}");

    private static async Task<Guid[]> ReadAsync(TestApp app, string query) => Ids(await app.Browser().GetStringAsync($"/api/v1/activities?{query}", Ct));

    private static Guid[] Ids(string json) => [.. JsonDocument.Parse(json).RootElement.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("id").GetGuid())];
}

internal static class ListedActivities
{
    /// <summary>A published activity that can be found by its words.</summary>
    /// <param name="days">From now until it begins.</param>
    public static async Task<Guid> ListedAsync(this TestApp app, string title, double days, Action<Activity>? change = null, int capacity = 2)
    {
        var (id, _) = await app.ActivityAsync(
            a =>
            {
                a.Title = title;
                change?.Invoke(a);
            }, TimeSpan.FromDays(days), capacities: capacity);
        using var scope = app.Scope();
        await scope.Get<ListingBook>().KeepAsync(id, CancellationToken.None);
        return id;
    }
}
