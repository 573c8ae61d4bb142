using Npgsql;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Web;

/// <summary>The desks' own pool is small, whatever the site asks of its own.</summary>
public class ApartTests
{
    [Theory]
    [InlineData("Host=x;Database=y;Minimum Pool Size=50")]
    [InlineData("Host=x;Database=y;Minimum Pool Size=3;Maximum Pool Size=4")]
    [InlineData("Host=x;Database=y")]
    public void The_desks_connect_by_a_small_pool_of_their_own(string connection)
    {
        using var source = NpgsqlDataSource.Create(PostgresDbContext.Apart(connection)); // Refuses limits that contradict each other.

        var apart = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.Equal((0, 8), (apart.MinPoolSize, apart.MaxPoolSize));
    }
}
