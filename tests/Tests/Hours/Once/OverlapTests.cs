using Weiguang.Tests.Activities;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.Regions.Domain;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Hours.Once;

/// <summary>No minute of one person counts twice, and no day more than it may, whatever the records are of.</summary>
public class OverlapTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_two_activities_at_once_the_later_counts_what_is_free_and_says_so(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (first, second) = (await Presences.BuildAsync(app), await Presences.BuildAsync(app, change: a => a.Title = "义务植树"));
        var volunteer = await first.ThereAsync(0, 60);
        await first.SettleAsync(76);
        await second.ThereAsync(30, 120, who: volunteer);
        await second.SettleAsync(121);

        var record = await second.RecordAsync(volunteer);
        Assert.Equal((RecordState.Posted, 60), (record.State, record.Minutes));
        Assert.Equal(120, await second.BalanceAsync(volunteer));
        Assert.Contains("“{0}”这段时间您已经记在“{1}”里了，只算没有重叠的 {2} 分钟。", await app.ToldAsync(volunteer));
        var page = await (await app.BrowserOfAsync(volunteer)).GetStringAsync($"/hours/{second.Activity}/records/{record.Id}", Ct);
        Assert.Contains("这段时间您已经记在“清理河道”里了，只算没有重叠的 60 分钟。", page, StringComparison.Ordinal);
        var theirs = await (await app.BrowserOfAsync(second.LeadId)).GetStringAsync($"/hours/{second.Activity}/records/{record.Id}", Ct);
        Assert.Contains("这段时间已经记在别处了，只算没有重叠的 60 分钟。", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("“清理河道”", theirs, StringComparison.Ordinal); // Where else they served is theirs to know.
        Assert.Null(await second.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_visit_during_a_shift_that_counts_already_counts_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(volunteer);
        var order = await village.AcceptedAsync(volunteer, program);
        var (arrival, leaving) = await village.CodesAsync(order);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromMinutes(-70), lead: await app.VolunteerAsync());
        await program.StepAsync(order, "check-in", new { code = arrival, lat = Village.Lat, lon = Village.Lon, accuracy = 20 });
        var began = app.Clock.GetUtcNow().UtcDateTime;
        app.Clock.Advance(TimeSpan.FromMinutes(50));
        using (var scope = app.Scope())
        {
            scope.Db.Add(new Stay
            {
                SourceId = activity, EngagementId = shifts[0], VolunteerId = volunteer, DivisionCode = TestPeople.Village, InAt = began.AddMinutes(-1), InProof = Presences.Both,
                OutAt = app.Clock.GetUtcNow().UtcDateTime, OutProof = Presences.Both, SeenAt = app.Clock.GetUtcNow().UtcDateTime,
            });
            await scope.Db.SaveChangesAsync(Ct);
        }

        await Presences.WalkAsync(app); // The shift is in the ledger.

        await program.StepAsync(order, "check-out", new { code = leaving });
        await village.Resident.StepAsync(order, "complete");

        Assert.Equal((RecordState.Void, 0), await StandsAsync(app, order));
        Assert.Contains("“{0}”这段时间您已经记在“{1}”里了，不再重复计时长。", await app.ToldAsync(volunteer));
        Assert.Equal(51, await VisitFacts.BalanceAsync(app, volunteer));
        await AssertCleanAsync(app);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_taken_back_is_free_and_what_is_corrected_takes_other_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (first, second) = (await Presences.BuildAsync(app), await Presences.BuildAsync(app));
        var volunteer = await first.ThereAsync(0, 60);
        await first.SettleAsync(76);
        Assert.Equal([(0, 60)], await SpansAsync(app, first, volunteer));

        await ReverseAsync(app, first, volunteer, reversals => record => reversals.CorrectAsync(record, 20, "早走了", Ct));
        await Presences.WalkAsync(app);
        Assert.Equal([(0, 20)], await SpansAsync(app, first, volunteer));
        await second.ThereAsync(0, 60, who: volunteer);
        await Presences.WalkAsync(app);
        Assert.Equal([(0, 20), (20, 60)], await SpansAsync(app, first, volunteer));
        await ReverseAsync(app, second, volunteer, reversals => record => reversals.RevokeAsync([record], "查实", Ct));
        Assert.Equal([(0, 20)], await SpansAsync(app, first, volunteer));
        await ReverseAsync(app, first, volunteer, reversals => record => reversals.CorrectAsync(record, 0, "查实", Ct));
        Assert.Empty(await SpansAsync(app, first, volunteer));

        Assert.Equal(0, await first.BalanceAsync(volunteer));
        await AssertCleanAsync(app);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_day_counts_no_more_than_its_place_says(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using (var scope = app.Scope())
        {
            scope.Db.Add(new Rule { DivisionCode = TestPeople.County, Code = HourSheets.Day.Code, Numbers = """{"mostMinutes":90}""" });
            await scope.Db.SaveChangesAsync(Ct);
        }

        var (first, second, third) = (await Presences.BuildAsync(app), await Presences.BuildAsync(app), await Presences.BuildAsync(app));
        var volunteer = await first.ThereAsync(0, 60);
        await second.ThereAsync(60, 105, who: volunteer);
        await first.SettleAsync(121);
        await third.ThereAsync(105, 120, who: volunteer);
        await third.SettleAsync(121);

        Assert.Equal(90, await first.BalanceAsync(volunteer));
        var (cut, none) = (await second.RecordAsync(volunteer), await third.RecordAsync(volunteer));
        Assert.Equal((RecordState.Void, 0), (none.State, none.Minutes));
        Assert.Equal([("90", 0)], none.Story.Where(s => s.Action == RecordAction.Cap).Select(s => (s.Reason, s.Minutes)));
        Assert.True(cut.Minutes is 30 or 45);
        Assert.Equal(2, (await app.ToldAsync(volunteer)).Count(m => m == "“{0}”那天的时长满了：一个人一天最多算 {1} 分钟，这次算 {2} 分钟。"));
        await AssertCleanAsync(app);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_database_itself_refuses_a_minute_that_counts_already(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (volunteer, at) = (Guid.CreateVersion7(), app.Clock.GetUtcNow().UtcDateTime);
        await AddAsync(volunteer, 0, 60);
        await AddAsync(volunteer, 60, 90); // The end is not part of it.
        await AddAsync(Guid.CreateVersion7(), 30, 60);

        foreach (var (from, until) in (ReadOnlySpan<(int, int)>)[(59, 61), (-10, 1), (10, 20), (-10, 100), (5, 5)])
        {
            Assert.ThrowsAny<DbUpdateException>(() => AddAsync(volunteer, from, until).GetAwaiter().GetResult());
        }

        async Task AddAsync(Guid whose, double from, double until)
        {
            using var scope = app.Scope();
            scope.Db.Add(Span(whose, at.AddMinutes(from), at.AddMinutes(until)));
            await scope.Db.SaveChangesAsync(Ct);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Verify_finds_time_without_its_record_records_without_their_time_and_days_over_their_most(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var stray = Span(volunteer, fair.Start.AddDays(1), fair.Start.AddDays(1).AddHours(1));
        await ChangeAsync(db => db.AddAsync(stray).AsTask());
        Assert.Contains("pieces of time", (await fair.VerifyAsync())!.Expected, StringComparison.Ordinal);
        await ChangeAsync(db => db.Set<CountedSpan>().Where(s => s.RecordId == stray.RecordId).ExecuteDeleteAsync(Ct));
        Assert.Null(await fair.VerifyAsync());
        await ChangeAsync(db => db.Set<CountedSpan>().ExecuteUpdateAsync(set => set.SetProperty(s => s.DayMost, 59), Ct));
        Assert.Contains("at most 59", (await fair.VerifyAsync())!.Expected, StringComparison.Ordinal);
        await ChangeAsync(db => db.Set<CountedSpan>().ExecuteUpdateAsync(set => set.SetProperty(s => s.DayMost, 60), Ct));
        Assert.Null(await fair.VerifyAsync()); // The rule was so then.
        await ChangeAsync(db => db.Set<CountedSpan>().ExecuteDeleteAsync(Ct));
        Assert.Equal("none", (await fair.VerifyAsync())!.Found);

        async Task ChangeAsync(Func<AppDbContext, Task> change)
        {
            using var scope = app.Scope();
            await change(scope.Db);
            await scope.Db.SaveChangesAsync(Ct);
        }
    }

    private static CountedSpan Span(Guid volunteer, DateTime from, DateTime until) => new()
    {
        VolunteerId = volunteer, FromAt = from, UntilAt = until, SourceId = Guid.CreateVersion7(), RecordId = Guid.CreateVersion7(), Day = DateOnly.FromDateTime(from), Minutes = 1, DayMost = 960,
    };

    private static async Task<List<(int From, int Until)>> SpansAsync(TestApp app, Presences fair, Guid volunteer)
    {
        using var scope = app.Scope();
        return (await scope.Db.Set<CountedSpan>().Where(s => s.VolunteerId == volunteer).OrderBy(s => s.FromAt).ToListAsync(Ct)).ConvertAll(s => ((int)(s.FromAt - fair.Start).TotalMinutes, (int)(s.UntilAt - fair.Start).TotalMinutes));
    }

    private static async Task ReverseAsync(TestApp app, Presences fair, Guid volunteer, Func<Reversals, Func<ServiceRecord, Task<bool>>> change)
    {
        using var scope = app.Scope();
        await using var work = await scope.Db.BeginWorkAsync(Ct);
        var record = await scope.Db.Set<ServiceRecord>().SingleAsync(r => r.SourceId == fair.Activity && r.VolunteerId == volunteer, Ct);
        Assert.True(await change(scope.Get<Reversals>())(record));
        await scope.Db.SaveChangesAsync(Ct);
        await work.CommitAsync(Ct);
    }

    private static async Task<(RecordState, int)> StandsAsync(TestApp app, Guid order)
    {
        var (state, minutes, _, _) = await VisitFacts.StandsAsync(app, order);
        return (state, minutes);
    }

    private static async Task AssertCleanAsync(TestApp app)
    {
        using var scope = app.Scope();
        Assert.Null((await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference);
        Assert.Equal(0, await scope.Db.Set<OutboxRow>().CountAsync(r => r.Failures > 0, Ct));
    }
}
