using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Weiguang.Kernel.Security;
using Weiguang.People.Domain;

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
            ("does not know", file => Manifest(file, "Migration", "20990101000000_Later")),
            ("is a backup of", file => Manifest(file, "Database", database == TestDatabases.Sqlite ? "Postgres" : "Sqlite")),
        ];
        foreach (var (words, damage) in cases)
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

    private static void Change(string file, Action<ZipArchive> change)
    {
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        change(zip);
    }

    private static void Replace(string file, string entry, Func<byte[], byte[]> change) => Change(file, zip =>
    {
        var content = new MemoryStream();
        if (zip.GetEntry(entry) is { } old)
        {
            using (var stream = old.Open())
            {
                stream.CopyTo(content);
            }

            old.Delete();
        }

        using var fresh = zip.CreateEntry(entry).Open();
        fresh.Write(change(content.ToArray()));
    });

    private static void Manifest(string file, string name, string? value) => Replace(file, "manifest.json", bytes =>
    {
        var manifest = JsonNode.Parse(bytes)!;
        manifest[name] = value;
        return Encoding.UTF8.GetBytes(manifest.ToJsonString());
    });

    /// <summary>As earlier versions wrote it, without sums, and damaged.</summary>
    private static void Unsigned(string file, Func<byte[], byte[]> damage)
    {
        Manifest(file, "Files", null);
        Replace(file, "database", damage);
    }

    /// <summary>A stretch in the middle is something else.</summary>
    private static byte[] Flipped(byte[] bytes)
    {
        for (var i = bytes.Length / 3; i < bytes.Length / 2; i++)
        {
            bytes[i] ^= 0x5A;
        }

        return bytes;
    }
}
