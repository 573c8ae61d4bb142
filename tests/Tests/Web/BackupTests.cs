using System.IO.Compression;
using System.Text;
using Weiguang.Kernel.Security;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Web;

public class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_backup_taken_while_people_register_comes_back_whole(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var first = await app.PersonAsync();
        await File.WriteAllTextAsync(Path.Combine(app.DataFolder, "poster.txt"), "海报", Ct);
        using var enough = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await app.PersonAsync();
            }
        }, Ct);
        var file = Path.Combine(app.DataFolder, "backup.zip");
        await using var backup = await ServerProcess.RunAsync(app.Store, "backup", file);
        Assert.True(backup.ExitCode == 0, backup.Errors);
        await enough.CancelAsync();
        await writer;

        await using var fresh = await TestStore.CreateAsync(database, migrated: false);
        await using var restore = await ServerProcess.RunAsync(fresh, "restore", file);

        Assert.Equal((0, "Restored."), (restore.ExitCode, restore.Output));
        Assert.Equal("海报", await File.ReadAllTextAsync(Path.Combine(fresh.Folder, "poster.txt"), Ct));
        using var before = app.Scope();
        await using var restored = await TestApp.StartAsync(fresh);
        using var after = restored.Scope();
        var people = await after.Db.Set<Person>().OrderBy(p => p.Id).Select(p => new { p.Id, p.PhoneIndex, p.Phone }).ToListAsync(Ct);
        var phones = await after.Db.Set<PhoneEntry>().Select(p => p.PersonId).ToListAsync(Ct);
        Assert.Contains(people, person => person.Id == first);
        Assert.Equal(people.Select(p => p.Id), phones.Order());
        // Ids of one millisecond have no order among them, so the backup holds some of the people, not the first ones by id.
        var lived = await before.Db.Set<Person>().Select(p => new { p.Id, p.PhoneIndex, p.Phone }).ToListAsync(Ct);
        Assert.Subset(lived.ToHashSet(), people.ToHashSet());
        Assert.StartsWith("199", after.Get<Vault>().Open(Personal.Phone, people[0].Phone));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task No_phone_can_be_read_in_a_backup(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var phones = Enumerable.Range(0, 20).Select(_ => TestPeople.NewPhone()).ToList();
        foreach (var phone in phones)
        {
            await app.PersonAsync(phone: phone);
        }

        var file = Path.Combine(app.DataFolder, "backup.zip");
        Assert.Equal((0, ""), await Verb.RunAsync(app.Store, "backup", file));
        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Ct)) + await ContentAsync(app.Store, file);

        Assert.Contains("people_person", text); // We do look at the plain rows.
        Assert.DoesNotContain(phones, phone => text.Contains(phone, StringComparison.Ordinal));
        Assert.DoesNotContain(TestApp.MasterKey, text);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Restoring_never_overwrites_unless_told(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.PersonAsync();
        var file = Path.Combine(app.DataFolder, "backup.zip");
        Assert.Equal((0, ""), await Verb.RunAsync(app.Store, "backup", file));
        await using var other = await TestStore.CreateAsync(database);

        Verb.Complains(await Verb.RunAsync(other, "restore", file), 1, "This database is not empty.");
        Assert.Equal((0, "Restored.", ""), await Verb.HearAsync(other, "restore", file, "--force"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_restore_with_another_master_key_says_so(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.PersonAsync();
        var file = Path.Combine(app.DataFolder, "backup.zip");
        Assert.Equal((0, ""), await Verb.RunAsync(app.Store, "backup", file));
        await using var fresh = await TestStore.CreateAsync(database, migrated: false);

        Verb.Complains(await Verb.RunAsync(fresh, "restore", file, $"--Security:MasterKey={MasterKey.Generate()}"), 1, "master key");
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite, migrated: false);
        var file = Path.Combine(store.Folder, "other.zip");
        await using (var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Create, Ct))
        {
            zip.CreateEntry("readme.txt");
        }

        Verb.Complains(await Verb.RunAsync(store, "restore", file), 1, "This is no backup of Weiguang");
    }

    /// <summary>Every entry uncompressed; PostgreSQL's dump, which compresses by itself, as SQL.</summary>
    private static async Task<string> ContentAsync(TestStore store, string file)
    {
        var text = new StringBuilder();
        await using var zip = await ZipFile.OpenReadAsync(file, Ct);
        foreach (var entry in zip.Entries)
        {
            var plain = Path.Combine(store.Folder, $"plain-{entry.Name}");
            await entry.ExtractToFileAsync(plain, Ct);
            text.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(plain, Ct)));
            if (store.Kind == TestDatabases.Postgres && entry.FullName == "database")
            {
                using var sql = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("pg_restore", ["-f", "-", plain]) { RedirectStandardOutput = true })!;
                text.Append(await sql.StandardOutput.ReadToEndAsync(Ct));
            }
        }

        return text.ToString();
    }
}
