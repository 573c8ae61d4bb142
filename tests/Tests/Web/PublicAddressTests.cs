using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Finding.Calendar;
using Weiguang.Kernel.Ui;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Recognition;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Web;

/// <summary>Links that leave the site name its public address, whatever the request calls it.</summary>
public class PublicAddressTests
{
    private const string Public = "https://zhiyuan.example.cn";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_forged_host_is_refused_wherever_it_knocks_and_comes_into_no_answer(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await app.VolunteerAsync();
        using var browser = await app.BrowserOfAsync(me);
        string[] paths = ["/", "/activities", "/me/card", "/sign-in?return=/me", "/nowhere", "/api/v1/me", $"/calendar/{await CalendarAsync(app, me)}.ics", "/me/certificates/new", "/openapi/v1.json"];
        foreach (var host in (string[])["evil.example", "evil.example:80", "localhost.evil.example", "[::2]", "zhiyuan.example.cn"])
        {
            foreach (var path in paths)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
                using var answer = await browser.SendAsync(request, Ct);
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{host}{path}: {answer.StatusCode}");
                Assert.DoesNotContain("example", await answer.Content.ReadAsStringAsync(Ct) + answer.Headers, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_API_says_so_as_a_problem_and_health_is_asked_by_any_name()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var browser = app.Browser();
        using var api = await browser.SendAsync(new(HttpMethod.Get, "/api/v1/regions") { Headers = { Host = "evil.example" } }, Ct);
        using var health = await browser.SendAsync(new(HttpMethod.Get, "/health/live") { Headers = { Host = "10.1.2.3:8080" } }, Ct);

        Assert.Equal("/problems/unknown-host", JsonDocument.Parse(await api.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData("", "evil.example", HttpStatusCode.OK)] // From nobody we trust: not read at all.
    [InlineData("10.0.0.0/8", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("10.0.0.0/8", "zhiyuan.example.cn", HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8", "b.villages.example.cn", HttpStatusCode.OK)]
    public async Task A_name_that_a_proxy_forwards_is_judged_like_any_other(string proxies, string forwarded, HttpStatusCode expected)
    {
        Action<IServiceCollection> from = services => services.AddSingleton<IStartupFilter>(new FromProxy());
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, from, ("ForwardedHeaders:Proxies", proxies), ("PublicAddress", Public), ("AllowedHosts", "*.villages.example.cn; kiosk"));
        using var browser = app.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", forwarded);
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await browser.GetAsync("/problems", Ct);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Everything_that_leaves_the_site_names_the_public_address(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("PublicAddress", Public));
        await app.ImportFewAsync();
        var me = await app.VolunteerAsync();
        await app.EarnAsync(me, 60);
        var (activity, shifts) = await app.ActivityAsync();
        using (var scope = app.Scope())
        {
            var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shifts[0], Ct);
            var signup = new Signup { ActivityId = activity, ShiftId = shift.Id, VolunteerId = me, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = TestPeople.Village };
            signup.Come(SignupStatus.Accepted, 1, SignupWay.Self, app.Clock.GetUtcNow().UtcDateTime);
            scope.Db.Add(signup);
            await scope.Db.SaveChangesAsync(Ct);
        }

        var station = await app.StationAsync("海报站", StationKind.Station, Places.NajinVillage);
        var token = await CalendarAsync(app, me);
        var (browser, program) = (await app.BrowserOfAsync(me), await app.ProgramOfAsync(me));
        var number = await program.IssueAsync(new { from = "2026-01-01", to = "2026-09-30" });

        Assert.Equal($"{Public}/verify/{number}", (await program.ContentAsync(number)).Address);
        Assert.Contains($"URL:{Public}/activities/{activity}", (await browser.GetStringAsync($"/calendar/{token}.ics", Ct)).Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var mine = await browser.GetStringAsync("/me/activities", Ct);
        Assert.Contains($"{Public}/calendar/{token}.ics", mine, StringComparison.Ordinal);
        Assert.Contains($"webcal://zhiyuan.example.cn/calendar/{token}.ics", mine, StringComparison.Ordinal);
        Assert.Equal($"{Public}/activities/{activity}", (await browser.GetPageAsync($"/activities/{activity}", Ct)).QuerySelector("meta[property='og:url']")!.GetAttribute("content"));
        Assert.Contains($"{Public}/activities/{activity}", await browser.GetStringAsync($"/activities/{activity}/share", Ct), StringComparison.Ordinal);
        Assert.Equal(Drawn($"{Public}/orders/new?station={station}"), await CodeAsync(browser, $"/stations/{station}/poster"));
        foreach (var page in (string[])[$"/me/certificates/{number}", "/me/card", "/activities?cursor=", "/"])
        {
            Assert.DoesNotContain("//localhost", await browser.GetStringAsync(page, Ct), StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Redirects_stay_where_the_reader_is(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("PublicAddress", Public));
        using var browser = app.Browser();
        foreach (var path in (string[])["/me", "/me/card", "/sign-in/register", "/console/orders"])
        {
            using var answer = await browser.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Public, HttpStatusCode.Redirect)] // A proxy in front called us by another name.
    [InlineData("http://localhost", HttpStatusCode.Redirect)]
    [InlineData("https://zhiyuan.example.cn.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("http://evil.example", HttpStatusCode.BadRequest)]
    public async Task A_post_comes_from_the_public_address_or_from_where_it_goes(string origin, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, ("PublicAddress", Public));
        using var browser = app.Browser();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/preferences") { Content = new FormUrlEncodedContent([new("elder", "on")]), Headers = { { "Origin", origin } } };
        using var answer = await browser.SendAsync(post, Ct);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(Public, true)]
    [InlineData("http://localhost", false)]
    public async Task A_site_reached_by_https_sends_no_cookie_in_clear_whatever_the_proxy_says(string address, bool safe)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, ("PublicAddress", address));
        using var browser = app.Browser();
        using var form = await browser.GetAsync("/sign-in", Ct);
        using var looks = await browser.PostAsync("/preferences", new FormUrlEncodedContent([new("elder", "on"), new("language", "ru")]), Ct);

        Assert.Equal(safe, form.Headers.Contains("Strict-Transport-Security"));
        string[] cookies = [.. form.Headers.GetValues("Set-Cookie"), .. looks.Headers.GetValues("Set-Cookie")];
        Assert.True(cookies.Length >= 3); // Antiforgery, looks and language.
        Assert.All(cookies, cookie => Assert.Equal(safe, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("https://weiguang.example.cn", "https://weiguang.example.cn/verify/1", "webcal://weiguang.example.cn/verify/1")]
    [InlineData(" http://127.0.0.1:5080/ ", "http://127.0.0.1:5080/verify/1", "webcal://127.0.0.1:5080/verify/1")]
    public void A_public_address_is_scheme_host_and_port(string text, string link, string calendar)
    {
        var site = PublicAddress.Parse(text);

        Assert.Equal((link, calendar), (site.Of("/verify/1"), site.Calendar("/verify/1")));
        Assert.Throws<ArgumentException>(() => site.Of("verify/1"));
    }

    [Theory]
    [InlineData("weiguang.example.cn")]
    [InlineData("//weiguang.example.cn")]
    [InlineData("ftp://weiguang.example.cn")]
    [InlineData("https://weiguang.example.cn/site")]
    [InlineData("https://weiguang.example.cn?x=1")]
    [InlineData("https://admin@weiguang.example.cn")]
    [InlineData("https://")]
    [InlineData("/")]
    [InlineData("")]
    public void Anything_else_is_no_public_address(string text) => Assert.Throws<FormatException>(() => PublicAddress.Parse(text));

    private static async Task<string?> CalendarAsync(TestApp app, Guid personId)
    {
        using var scope = app.Scope();
        scope.Get<Viewer>().Become(personId);
        await scope.Get<CalendarBook>().RenewAsync(Ct);
        return await scope.Get<CalendarBook>().MineAsync(Ct);
    }

    private static async Task<string> CodeAsync(HttpClient browser, string path) => (await browser.GetPageAsync(path, Ct)).QuerySelector(".qr svg path")!.GetAttribute("d")!;

    private static string Drawn(string url) => Html.Parse(QrCode.Svg(url).ToString()).QuerySelector("path")!.GetAttribute("d")!;

    private sealed class FromProxy : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.1");
                return rest(context);
            });
            next(app);
        };
    }
}
