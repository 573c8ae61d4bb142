using System.Net;

namespace Weiguang.Tests.Web;

/// <summary>Monitors and link previews ask for the head of a page alone.</summary>
public class HeadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_feeds_and_reads_of_the_API_answer_HEAD_like_GET_without_the_body()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await using var server = await ServerProcess.ServeAsync(store, []);
        foreach (var path in (string[])["/", "/activities", "/sign-in", "/no-such-page"])
        {
            using var whole = await server.Client.GetAsync(path, Ct);
            using var head = await AskAsync(server.Client, path);
            Assert.Equal(path == "/no-such-page" ? HttpStatusCode.NotFound : HttpStatusCode.OK, head.StatusCode);
            Assert.Equal(whole.StatusCode, head.StatusCode);
            Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
        }

        foreach (var path in (string[])["/health/live", "/openapi/v1.json", "/api/v1/activities", "/api/v1/stations", "/api/v1/regions/220000000000"])
        {
            using var whole = await server.Client.GetAsync(path, Ct);
            using var head = await AskAsync(server.Client, path);
            Assert.Equal((path, whole.StatusCode), (path, head.StatusCode));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
        }

        using var member = await AskAsync(server.Client, "/me");
        Assert.Equal("/sign-in", member.RequestMessage!.RequestUri!.AbsolutePath); // As a reader is led there.
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        return await client.SendAsync(request, Ct);
    }
}
