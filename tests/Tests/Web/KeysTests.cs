using Weiguang.Kernel.Security;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Web;

public class KeysTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task After_a_rotation_new_values_have_the_new_key_and_old_ones_are_still_read(string database)
    {
        await using var running = await TestApp.StartAsync(await TestStore.CreateAsync(database));
        var old = await running.PersonAsync();
        Assert.Equal((0, "New values are sealed with data key 2.", ""), await Verb.HearAsync(running.Store, "keys", "rotate"));

        await using var restarted = await TestApp.StartAsync(running.Store);
        var young = await restarted.PersonAsync();
        foreach (var app in new[] { running, restarted }) // A node that has not heard of the new key reads it when it meets it.
        {
            using var scope = app.Scope();
            var phones = await scope.Db.Set<Person>().Where(p => p.Id == old || p.Id == young).ToDictionaryAsync(p => p.Id, p => p.Phone, Ct);
            Assert.StartsWith("1.", phones[old].Text);
            Assert.StartsWith("2.", phones[young].Text);
            Assert.All(phones.Values, phone => Assert.StartsWith("199", scope.Get<Vault>().Open(Personal.Phone, phone)));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task After_a_rewrap_only_the_new_master_key_opens_the_database(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.PersonAsync();
        var next = MasterKey.Generate();
        var rewrap = await Verb.RunAsync(app.Store, "keys", "rewrap", $"--Security:NewMasterKey={next}");
        Assert.True(rewrap.ExitCode == 0, rewrap.Complaint);

        await using (var server = await ServerProcess.ServeAsync(app.Store, [$"--Security:MasterKey={next}"]))
        {
            Assert.True((await server.Client.GetAsync("/health/ready", Ct)).IsSuccessStatusCode);
        }

        Verb.Complains(await Verb.RunAsync(app.Store, "keys", "rotate"), 1, "The master key in use does not open the data keys");
    }

    [Fact]
    public async Task A_new_master_key_is_shown_when_none_is_given()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        var rewrap = await Verb.HearAsync(store, "keys", "rewrap");

        Assert.Equal(0, rewrap.ExitCode);
        await using var server = await ServerProcess.ServeAsync(store, [$"--Security:MasterKey={rewrap.Output}"]);
        Assert.True((await server.Client.GetAsync("/health/ready", Ct)).IsSuccessStatusCode);
    }
}
