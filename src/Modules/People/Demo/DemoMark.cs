using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Weiguang.People;

/// <summary>Says that this database holds invented people, and which one plays each role. Only then can the demo sign-in exist.</summary>
public static class DemoMark
{
    public const string Setting = "Demo:SignIn";

    /// <summary>Whether the players may be signed in as: in Development, elsewhere only where <c>Demo:SignIn</c> says so.</summary>
    public static bool MaySignIn(IConfiguration configuration, IHostEnvironment environment) => configuration.GetValue(Setting, environment.IsDevelopment());

    /// <summary>Marks the database as a demo; replaces an earlier mark.</summary>
    public static async Task SetAsync(AppDbContext db, IReadOnlyDictionary<Role, Guid> players, CancellationToken ct = default)
    {
        await db.Set<DemoPlayer>().ExecuteDeleteAsync(ct);
        db.AddRange(players.Select(p => new DemoPlayer { Role = p.Key, PersonId = p.Value }));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Who plays each role; empty when this is no demo.</summary>
    public static Task<Dictionary<Role, Guid>> ReadAsync(AppDbContext db, CancellationToken ct = default) =>
        db.Set<DemoPlayer>().AsNoTracking().ToDictionaryAsync(p => p.Role, p => p.PersonId, ct);
}

internal sealed class DemoPlayer
{
    public required Role Role { get; init; }

    public required Guid PersonId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DemoPlayer>
    {
        public void Configure(EntityTypeBuilder<DemoPlayer> player)
        {
            player.ToTable("people_demo").IsReference();
            player.HasKey(p => p.Role);
        }
    }
}
