using Weiguang.Kernel.Security;
using Weiguang.People.Domain;
using Weiguang.Regions;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests;

public class HarnessTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Each_app_has_a_migrated_database_of_its_own(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var one = await TestApp.StartAsync(database);
        await using var other = await TestApp.StartAsync(database);
        using (var scope = one.Scope())
        {
            Assert.Empty(await scope.Db.Database.GetPendingMigrationsAsync(ct));
            scope.Db.Add(new AccessEntry { SubjectId = Guid.CreateVersion7(), ReaderId = Guid.Empty, What = Personal.Phone, Reason = "test", At = one.Clock.GetUtcNow().UtcDateTime });
            await scope.Db.SaveChangesAsync(ct);
        }

        using var elsewhere = other.Scope();
        Assert.Equal(0, await elsewhere.Db.Set<AccessEntry>().CountAsync(ct));
    }

    /// <summary>Of what a case leaves behind, the next one that has the same app finds nothing.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_app_that_a_case_is_done_with_begins_anew(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        var person = await app.PersonAsync();
        await app.StationAsync("那金站", StationKind.Station, Places.NajinVillage);
        using var listening = await (await app.ProgramOfAsync(person)).GetAsync("/live/me", HttpCompletionOption.ResponseHeadersRead, ct);
        using var before = await app.Browser().GetAsync($"/stations?division={Places.NajinVillage}", ct);
        Assert.Contains("那金站", await before.Content.ReadAsStringAsync(ct), StringComparison.Ordinal);
        using var kept = await app.Browser().GetAsync("/activities", ct);
        app.Clock.Advance(TimeSpan.FromDays(1));

        Assert.True(await app.RenewAsync());

        using var after = await app.Browser().GetAsync($"/stations?division={Places.NajinVillage}", ct);
        Assert.DoesNotContain("那金站", await after.Content.ReadAsStringAsync(ct), StringComparison.Ordinal);
        using var anew = await app.Browser().GetAsync("/activities", ct);
        Assert.Null(anew.Headers.Age);
        using var scope = app.Scope();
        Assert.True(await scope.Get<DivisionImport>().IsNeededAsync(ct));
        Assert.Empty(await scope.Get<RegionDirectory>().NamesAsync([Places.Taonan], ct));
        Assert.Empty(await scope.Db.Set<Person>().IgnoreQueryFilters().ToListAsync(ct));
        Assert.False(File.Exists(Path.Combine(app.DataFolder, "few.tsv")));
        Assert.Equal(TestClock.Start, app.Clock.GetUtcNow());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_app_whose_keys_are_others_by_now_is_not_used_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using (var scope = app.Scope())
        {
            scope.Get<DataKeys>().Rotate();
        }

        Assert.False(await app.RenewAsync());
    }
}
