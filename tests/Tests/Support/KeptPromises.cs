using System.Text.Json;

namespace Weiguang.Tests.Support;

/// <summary>Between every client of a test and the app: an answer of the API that its description does not know fails the test that got it.</summary>
internal sealed class KeptPromises : DelegatingHandler
{
    /// <summary>Whoever is first waits for the description as well, which takes a busy machine more than the usual hundred seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly Lazy<Task<ApiDocument>> Document = new(ReadAsync);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri is { } address && address.AbsolutePath.StartsWith("/api/v1/", StringComparison.Ordinal) && request.Method != HttpMethod.Head)
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken); // The client reads it again: it is kept.
            var fault = (await Document.Value).FaultOf(request.Method.Method, address.AbsolutePath, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, () => JsonElement.Parse(body));
            Assert.True(fault is null, $"{request.Method} {address.AbsolutePath} answered what its description does not say: {fault}");
        }

        return response;
    }

    /// <summary>Every app gives the same, so it is asked of one that no test has.</summary>
    private static async Task<ApiDocument> ReadAsync()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var client = app.CreateClient();
        client.Timeout = Patience;
        return new(JsonElement.Parse(await client.GetByteArrayAsync("/openapi/v1.json", CancellationToken.None)));
    }
}
