using System.Net;

namespace Weiguang.Browser;

/// <summary>Pages behind the sign-in, as each role sees them in the demo county. To have a page looked at, add its line.</summary>
public class RolePageTests(Site site)
{
    private static readonly (string Role, string Path)[] Pages =
    [
        ("resident", "/orders"), ("resident", "/orders/new"), ("resident", "/messages"), ("resident", "/me"), ("resident", "/me/profile"), ("resident", "/me/sessions"), ("resident", "/stations"), ("resident", "/teams"),
        ("volunteer", "/activities"), ("volunteer", "/tasks"), ("volunteer", "/me"), ("volunteer", "/me/card"), ("volunteer", "/me/hours"), ("volunteer", "/me/records"), ("volunteer", "/me/volunteer"),
        ("team-leader", "/teams"), ("team-leader", "/projects/mine"), ("team-leader", "/projects/new"), ("team-leader", "/me"),
        ("station", "/console/orders"), ("station", "/console/follow-ups"), ("station", "/console/hours"), ("coordinator", "/console/anomalies"), ("coordinator", "/console/anomalies?view=closed"), ("station", "/console/menu"), ("station", "/console/stations"), ("station", "/console/people"), ("station", "/console/teams"), ("station", "/console/teams/new"), ("station", "/console/projects"), ("station", "/projects/new"),
        ("coordinator", "/console/orders?view=going"), ("coordinator", "/console/orders?view=done"), ("coordinator", "/console/people"), ("coordinator", "/console/stations"), ("coordinator", "/console/stations/new"), ("coordinator", "/console/stations/import"),
        ("admin", "/console/people"), ("admin", "/console/access-log"),
        ("volunteer", "/me/activities"), ("volunteer", "/me/certificates"), ("volunteer", "/me/certificates/new"),
        ("team-leader", "/console/activities"), ("team-leader", "/console/activities/new"), ("station", "/console/activities"), ("station", "/console/activities/new"), ("station", "/console/activities/reviews"), ("volunteer", "/me/records"), ("station", "/console/hours"), ("coordinator", "/console/anomalies"),
        ("coordinator", "/console/hour-rules"), ("coordinator", "/console/hour-rules/220881000000/rounding"), ("coordinator", "/console/hour-rules/220881000000/travel"), ("coordinator", "/console/stars"), ("coordinator", "/console/stars/rules"), ("coordinator", "/console/certificates"),
    ];

    public static TheoryData<string, string> All => [.. Pages.Select(p => (p.Role, p.Path))];

    [Theory, MemberData(nameof(All))]
    public async Task Its_people_can_use_it(string role, string path)
    {
        foreach (var (size, look) in ((Size, Look)[])[(Size.Phone, new()), (Size.Desk, new()), (Size.Phone, new(Elder: true)), (Size.Desk, new(Dark: true))])
        {
            var page = await site.EnterAsync(role, size, look);
            var answer = await page.GotoAsync(path);
            Assert.Equal((int)HttpStatusCode.OK, answer!.Status);
            await page.LookAsync($"{role}-{path.Trim('/').Replace("?view=", "-", StringComparison.Ordinal)}-{size}-{look}");
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData("resident", "/orders")]
    [InlineData("resident", "/orders/new")]
    [InlineData("resident", "/messages")]
    [InlineData("volunteer", "/activities")]
    [InlineData("volunteer", "/tasks")]
    [InlineData("volunteer", "/me/hours")]
    [InlineData("volunteer", "/me/activities")]
    [InlineData("volunteer", "/me/certificates")]
    public async Task It_is_light_enough_for_a_village(string role, string path)
    {
        var page = await site.EnterAsync(role, Size.Phone);
        var cookies = await page.Context.CookiesAsync();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")));
        await page.Context.CloseAsync();
        await WeightTests.AssertLightAsync(http, path);
    }
}
