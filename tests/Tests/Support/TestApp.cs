using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weiguang.Ledger;
using Weiguang.Tests.Ledger;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Support;

/// <summary>
/// The whole app on its own migrated database and data folder, with a clock of its own. Nothing is imported and there is no demo county. An ordinary one, without settings or services of
/// its own, is used again by a later case when this one has disposed of it, and begins anew then.
/// </summary>
public sealed partial class TestApp : WebApplicationFactory<Program>
{
    public const string MasterKey = "d2VpZ3VhbmctdGVzdC1tYXN0ZXIta2V5LTMyLWJ5dGU=";

    public static readonly Uri Address = new("http://localhost");

    private readonly TestStore _store;
    private readonly (string Key, string Value)[] _settings;
    private readonly Lock _starting = new();
    private bool _isLent;

    /// <summary>Others than this case may use it afterwards.</summary>
    private bool _isOrdinary;

    // A store that was there already may have other keys by now.
    private readonly bool _shares;

    private TestApp(TestStore store, (string, string)[] settings, bool shares = true) => (_store, _settings, _shares) = (store, settings, shares);

    public TestClock Clock { get; } = new();

    /// <summary>"Sqlite" or "Postgres".</summary>
    public string Kind => _store.Kind;

    /// <summary>For other processes and apps: whoever asks has this app alone, since nobody knows what those do to it.</summary>
    internal TestStore Store
    {
        get
        {
            _isOrdinary = false;
            return _store;
        }
    }

    public string DataFolder => _store.Folder;

    public string ConnectionString => _store.Connection;

    /// <summary>More services for this app alone, such as a fake of an outside system. Set before first use.</summary>
    public Action<IServiceCollection> Replace { get; init; } = _ => { };

    /// <summary>An ordinary app.</summary>
    public static async Task<TestApp> StartAsync(string database) => AppPool.Take(database) ?? new(await TestStore.CreateAsync(database), []) { _isOrdinary = true };

    public static async Task<TestApp> StartAsync(string database, params (string Key, string Value)[] settings) =>
        new(await TestStore.CreateAsync(database), settings);

    /// <summary>An ordinary app that nobody had before, nor has after: what its process or its database has counted is this case's.</summary>
    public static Task<TestApp> StartUnusedAsync(string database) => StartAsync(database, []);

    public static async Task<TestApp> StartAsync(string database, Action<IServiceCollection> replace, params (string Key, string Value)[] settings) =>
        new(await TestStore.CreateAsync(database), settings) { Replace = replace };

    /// <summary>On a store that is there already; it goes away with the app.</summary>
    internal static Task<TestApp> StartAsync(TestStore store, params (string Key, string Value)[] settings) => Task.FromResult(new TestApp(store, settings, shares: false));

    /// <summary>On the rows and files of another one, which has left them (<see cref="LeaveAsync"/>); an ordinary app where nothing is set.</summary>
    internal static async Task<TestApp> OnCopyAsync(TestStore store, params (string Key, string Value)[] settings) => new(await store.CopyAsync(), settings) { _isOrdinary = settings.Length == 0 };

    /// <summary>On a store that outlives it.</summary>
    internal static TestApp Lent(TestStore store) => new(store, [], shares: false) { _isLent = true };

    /// <summary>Another node on this app's store, or this one started again: it remembers nothing but what is in the database. A process of its own costs ten times as much.</summary>
    /// <param name="isWatched">With the services that were put in for this app alone.</param>
    internal TestApp AnotherNode(bool isWatched = false)
    {
        var other = isWatched ? new TestApp(Store, [], shares: false) { _isLent = true, Replace = Replace } : Lent(Store);
        other.Clock.Set(Clock.GetUtcNow());
        return other;
    }

    /// <summary>A scope of services that sees every row, for arranging and checking.</summary>
    public TestScope Scope()
    {
        Start();
        return new(Services);
    }

    /// <summary>A browser of nobody in particular: keeps cookies, does not follow redirects, reads the given language.</summary>
    public HttpClient Browser(string language = "zh-CN")
    {
        Start();
        var client = CreateDefaultClient(Address, new KeptPromises(), new CookieContainerHandler());
        client.Timeout = KeptPromises.Patience;
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    /// <summary>Once: the factory itself would start a host for each of those who ask at the same time, and forget all but one, which then run on without a database.</summary>
    private void Start()
    {
        lock (_starting)
        {
            _ = Services;
        }
    }

    /// <summary>Ends the app and leaves its store, for a server process to go on with.</summary>
    internal async Task<TestStore> LeaveAsync()
    {
        await base.DisposeAsync();
        return _store;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        (string Key, string Value)[] own =
        [
            ("Database", _store.Kind), ("ConnectionStrings:Default", _store.Connection), ("data", _store.Folder),
            ("Security:MasterKey", MasterKey), ("PublicAddress", "http://localhost"), ("Import", "false"), ("Demo", "false"), ("Jobs", "false"), ("Pace:Factor", "1000"), ("Activities:DoorShare", "0"), ("Hours:AskAfterDays", "0"),
            ("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning"), .. _settings,
        ];
        foreach (var (key, value) in own)
        {
            builder.UseSetting(key, value);
        }

        builder.UseEnvironment("Development");
        builder.ConfigureLogging(logging => logging.AddFilter(level => level >= LogLevel.Warning));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock).AddScoped<ISourceAudit, ElsewhereAudit>();
            if (_store.Seal is { } seal && _shares)
            {
                services.AddSingleton(seal);
            }

            // What EF would only warn of: a first few of rows in no order.
            Action<DbContextOptionsBuilder> strict = options => options.ConfigureWarnings(w => w.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
            services.ConfigureDbContext<SqliteDbContext>(strict).ConfigureDbContext<PostgresDbContext>(strict);
            Replace(_isOrdinary ? services.AddRenewal() : services);
        });
    }
}
