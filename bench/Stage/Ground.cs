using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Web;

namespace Weiguang.Bench.Stage;

/// <summary>One database with the app's services upon it: makes people, sessions and activities, and checks what came of them.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private const string MasterKey = "d2VpZ3VhbmctYmVuY2gtbWFzdGVyLWtleS0zMi1ieXQ=";
    private const long Division = 220881103200;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weiguang-bench-data-");

    private Ground(string kind, string connection)
    {
        Settings =
        [
            $"--Database={kind}", $"--ConnectionStrings:Default={(kind == "Sqlite" ? $"Data Source={Path.Combine(_folder.FullName, "weiguang.db")}" : connection)}", $"--data={_folder.FullName}",
            "--environment=Production", $"--Security:MasterKey={MasterKey}", "--PublicAddress=http://127.0.0.1", "--AllowedHosts=localhost", "--Import=false", "--Demo=false", "--Jobs=false", "--Pace:Factor=100000",
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
        ];
        App = Site.Build(Settings);
    }

    public string[] Settings { get; }

    public WebApplication App { get; }

    public static async Task<Ground> LayAsync(string kind, string name)
    {
        var ground = new Ground(kind, kind == "Sqlite" ? "" : await PostgresStage.DatabaseAsync(name));
        await ground.WithAsync(db => db.Database.MigrateAsync());
        await ground.App.Services.GetRequiredService<DataKeys>().StartAsync(CancellationToken.None);
        return ground;
    }

    public async Task<T> WithAsync<T>(Func<AppDbContext, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        return await work(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    public Task WithAsync(Func<AppDbContext, Task> work) => WithAsync(async db =>
    {
        await work(db);
        return 0;
    });

    /// <summary>Signed-in volunteers; their tokens and ids.</summary>
    public async Task<List<(Guid Id, string Token)>> VolunteersAsync(int count)
    {
        var made = new List<(Guid Id, string Token)>(count);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(2_000))
        {
            await WithAsync(async db =>
            {
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                foreach (var i in chunk)
                {
                    var (id, token) = (Guid.CreateVersion7(), $"bench-{i}-{Guid.NewGuid():N}");
                    made.Add((id, token));
                    var now = DateTime.UtcNow;
                    db.Add(Person.Register(id, $"志愿者{i}", $"190{i:00000000}", Division, App.Services.GetRequiredService<Vault>(), now));
                    var volunteer = Volunteer.Join(id, $"V{i:0000000000}", Division, now);
                    db.Add(volunteer);
                    db.Add(RoleGrant.Grant(id, Role.Volunteer, Division, null, Guid.Empty, now));
                    db.Add(new Session
                    {
                        Id = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token))), PersonId = id, Kind = SessionKind.Bearer, Device = "bench",
                        CreatedAt = now, LastSeenAt = now, ExpiresAt = now.AddDays(90),
                    });
                }

                await db.SaveChangesAsync();
            });
        }

        return made;
    }

    /// <summary>Published activities with one shift each.</summary>
    /// <param name="begins">From now.</param>
    public async Task<List<(Guid Id, Guid ShiftId)>> ActivitiesAsync(int count, int capacity, TimeSpan begins)
    {
        var made = new List<(Guid, Guid)>(count);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(1_000))
        {
            await WithAsync(async db =>
            {
                var now = DateTime.UtcNow;
                foreach (var i in chunk)
                {
                    var activity = new Activity
                    {
                        Title = $"清理河道 {i}", Category = "0006", DivisionCode = Division, Organiser = "那金村志愿服务队", LeadId = Guid.Empty, Place = "村委会门口", Lat = 45.3, Lon = 122.7,
                        OpensAt = now.AddDays(-1), ClosesAt = now.AddDays(30), StartsAt = now + begins, EndsAt = now + begins + TimeSpan.FromHours(2), CreatedAt = now,
                    };
                    var post = new Post { ActivityId = activity.Id, Name = "清理员" };
                    var shift = new Shift { ActivityId = activity.Id, PostId = post.Id, Capacity = capacity, StartsAt = activity.StartsAt, EndsAt = activity.EndsAt };
                    activity.Posts.Add(post);
                    activity.Shifts.Add(shift);
                    activity.Take(ActivityAction.Publish, Guid.Empty, ActivityParty.Organiser, now);
                    db.Add(activity);
                    made.Add((activity.Id, shift.Id));
                }

                await db.SaveChangesAsync();
            });
        }

        return made;
    }

    public Task TidyAsync() => WithAsync(db => App.Configuration.IsPostgresDatabase() ? db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE; CHECKPOINT") : Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

internal static class Kinds
{
    public static bool IsPostgresDatabase(this IConfiguration configuration) => configuration["Database"] == "Postgres";
}
