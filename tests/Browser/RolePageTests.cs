using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>Citizen pages behind the sign-in, as each role sees them in the demo county. To have a page looked at, add its line.</summary>
public class RolePageTests(Site site, Walkers walkers) : IClassFixture<Walkers>
{
    internal static readonly (Size Size, Look Look)[] Views = [(Size.Phone, new()), (Size.Desk, new()), (Size.Desk, new(Dark: true)), (Size.Phone, new(Elder: true))];

    private static readonly (string Role, string Path)[] Pages =
    [
        ("resident", "/orders"), ("resident", "/orders/new"), ("resident", "/messages"), ("resident", "/messages/kinds"), ("resident", "/me"), ("resident", "/me/profile"),
        ("resident", "/me/sessions"), ("resident", "/stations"), ("resident", "/teams"),
        ("volunteer", "/activities"), ("volunteer", "/tasks"), ("volunteer", "/me"), ("volunteer", "/me/card"), ("volunteer", "/me/hours"),
        ("volunteer", "/me/records"), ("volunteer", "/me/volunteer"), ("volunteer", "/me/activities"), ("volunteer", "/me/certificates"), ("volunteer", "/me/certificates/new"),
        ("team-leader", "/teams"), ("team-leader", "/projects/mine"), ("team-leader", "/projects/new"), ("team-leader", "/me"), ("team-leader", "/me/teams"),
        ("station", "/projects/new"),
    ];

    public static TheoryData<string, string> All => [.. Pages.Select(p => (p.Role, p.Path))];

    [Theory, MemberData(nameof(All))]
    public Task Its_people_can_use_it(string role, string path) => walkers.WalkAsync(role, path, $"{role}-{path}", Views);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_of_twelve_services_prints_on_one_sheet(bool elder)
    {
        var page = await site.EnterAsync("volunteer", Size.Desk, new(Elder: elder));
        await page.GotoAsync("/me/certificates");
        await page.Locator("main .card a[href^='/me/certificates/']").Last.ClickAsync();
        await page.ArriveAsync(new Regex("/me/certificates/[0-9]{20}$"));

        Assert.Equal(12, await page.Locator("article.sheet tbody tr").CountAsync());
        Assert.Equal(1, await page.SheetsAsync($"certificate-printed-{(elder ? "elder" : "plain")}"));
        await page.Context.CloseAsync();
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
        var page = await walkers.OfAsync(role);
        var cookies = await page.Context.CookiesAsync();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")));
        await WeightTests.AssertLightAsync(http, path);
    }
}
