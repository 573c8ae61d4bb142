using System.Net;
using Weiguang.People;
using Weiguang.Recognition.Domain;

namespace Weiguang.Tests.Web;

/// <summary>Pages that send their reader on, asked of a real process: what ends it would end the tests, too.</summary>
public class RedirectTests
{
    private static readonly string Number = CertificateNumber.Draw();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_page_that_sends_its_reader_on_never_ends_the_server(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        app.Clock.Set(DateTimeOffset.UtcNow); // The server goes by the real clock, and a session ends some day.
        var volunteer = await app.VolunteerAsync();
        var cookie = await app.CookieOfAsync(volunteer);
        await using var server = await ServerProcess.ServeAsync(app.Store, []);

        Assert.Equal("/sign-in", await SentOnAsync(server, "/sign-in/code", cookie));
        Assert.Equal("/sign-in", await SentOnAsync(server, "/sign-in/register", cookie));
        Assert.Equal("/me/profile", await SentOnAsync(server, "/me/volunteer", cookie));
        Assert.Equal("/sign-in", await SentOnAsync(server, "/sign-in/code", null));
        Assert.Equal($"/verify/{Number}", await SentOnAsync(server, $"/verify?number={Number}", cookie));
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/live", Ct)).StatusCode);
    }

    private static async Task<string?> SentOnAsync(ServerProcess server, string path, string? cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie ?? "none=none");
        using var answer = await client.SendAsync(request, Ct);
        var target = answer.Headers.Location;
        return target is { IsAbsoluteUri: true } ? target.PathAndQuery : target?.OriginalString;
    }
}
