using Weiguang.People;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Cases;

/// <summary>Addresses with queries that somebody has mistyped, cut or kept from an old version: the page stands there all the same.</summary>
public class QueryCaseTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_mistyped_query_breaks_no_page(string database)
    {
        var app = await apps.On(database);
        await Village.BuildAsync(app);
        var wrong = new List<string>();
        foreach (var role in (Role[])[Role.Resident, Role.Station, Role.Coordinator])
        {
            var browser = await app.BrowserOfAsync(await app.PersonWithAsync(role), role);
            foreach (var address in Given.Lines("queries.txt").Append("/activities?day=9999-12-31").Append("/activities?day=0001-01-01"))
            {
                using var answer = await browser.GetAsync(address, TestContext.Current.CancellationToken);
                var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if ((int)answer.StatusCode >= 500 || !page.TrimEnd().EndsWith("</html>", StringComparison.Ordinal))
                {
                    wrong.Add($"{address} as {role}: {(int)answer.StatusCode}, {page.Length} letters");
                }
            }
        }

        Assert.Empty(wrong);
    }
}
