using System.Net;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;
using Verb = Weiguang.Tests.Support.Verb;

namespace Weiguang.Tests.Web;

/// <summary>A site in earnest: no demo by accident, one server on one folder, files for their owner alone.</summary>
public sealed class EarnestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_demo_is_served_in_production_only_when_asked_for_by_name_and_until_it_is_removed(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var trail = await DemoAsync(store);
        Verb.Complains(await Verb.RunAsync(store, "serve", "--urls=http://127.0.0.1:0"), 1, "demo remove");
        await using (var open = await ServerProcess.ServeAsync(store, ["--Demo:SignIn=true"]))
        {
            using var token = await open.Client.PostAsJsonAsync("/api/v1/auth/demo", new { role = "admin" }, Ct);
            Assert.Equal(HttpStatusCode.OK, token.StatusCode);
            open.Terminate();
            await open.WaitForExitAsync();
            Assert.Contains("WARNING  Demo:SignIn is on", open.Errors);
        }

        var removal = await Verb.HearAsync(store, "demo", "remove");
        Assert.Equal(0, removal.ExitCode);
        Assert.Contains("7 roles revoked, 1 passwords deleted", removal.Output);
        Assert.Contains("2 roles that invented people had given", removal.Output);
        Assert.Equal((0, ""), await Verb.RunAsync(store, "demo", "remove")); // Nothing left to do.
        await using (var closed = await ServerProcess.ServeAsync(store, []))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await closed.Client.GetAsync("/demo", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await closed.Client.PostAsJsonAsync("/api/v1/auth/demo", new { role = "admin" }, Ct)).StatusCode);
            closed.Client.DefaultRequestHeaders.Authorization = new("Bearer", trail.Token);
            Assert.Equal(HttpStatusCode.Unauthorized, (await closed.Client.GetAsync("/api/v1/me", Ct)).StatusCode);
        }

        await using var app = TestApp.Lent(store);
        using var scope = app.Scope();
        var roles = await scope.Db.Set<RoleGrant>().Where(g => g.RevokedAt == null).Select(g => g.PersonId).ToListAsync(Ct);
        Assert.Equal(new[] { trail.RealAdmin, trail.RealVolunteer }.ToHashSet(), roles.ToHashSet());
        Assert.False(await scope.Db.Set<Account>().AnyAsync(Ct));
        Assert.False(await scope.Db.Set<Volunteer>().Where(v => v.PersonId == trail.Invented).Select(v => v.Confirmed).SingleAsync(Ct));
    }

    [Fact]
    public async Task Where_the_demo_may_not_be_entered_it_is_not_there()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await DemoAsync(store);
        await using var app = await TestApp.StartAsync(store, ("Demo:SignIn", "false"));

        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync("/demo", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().PostAsJsonAsync("/api/v1/auth/demo", new { role = "admin" }, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_is_invented_beside_real_people(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await using (var app = TestApp.Lent(store))
        {
            await app.PersonAsync();
        }

        Verb.Complains(await Verb.RunAsync(store, "simulate"), 1, "real people");
    }

    [Fact]
    public async Task A_second_server_on_one_folder_is_refused_and_a_killed_one_leaves_no_lock()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        var backup = Path.Combine(store.Folder, "b.zip");
        await using (var first = await ServerProcess.ServeAsync(store, []))
        {
            foreach (var verb in (string[][])[["serve", "--urls=http://127.0.0.1:0"], ["migrate"], ["keys", "rotate"], ["import", "divisions", Notes(store)], ["simulate"], ["demo", "remove"]])
            {
                Verb.Complains(await Verb.RunAsync(store, verb[0], verb[1..]), 1, "already at work");
            }

            Assert.Equal((0, ""), await Verb.RunAsync(store, "verify"));
            Assert.Equal((0, ""), await Verb.RunAsync(store, "backup", backup));
            Verb.Complains(await Verb.RunAsync(store, "restore", backup, "--force"), 1, "already at work");
            Assert.True((await first.Client.GetAsync("/health/ready", Ct)).IsSuccessStatusCode);
            first.Kill();
            await first.WaitForExitAsync();
        }

        await using var second = await ServerProcess.ServeAsync(store, []);
        Assert.True((await second.Client.GetAsync("/health/ready", Ct)).IsSuccessStatusCode);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task The_data_folder_is_its_owners_alone()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        const UnixFileMode All = (UnixFileMode)0b111_111_111;
        foreach (var path in (string[])[store.Folder, Path.Combine(store.Folder, "weiguang.db"), Notes(store)])
        {
            File.SetUnixFileMode(path, All);
        }

        var (fresh, zip) = (Path.Combine(store.Folder, "later"), Path.Combine(store.Folder, "later", "b.zip"));
        await using var server = await ServerProcess.ServeAsync(store, []);
        Assert.Equal(0, (await Verb.RunAsync("keys", "new", "--data", fresh)).ExitCode);
        await using var backup = await ServerProcess.RunAsync(store, "backup", zip);
        Assert.Equal(0, backup.ExitCode);

        string[] files = [.. Directory.EnumerateFiles(store.Folder), .. Directory.EnumerateFiles(fresh)];
        Assert.Superset(new HashSet<string> { "weiguang.db", "weiguang.db-wal", "weiguang.db-shm", "weiguang.db.lock", "master.key", "b.zip" }, files.Select(f => Path.GetFileName(f)).ToHashSet());
        Assert.All(files, file => Assert.True(File.GetUnixFileMode(file) == (UnixFileMode)0b110_000_000, $"{file}: {File.GetUnixFileMode(file)}"));
        Assert.All([store.Folder, fresh], folder => Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder)));
    }

    private static string Notes(TestStore store)
    {
        var file = Path.Combine(store.Folder, "notes.txt");
        File.WriteAllText(file, "code\tname\n");
        return file;
    }

    /// <summary>Six players, a seventh invented volunteer, and what a visitor did as their administrator: gave a friend a role, who gave it on.</summary>
    private static async Task<(string Token, Guid Invented, Guid RealAdmin, Guid RealVolunteer)> DemoAsync(TestStore store)
    {
        await using var app = TestApp.Lent(store);
        var players = new Dictionary<Role, Guid> { [Role.Resident] = await app.PersonAsync(), [Role.Volunteer] = await app.VolunteerAsync() };
        foreach (var role in new[] { Role.TeamLeader, Role.Station, Role.Coordinator, Role.Admin })
        {
            players[role] = await app.PersonWithAsync(role, teamId: role == Role.TeamLeader ? Guid.CreateVersion7() : null);
        }

        var (friend, friendsFriend, real, realVolunteer) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonWithAsync(Role.Admin), await app.VolunteerAsync());
        using var scope = app.Scope();
        var invented = Person.Register(Guid.CreateVersion7(), "编的", "15412345678", TestPeople.Village, scope.Get<Vault>(), app.Clock.Now());
        var helper = Volunteer.Join(invented.Id, "V15412345678000001", TestPeople.Village, app.Clock.Now());
        scope.Db.AddRange(
            invented, helper, new Account { Id = invented.Id, PasswordHash = "x" },
            RoleGrant.Grant(invented.Id, Role.Volunteer, TestPeople.Village, null, Guid.Empty, app.Clock.Now()),
            RoleGrant.Grant(invented.Id, Role.Station, TestPeople.Village, null, players[Role.Coordinator], app.Clock.Now()),
            RoleGrant.Grant(friend, Role.Coordinator, TestPeople.County, null, players[Role.Admin], app.Clock.Now()),
            RoleGrant.Grant(friendsFriend, Role.Station, TestPeople.Village, null, friend, app.Clock.Now()));
        await scope.Db.SaveChangesAsync(Ct);
        await DemoMark.SetAsync(scope.Db, players, Ct);
        var session = await scope.Get<SessionBook>().OpenAsync(real, SessionKind.Bearer, "test", null, Ct);
        return (session.Token, invented.Id, real, realVolunteer);
    }
}
