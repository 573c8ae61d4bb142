using System.Reflection;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Activities.Domain;

namespace Weiguang.Tests.Security;

/// <summary>A stranger comes to every part of every root, with a row in each.</summary>
public sealed class PartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_part_is_seen_with_its_root_and_by_nobody_who_does_not_see_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var (specimens, wrong, viewer) = (new Specimens(scope.Db), new List<string>(), scope.Get<Viewer>());
        var parts = scope.Db.Model.GetEntityTypes().Where(e => Scopes.RootOf(e.ClrType) is not null).ToList();
        foreach (var part in parts)
        {
            specimens.Make(part);
        }

        await scope.Db.SaveChangesAsync(Ct);
        scope.Db.ChangeTracker.Clear();
        foreach (var part in parts)
        {
            foreach (var (become, expected) in new (Action<Viewer>, int)[] { (Stranger, 0), (StaffElsewhere, 0), (StaffHere, 1), (v => v.BecomeSystem(), 1) })
            {
                become(viewer);
                var (rows, roots) = (await CountAsync(scope.Db, part.ClrType), await CountAsync(scope.Db, Scopes.RootOf(part.ClrType)!));
                wrong.AddRange(rows == expected && Math.Min(1, roots) == expected ? [] : [$"{part.DisplayName()}: {become.Method.Name} sees {rows} and {roots} roots"]);
            }
        }

        Assert.NotEmpty(parts);
        Assert.Empty(wrong);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_sees_an_activity_does_not_see_what_is_for_those_who_run_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var specimens = new Specimens(scope.Db);
        var activity = (Activity)specimens.Make(scope.Db.Model.FindEntityType(typeof(Activity))!);
        Type[] everybodys = [typeof(Post), typeof(Shift)];
        Type[] theirs = [typeof(Kiosk), typeof(HeldScan), typeof(LoggedScan), typeof(Evaluation), typeof(ActivityEvent), typeof(Invitation), typeof(Agreement)];
        foreach (var part in everybodys.Concat(theirs))
        {
            specimens.Make(scope.Db.Model.FindEntityType(part)!);
        }

        scope.Db.Entry(activity).Property(a => a.PublishedAt).CurrentValue = app.Clock.GetUtcNow().UtcDateTime;
        scope.Db.Entry(activity).Property(a => a.Recruit).CurrentValue = RecruitScope.Public;
        await scope.Db.SaveChangesAsync(Ct);

        Stranger(scope.Get<Viewer>());
        foreach (var (part, expected) in everybodys.Select(part => (part, 1)).Concat(theirs.Select(part => (part, 0))))
        {
            Assert.Equal((part.Name, expected), (part.Name, await CountAsync(scope.Db, part)));
        }
    }

    private static void Stranger(Viewer viewer) => viewer.Become(Guid.CreateVersion7());

    private static void StaffHere(Viewer viewer) => viewer.Become(Guid.CreateVersion7(), Specimens.Place, Specimens.Place + 1);

    private static void StaffElsewhere(Viewer viewer) => viewer.Become(Guid.CreateVersion7(), Specimens.Place + 1, Specimens.Place + 2);

    private static Task<int> CountAsync(AppDbContext db, Type entity) =>
        (Task<int>)typeof(PartTests).GetMethod(nameof(CountOfAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(entity).Invoke(null, [db])!;

    private static Task<int> CountOfAsync<T>(AppDbContext db) where T : class => db.Set<T>().CountAsync(Ct);
}
