using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;
using Weiguang.Kernel;
using Weiguang.Kernel.Time;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Jobs;

/// <summary>
/// Work by the calendar (docs/adr/0005-jobs-and-clocks.md): kept in memory on SQLite, whose process is the only one; on PostgreSQL in tables shared by
/// all nodes, so that one of them does it. <c>Jobs=false</c> leaves it out.
/// </summary>
internal static class Schedule
{
    private const string TablePrefix = "kernel_quartz_";

    public static IServiceCollection AddSchedule(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue("Jobs", true))
        {
            return services;
        }

        return services
            .AddQuartz("weiguang", quartz =>
            {
                if (configuration.IsPostgres())
                {
                    quartz.UsePersistentStore(store => Cluster(store, configuration.GetConnectionString("Default")!));
                }

                quartz.ScheduleJob<Housekeeping>(
                    trigger => trigger.WithIdentity(nameof(Housekeeping)).WithCronSchedule("0 20 3 * * ?", cron => cron.InTimeZone(Shanghai.Zone)),
                    job => job.WithIdentity(nameof(Housekeeping)).StoreDurably());
                quartz.ScheduleJob<Anchoring>(
                    trigger => trigger.WithIdentity(nameof(Anchoring)).WithCronSchedule("0 40 3 * * ?", cron => cron.InTimeZone(Shanghai.Zone)),
                    job => job.WithIdentity(nameof(Anchoring)).StoreDurably());
            })
            .AddHostedService<MissedAnchor>()
            .AddQuartzHostedService("weiguang", hosted => hosted.WaitForJobsToComplete = true);
    }

    /// <summary>
    /// Makes Quartz's tables with Quartz's own script while one node holds the start lock: left to itself every node would make them at once,
    /// and PostgreSQL's IF NOT EXISTS fails when two are in it together.
    /// </summary>
    public static async Task ProvideTablesAsync(AppDbContext db, IConfiguration configuration, CancellationToken ct)
    {
        if (!configuration.IsPostgres() || !configuration.GetValue("Jobs", true))
        {
            return;
        }

        await using var script = typeof(IScheduler).Assembly.GetManifestResourceStream("Quartz.Impl.AdoJobStore.Schema.create_postgres.sql")!;
        var sql = await new StreamReader(script).ReadToEndAsync(ct);
        await db.Database.ExecuteSqlRawAsync(sql.Replace("{0}", TablePrefix, StringComparison.Ordinal).Replace("{1}", TablePrefix, StringComparison.Ordinal), ct);
    }

    private static void Cluster(IPersistentStoreBuilder store, string connection)
    {
        store.UsePostgres(NpgsqlFactory.Instance, connection);
        store.UseSystemTextJsonSerializer();
        store.UseClustering();
        store.ConfigureStore(options => options.TablePrefix = TablePrefix);
    }
}
