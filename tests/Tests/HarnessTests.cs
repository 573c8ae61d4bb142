using Weiguang.Kernel.Security;

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
}
