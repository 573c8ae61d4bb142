using System.Net;
using System.Net.Sockets;
using Weiguang.Web.Verbs;

namespace Weiguang.Tests.Web;

/// <summary>Whatever an operator mistypes or has lost is answered in one sentence and an exit code, and nothing is invented.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weiguang-verbs-");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--frob", "serve", "--frob")]
    [InlineData("--frob", "verify", "--frob", "1")]
    [InlineData("did you mean --Database?", "serve", "--Databse=Postgres")]
    [InlineData("did you mean --Orders:FenceMetres?", "verify", "--Orders:FenceMeters=200")]
    [InlineData("did you mean --Sms:Gateway?", "serve", "--Sms:Gatway=Aliyun")]
    [InlineData("did you mean --Pace:orders.place:PerHour?", "serve", "--Pace:orders.plaze:PerHour=3")]
    [InlineData("lacks its value", "serve", "--Security:MasterKey")]
    [InlineData("Sqlite or Postgres", "serve", "--Database=Mysql")]
    [InlineData("Development or Production", "serve", "--environment=Prod")]
    [InlineData("Orders:FenceMetres cannot be 'far': it is a whole number", "serve", "--Orders:FenceMetres=far")]
    [InlineData("Orders:Clocks:Review:Normal cannot be -5", "serve", "--Orders:Clocks:Review:Normal=-5")]
    [InlineData("Jobs cannot be 'perhaps': it is true or false", "serve", "--Jobs=perhaps")]
    [InlineData("Console, Aliyun or Tencent", "serve", "--Sms:Gateway=Pigeon")]
    [InlineData("it begins with https://", "serve", "--Sms:Endpoint=notaurl")]
    [InlineData("PublicAddress", "serve", "--PublicAddress=weiguang.example.cn")]
    [InlineData("AllowedHosts", "serve", "--PublicAddress=https://weiguang.example.cn", "--AllowedHosts=*")]
    [InlineData("ForwardedHeaders:Proxies", "serve", "--ForwardedHeaders:Proxies=10.0.0.0/99")]
    [InlineData("did you mean migrate?", "migrat")]
    [InlineData("Unknown verb or argument 'extra'", "backup", "a.zip", "extra")]
    [InlineData("Required argument", "backup")]
    [InlineData("many", "simulate", "--volunteers", "many")]
    [InlineData("nowhere.zip", "restore", "nowhere.zip")]
    [InlineData("Required command", "keys")]
    public async Task What_is_mistyped_is_said_and_nothing_is_made(string words, params string[] arguments)
    {
        var data = Path.Combine(_folder.FullName, "data");

        Verb.Complains(await Verb.RunAsync([.. arguments, "--data", data]), 2, words);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task A_setting_of_a_file_or_the_environment_that_nothing_reads_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "appsettings.json"), """{ "Orders": { "Fence": 20 } }""", Ct);

        Verb.Complains(await Verb.RunAsync("verify", $"--contentRoot={_folder.FullName}", $"--data={_folder.FullName}"), 2, "Orders:Fence");
    }

    [Fact]
    public async Task Every_setting_that_is_documented_is_known()
    {
        var readme = await File.ReadAllLinesAsync(Path.Combine(Root(), "README.md"), Ct);
        var names = readme.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => line.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1));
        var settings = names.Where(name => !name.StartsWith('-')).SelectMany(name => Spelt(name.Replace("<verb>", "orders.place").Replace("<name>", "audit"))).ToList();

        Assert.Contains("Orders:Clocks:Confirm:Urgent", settings);
        Assert.Contains("Pace:orders.place:PerDay", settings);
        Assert.Contains("Health:LeastFreeMegabytes", settings);
        Verb.Complains(await Verb.RunAsync(["verify", $"--data={_folder.FullName}/none", .. settings.Select(name => $"--{name}={Some(name)}")]), 1, "There is no database");
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("backup", "b.zip")]
    [InlineData("keys", "rotate")]
    [InlineData("keys", "rewrap")]
    [InlineData("demo", "remove")]
    [InlineData("admin", "13812345678", "--name", "王强")]
    public async Task Where_there_is_no_database_none_is_made(params string[] verb)
    {
        var data = Path.Combine(_folder.FullName, "typo");
        var file = Path.Combine(_folder.FullName, "b.zip");
        string[] arguments = [.. verb.Select(word => word == "b.zip" ? file : word), "--data", data, $"--Security:MasterKey={TestApp.MasterKey}"];
        Verb.Complains(await Verb.RunAsync(arguments), 1, "There is no database");
        Assert.False(Directory.Exists(data) || File.Exists(file));

        Directory.CreateDirectory(data);
        Verb.Complains(await Verb.RunAsync(arguments), 1, "There is no database");
        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("garbage")]
    [InlineData("empty")]
    public async Task A_damaged_database_is_called_damaged(string damage)
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        var (database, backup) = (Path.Combine(store.Folder, "weiguang.db"), Path.Combine(store.Folder, "b.zip"));
        await DamageAsync(database, damage);
        var before = await File.ReadAllBytesAsync(database, Ct);

        foreach (var result in new[] { await Verb.RunAsync(store, "verify"), await Verb.RunAsync(store, "backup", backup), await Verb.RunAsync(store, "keys", "rotate") })
        {
            Verb.Complains(result, result.ExitCode is 1 ? 1 : 3, damage == "empty" ? "holds nothing" : "damaged");
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(database, Ct));
        Assert.Empty(Directory.EnumerateFiles(store.Folder, "b.zip*"));
    }

    [Theory]
    [InlineData("not base64 at all!")]
    [InlineData("c2hvcnQ=")]
    public async Task A_key_that_is_none_is_said(string key)
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);

        Verb.Complains(await Verb.RunAsync(store, "keys", "rotate", $"--Security:MasterKey={key}"), 1, "Security:MasterKey holds no master key");
        Verb.Complains(await Verb.RunAsync(store, "keys", "rewrap", $"--Security:NewMasterKey={key}"), 1, "Security:NewMasterKey holds no master key");
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "master.key"), key, Ct);
        Verb.Complains(await Verb.RunAsync(store, "serve", "--Security:MasterKey="), 1, "master.key holds no master key");
    }

    [Fact]
    public async Task Production_makes_no_master_key_by_itself()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite, migrated: false);
        Verb.Complains(await Verb.RunAsync(store, "serve", "--Security:MasterKey="), 1, "keys new");
        Assert.False(File.Exists(Path.Combine(store.Folder, "master.key")));

        Assert.Equal((0, ""), await Verb.RunAsync(store, "keys", "new", "--Security:MasterKey="));
        Assert.Equal((0, ""), await Verb.RunAsync(store, "migrate", "--Security:MasterKey="));
        Assert.Equal((0, ""), await Verb.RunAsync(store, "keys", "rotate", "--Security:MasterKey="));
        Verb.Complains(await Verb.RunAsync(store, "keys", "new", "--Security:MasterKey="), 1, "a master key already");
        File.Delete(Path.Combine(store.Folder, "master.key"));
        Verb.Complains(await Verb.RunAsync(store, "keys", "new", "--Security:MasterKey="), 1, "could not open them");
        Verb.Complains(await Verb.RunAsync("serve", "--data", store.Folder, "--environment=Development"), 1, "could not open them");
    }

    [Fact]
    public async Task On_PostgreSQL_in_Production_a_stray_key_file_is_no_key()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres);
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "master.key"), TestApp.MasterKey, Ct);

        Verb.Complains(await Verb.RunAsync(store, "keys", "rotate", "--Security:MasterKey="), 1, "Set Security:MasterKey");
    }

    [Theory]
    [InlineData("PublicAddress", "--PublicAddress=")]
    [InlineData("Sms:PrintCodes", "--Sms:PrintCodes=false")]
    [InlineData("Sms:KeyId", "--Sms:Gateway=Aliyun")]
    [InlineData("Demo:SignIn", "--Demo=true")]
    public async Task Production_serves_only_when_it_is_set_up_for_it(string words, string setting)
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite, migrated: false);

        Verb.Complains(await Verb.RunAsync(store, "serve", "--urls=http://127.0.0.1:0", setting), 1, words);
        Assert.Empty(Directory.EnumerateFileSystemEntries(store.Folder));
    }

    [Fact]
    public async Task What_is_away_is_said()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        Verb.Complains(await Verb.RunAsync(store, "serve", $"--urls=http://127.0.0.1:{port}"), 3, $":{port} is in use");
        Verb.Complains(await Verb.RunAsync(store, "serve", "--urls=nonsense"), 2, "nonsense");

        var nobody = PrivatePostgres.FreePort();
        foreach (var verb in (string[])["verify", "serve", "migrate"])
        {
            Verb.Complains(await Verb.RunAsync(verb, "--Database=Postgres", $"--ConnectionStrings:Default=Host=127.0.0.1;Port={nobody};Database=x;Username=y;Timeout=3", $"--data={_folder.FullName}",
                $"--Security:MasterKey={TestApp.MasterKey}", "--PublicAddress=http://127.0.0.1", "--Sms:PrintCodes=true"), 3, "PostgreSQL cannot be reached");
        }

        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", Ct);
        foreach (var nowhere in (string[])[file, Path.Combine(file, "data"), "/proc/weiguang"])
        {
            Assert.Equal(3, (await Verb.RunAsync("migrate", $"--data={nowhere}", $"--Security:MasterKey={TestApp.MasterKey}")).ExitCode);
        }

        Verb.Complains(await Verb.RunAsync(store, "backup", Path.Combine(_folder.FullName, "nowhere", "b.zip")), 1, "There is no folder");
        Verb.Complains(await Verb.RunAsync(store, "backup", _folder.FullName), 1, "is a folder");
    }

    [Fact]
    public async Task On_PostgreSQL_a_missing_database_and_missing_tools_are_said()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres);
        Verb.Complains(await Verb.RunAsync(store, "backup", Path.Combine(_folder.FullName, "b.zip"), $"--Backup:Tools={_folder.FullName}"), 1, "There is no pg_dump");
        Verb.Complains(await Verb.RunAsync(store, "verify", $"--ConnectionStrings:Default={PostgresServer.Database("weiguang_nowhere")}"), 1, "weiguang_nowhere");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void A_fault_of_the_program_is_one_line_too() =>
        Assert.Equal(("Unexpected NotSupportedException: first second (the environment variable WEIGUANG_TRACE=1 shows where)", 70), Complaint.Of(new NotSupportedException("first\n  second")));

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>What <c>A:{B,C}</c> stands for.</summary>
    private static IEnumerable<string> Spelt(string name) => name.IndexOf('{') is > 0 and var from
        ? name[(from + 1)..name.IndexOf('}')].Split(',').SelectMany(part => Spelt(name[..from] + part + name[(name.IndexOf('}') + 1)..]))
        : [name];

    private static string Some(string setting) => setting switch
    {
        "Database" => "Sqlite",
        "Sms:Gateway" => "Aliyun",
        "Demo" or "Demo:SignIn" or "Import" or "Jobs" or "Sms:PrintCodes" => "true",
        _ => "1",
    };

    private static async Task DamageAsync(string database, string damage)
    {
        var bytes = await File.ReadAllBytesAsync(database);
        await File.WriteAllBytesAsync(database, damage switch
        {
            "cut" => bytes[..(bytes.Length / 2)],
            "garbage" => [.. Enumerable.Range(0, bytes.Length).Select(i => (byte)(i * 31))],
            _ => [],
        });
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "README.md")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
