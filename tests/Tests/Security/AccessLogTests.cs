using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Security;

/// <summary>Who looks at an order that is not their own leaves a trace, and its owner can read it.</summary>
public class AccessLogTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Each_reader_of_an_order_stands_in_the_log_once_a_day_and_its_owner_never(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        var keeper = await app.PersonWithAsync(Role.Station, TestPeople.Village);
        var desk = await app.BrowserOfAsync(keeper);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => desk.GetPageAsync($"/console/orders/{order}", Ct)));
        await village.Resident.GetStringAsync($"/api/v1/orders/{order}", Ct);
        var volunteer = await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(volunteer);
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        await program.GetStringAsync($"/api/v1/orders/{order}", Ct);
        await program.StepAsync(order, "accept");

        Assert.Equal([(keeper, Personal.Address, "order.desk")], await LooksAsync(app, village, order, keeper));
        Assert.Equal([(volunteer, Personal.Note, "order.offered"), (volunteer, Personal.Address, "order.serving")], await LooksAsync(app, village, order, volunteer));
        Assert.Empty(await LooksAsync(app, village, order, village.ResidentId));

        app.Clock.Advance(TimeSpan.FromDays(1));
        await (await app.ProgramOfAsync(keeper)).GetStringAsync($"/api/v1/orders/{order}", Ct);
        Assert.Equal(2, (await LooksAsync(app, village, order, keeper)).Count);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_log_says_who_looked_at_whose_data_and_why_with_a_way_there_and_the_owner_reads_theirs(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        var keeper = await app.PersonAsync("站长刘梅", TestPeople.Village);
        await app.GrantAsync(keeper, Role.Station, TestPeople.Village);
        await (await app.BrowserOfAsync(keeper)).GetPageAsync($"/console/orders/{order}", Ct);

        var log = (await (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0))).GetPageAsync("/console/access-log", Ct)).QuerySelector("main table")!;
        Assert.All(["站长刘梅", "王秀英", "姓名、详细地址和单上写的话", "安排这张单"], words => Assert.Contains(words, log.TextContent, StringComparison.Ordinal));
        Assert.NotNull(log.QuerySelector($"a[href='/console/orders/{order}']"));
        Assert.NotNull(log.QuerySelector($"a[href='/console/people/{village.ResidentId}']"));

        var own = (await (await app.BrowserOfAsync(village.ResidentId)).GetPageAsync("/me/privacy", Ct)).QuerySelector("main")!;
        Assert.Contains("站长刘梅", own.TextContent, StringComparison.Ordinal);
        Assert.NotNull(own.QuerySelector($"a[href='/orders/{order}']"));
        var stranger = (await (await app.BrowserOfAsync(await app.PersonAsync("赵四"))).GetPageAsync("/me/privacy", Ct)).QuerySelector("main")!;
        Assert.DoesNotContain("站长刘梅", stranger.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Whoever watches over a county reads of its people's data, whoever looked, and of its staff's looks, at whomever.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_county_reads_who_looked_at_its_people_and_at_whom_its_staff_looked(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (national, here, keeper) = (await app.PersonAsync("国家管理员", 0), await app.PersonAsync("本县居民"), await app.PersonAsync("站长刘梅"));
        var (elsewhere, stranger) = (await app.PersonAsync("外县居民", TestPeople.NextCounty), await app.PersonAsync("外县站长", TestPeople.NextCounty));
        await app.GrantAsync(national, Role.Admin, 0);
        await app.GrantAsync(keeper, Role.Station, TestPeople.County);
        await app.GrantAsync(stranger, Role.Station, TestPeople.NextCounty);
        using (var scope = app.Scope())
        {
            foreach (var (reader, subject) in (ReadOnlySpan<(Guid, Guid)>)[(national, here), (keeper, elsewhere), (stranger, elsewhere), (national, elsewhere)])
            {
                scope.Db.Add(new AccessEntry { ReaderId = reader, SubjectId = subject, What = Personal.Phone, Reason = "people.check", At = app.Clock.GetUtcNow().UtcDateTime });
            }

            await scope.Db.SaveChangesAsync(Ct);
        }

        var auditor = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, TestPeople.County));
        var log = (await auditor.GetPageAsync("/console/access-log", Ct)).QuerySelectorAll("main tbody tr").Select(r => (r.QuerySelector("[data-label=谁看的]")!.TextContent.Trim(), r.QuerySelector("[data-label=看了谁的]")!.TextContent.Trim())).Order();

        Assert.Equal(new[] { ("国家管理员", "本县居民"), ("站长刘梅", "外县居民") }.Order(), log);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_owner_is_told_that_lists_are_taken_away_as_well(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var own = (await (await app.BrowserOfAsync(await app.PersonAsync())).GetPageAsync("/me/privacy", Ct)).QuerySelector("main")!.TextContent;
        Assert.Contains("整张名单", own, StringComparison.Ordinal);
    }

    private static async Task<List<(Guid, Personal, string)>> LooksAsync(TestApp app, Village village, Guid order, Guid reader)
    {
        using var scope = app.Scope();
        var entries = await scope.Db.Set<AccessEntry>().Where(e => e.SubjectId == village.ResidentId && e.About == order && e.ReaderId == reader).ToListAsync(Ct);
        return [.. entries.OrderBy(e => e.At).ThenByDescending(e => e.What).Select(e => (e.ReaderId, e.What, e.Reason))];
    }
}
