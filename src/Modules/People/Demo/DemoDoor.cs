using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Weiguang.People.Demo;

/// <summary>The players of a demo database, where they may be signed in as at all.</summary>
internal sealed class DemoDoor(AppDbContext db, IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Empty when there is no such door.</summary>
    public async Task<Dictionary<Role, Guid>> PlayersAsync(CancellationToken ct) => DemoMark.MaySignIn(configuration, environment) ? await DemoMark.ReadAsync(db, ct) : [];
}
