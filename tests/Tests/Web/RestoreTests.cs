using System.IO.Compression;
using System.Text;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.People.Domain;
using Weiguang.Web.Backup;
using static Weiguang.Tests.Web.Forgery;

namespace Weiguang.Tests.Web;

/// <summary>A restore looks at everything before it replaces anything, and replaces all or nothing.</summary>
public sealed class RestoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nothing_is_replaced_by_a_backup_that_is_damaged_or_does_not_fit(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var good = await BackupAsync(app);
        await using var other = await TestStore.CreateAsync(database);
        var survivor = await SettleAsync(other);
        (string Words, Action<string> Damage)[] cases =
        [
            ("damaged", Cut),
            ("damaged", file => File.WriteAllText(file, "PK\u0003\u0004 not a zip")),
            ("no manifest.json", file => Change(file, zip => zip.GetEntry("manifest.json")!.Delete())),
            ("manifest.json cannot be read", file => Replace(file, "manifest.json", _ => "{"u8.ToArray())),
            ("lacks database", file => Change(file, zip => zip.GetEntry("database")!.Delete())),
            ("lacks files/poster.txt", file => Change(file, zip => zip.GetEntry("files/poster.txt")!.Delete())),
            ("poster.txt is not what was written", file => Replace(file, "files/poster.txt", _ => "forged"u8.ToArray())),
            ("database is not what was written", file => Replace(file, "database", Flipped)),
            ("outside the data folder", file => Replace(file, "../evil.txt", _ => "evil"u8.ToArray())),
            ("damaged", file => Unsigned(file, Flipped)),
            ("damaged", file => Unsigned(file, bytes => bytes[..(bytes.Length / 2)])),
            ("does not know", file => Declare(file, "Migration", "20990101000000_Later")),
            ("is a backup of", file => Declare(file, "Database", database == TestDatabases.Sqlite ? "Postgres" : "Sqlite")),
        ];
        (string Words, Action<string> Damage)[] forged =
        [
            ("no backup has: files/master.key", file => Add(file, "files/master.key")),
            ("no backup has: files/Weiguang.DB-wal", file => Add(file, "files/Weiguang.DB-wal")),
            ("no backup has: files//weiguang.db", file => Add(file, "files//weiguang.db")),
            ("no backup has: files/./master.key", file => Add(file, "files/./master.key")),
            ("no backup has: files/weiguang.db.next", file => Add(file, "files/weiguang.db.next")),
            ("no backup has: files/.restore/database", file => Add(file, "files/.restore/database")),
            ("no backup has: master.key", file => Add(file, "master.key")),
            ("no backup has: files/unnamed.txt", file => Replace(file, "files/unnamed.txt", _ => "x"u8.ToArray())),
            ("has files/poster.txt twice", file => Change(file, zip => zip.CreateEntry("files/poster.txt"))),
            ("lacks database", file => Change(file, zip => Unname(zip, "database"))),
        ];
        foreach (var (words, damage) in cases.Concat(forged))
        {
            var file = Path.Combine(app.DataFolder, "damaged.zip");
            File.Copy(good, file, overwrite: true);
            damage(file);
            Verb.Complains(await Verb.RunAsync(other, "restore", file, "--force"), 1, words);
        }

        Verb.Complains(await Verb.RunAsync(other, "restore", good, "--force", $"--Security:MasterKey={MasterKey.Generate()}"), 1, "master key");
        Verb.Complains(await Verb.RunAsync(other, "restore", good, "--force", "--Security:MasterKey="), 1, "No master key is here");
        Assert.Equal([survivor], await PeopleAsync(other));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(other.Folder).Select(Path.GetFileName), name => name is ".restore" or "poster.txt" or "master.key");
        Assert.False(File.Exists(Path.Combine(other.Folder, "..", "evil.txt")));
    }

    [Fact]
    public async Task A_database_that_is_not_of_Weiguang_is_told_in_a_sentence_and_replaces_nothing()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var good = await BackupAsync(app);
        await using var other = await TestStore.CreateAsync(TestDatabases.Sqlite);
        var survivor = await SettleAsync(other);
        (string Words, string Sql)[] cases =
        [
            ("one of its data keys is no key", "UPDATE kernel_data_key SET wrapped = 'no base64!'"),
            ("one of its data keys is no key", "UPDATE kernel_data_key SET wrapped = 'AAAA'"),
            ("one of its data keys is no key", "ALTER TABLE kernel_data_key RENAME COLUMN wrapped TO w; ALTER TABLE kernel_data_key ADD COLUMN wrapped TEXT NULL"),
            ("no data keys", "ALTER TABLE kernel_data_key RENAME TO elsewhere"),
            ("does not say which migrations", "DROP TABLE __EFMigrationsHistory"),
            ("does not say which migrations", "ALTER TABLE __EFMigrationsHistory DROP COLUMN ProductVersion"),
        ];
        foreach (var (words, sql) in cases)
        {
            var file = Path.Combine(app.DataFolder, "odd.zip");
            File.Copy(good, file, overwrite: true);
            Declare(file, "Files", null); // As earlier versions wrote it, without sums.
            Replace(file, "database", bytes => Told(bytes, sql));
            Verb.Complains(await Verb.RunAsync(other, "restore", file, "--force"), 1, words);
        }

        Assert.Equal([survivor], await PeopleAsync(other));
    }

    [Fact]
    public void A_backup_larger_than_the_room_is_not_unpacked()
    {
        using var zip = new ZipArchive(new MemoryStream(Zipped("database", 5_000_000)), ZipArchiveMode.Read);
        var manifest = new Manifest("1", "Sqlite", "first", DateTime.UnixEpoch);
        Contents.Check(zip, manifest, 5_000_000, "weiguang.db");
        var refused = Assert.Throws<SetupException>(() => Contents.Check(zip, manifest, 4_999_999, "weiguang.db"));
        Assert.Contains("needs 5 MB", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_restore_left_is_gone_after_the_next_start()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        var left = Directory.CreateDirectory(Path.Combine(store.Folder, ".restore"));
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "database"), "everything", Ct);
        Assert.Equal((0, ""), await Verb.RunAsync(store, "migrate"));
        Assert.False(Directory.Exists(left.FullName));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Killed_at_any_moment_a_restore_leaves_the_old_or_the_new(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var restored = await app.PersonAsync();
        var file = await BackupAsync(app);
        await using var other = await TestStore.CreateAsync(database);
        var old = await SettleAsync(other);
        foreach (var milliseconds in (int[])[500, 900, 1300, 1800, 2600])
        {
            await using var restore = ServerProcess.Start(other, "restore", file, "--force");
            await Task.Delay(milliseconds, Ct);
            restore.Kill();
            await restore.WaitForExitAsync();
            var people = await PeopleAsync(other);
            Assert.True(people is [var one] && (one == old || one == restored), $"after {milliseconds} ms: {people.Count} people");
        }

        Assert.Equal((0, ""), await Verb.RunAsync(other, "restore", file, "--force"));
        Assert.Equal([restored], await PeopleAsync(other));
    }

    [Fact]
    public async Task A_damaged_database_is_replaced_by_force_alone()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var person = await app.PersonAsync();
        var file = await BackupAsync(app);
        await using var other = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await File.WriteAllBytesAsync(Path.Combine(other.Folder, "weiguang.db"), Encoding.ASCII.GetBytes(new string('x', 9000)), Ct);
        await File.WriteAllTextAsync(Path.Combine(other.Folder, "weiguang.db-wal"), "left over", Ct);

        Verb.Complains(await Verb.RunAsync(other, "restore", file), 1, "not empty");
        Assert.Equal((0, ""), await Verb.RunAsync(other, "restore", file, "--force"));
        Assert.Equal([person], await PeopleAsync(other));
    }

    private static async Task<string> BackupAsync(TestApp app)
    {
        _ = app.Services; // The first start makes the data keys.
        await File.WriteAllTextAsync(Path.Combine(app.DataFolder, "poster.txt"), "海报", Ct);
        var file = Path.Combine(app.DataFolder, "backup.zip");
        Assert.Equal((0, ""), await Verb.RunAsync(app.Store, "backup", file));
        return file;
    }

    /// <summary>Somebody lives in this database; nobody serves it any more.</summary>
    private static async Task<Guid> SettleAsync(TestStore store)
    {
        await using var app = TestApp.Lent(store);
        return await app.PersonAsync();
    }

    private static async Task<List<Guid>> PeopleAsync(TestStore store)
    {
        await using var app = TestApp.Lent(store);
        using var scope = app.Scope();
        return await scope.Db.Set<Person>().Select(p => p.Id).ToListAsync(Ct);
    }

    private static void Cut(string file) => File.WriteAllBytes(file, File.ReadAllBytes(file)[..^200]);
}
