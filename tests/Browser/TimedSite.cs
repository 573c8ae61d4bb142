using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Eligibility;
using Weiguang.Kernel;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Browser;

/// <summary>
/// The whole program with a demo county and a real port, but in this process and on a clock of the test's own: an activity is planned for Friday, hours are settled after
/// it, a star stands in public for days. Nothing in the program has a switch for that, and no row is written behind its back.
/// </summary>
internal sealed class TimedSite : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("weiguang-journey-").FullName;

    private readonly int _port = Site.FreePort();

    public TimedSite()
    {
        UseKestrel(_port);
        StartServer();
    }

    public TurningClock Clock { get; } = new();

    /// <summary>As codes and links say it: a session belongs to one name.</summary>
    public Uri Address => new($"http://localhost:{_port}");

    /// <summary>
    /// Three volunteers of the county, with the names that only they and their organisers may read: none of the demo's players, nobody who has promised something yet or missed a
    /// shift. The first has the most hours below a star's, so that few others are proposed for one when its rule is lowered to that.
    /// </summary>
    public async Task<VolunteerNamed[]> VolunteersAsync(CancellationToken ct)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var people = scope.ServiceProvider.GetRequiredService<PersonDirectory>();
        var busy = (await DemoMark.ReadAsync(db, ct)).Values.ToHashSet();
        busy.UnionWith(await db.Database.SqlQuery<Guid>($"SELECT volunteer_id AS Value FROM activities_signup WHERE status = 'NoShow'").ToListAsync(ct));
        var volunteers = (await people.VolunteersInAsync(220881000000, 220882000000, ct)).Select(v => v.PersonId).Where(id => !busy.Contains(id)).ToList();
        var promised = await scope.ServiceProvider.GetRequiredService<Calendars>().OfAsync(volunteers, Clock.Now(), ct);
        var free = volunteers.Where(id => !promised.Contains(id)).ToList();
        var minutes = await scope.ServiceProvider.GetRequiredService<LedgerBook>().BalancesAsync(free, LedgerUnit.Minutes, ct);
        var chosen = free.Where(id => minutes.GetValueOrDefault(id) < 95 * 60).OrderByDescending(id => minutes.GetValueOrDefault(id)).ThenBy(id => id).Take(3).ToList();
        var cards = await people.FindAsync(chosen, ct);
        return [.. chosen.Select(id => new VolunteerNamed(id, cards[id].Name))];
    }

    /// <summary>From now on the door of the demo lets this person in as the volunteer.</summary>
    public async Task CastAsync(VolunteerNamed volunteer, CancellationToken ct)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var players = await DemoMark.ReadAsync(db, ct);
        players[Role.Volunteer] = volunteer.Id;
        await DemoMark.SetAsync(db, players, ct);
    }

    /// <summary>Whole hours in the ledger.</summary>
    public async Task<long> HoursOfAsync(VolunteerNamed volunteer, CancellationToken ct)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        return await scope.ServiceProvider.GetRequiredService<LedgerBook>().BalanceAsync(volunteer.Id, LedgerUnit.Minutes, ct) / 60;
    }

    /// <summary>Whether `verify` finds nothing wrong with the ledger.</summary>
    public async Task<bool> AddsUpAsync(CancellationToken ct)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        return (await scope.ServiceProvider.GetRequiredService<LedgerBook>().VerifyAsync(ct)).IsClean;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in ((string, string)[])[("data", _data), ("Database", "Sqlite"), ("PublicAddress", $"http://localhost:{_port}"), ("Demo", "true"), ("Jobs", "false"), ("Logging:LogLevel:Default", "Warning")])
        {
            builder.UseSetting(key, value);
        }

        builder.UseEnvironment("Development");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }
}

internal sealed record VolunteerNamed(Guid Id, string Name);
