using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weiguang.People;

namespace Weiguang.Tests.Web;

/// <summary>A program that writes a value wrong in an address is told which, whatever the endpoint makes of those it leaves out.</summary>
public partial class QueryValueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_value_of_every_address_that_cannot_be_read_is_named()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var program = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        var document = await program.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct);
        var asked = 0;
        foreach (var (path, verb) in document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(v => (p.Name, v))))
        {
            var parameters = verb.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [];
            foreach (var name in parameters.Where(p => p.GetProperty("in").GetString() == "query" && !IsText(p.GetProperty("schema"))).Select(p => p.GetProperty("name").GetString()!))
            {
                using var request = new HttpRequestMessage(new(verb.Name.ToUpperInvariant()), $"{Place().Replace(path, Guid.NewGuid().ToString())}?{name}=abc!");
                request.Content = verb.Value.TryGetProperty("requestBody", out _) ? JsonContent.Create(new { }) : null;
                using var answer = await program.SendAsync(request, Ct);
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{verb.Name} {path}?{name}: {(int)answer.StatusCode}");
                Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).TryGetProperty("errors", out var errors) && errors.TryGetProperty(name, out _), $"{verb.Name} {path}?{name} is not named");
                asked++;
            }
        }

        Assert.InRange(asked, 25, int.MaxValue);
    }

    [Theory]
    [InlineData("take=2&take=3", HttpStatusCode.BadRequest)]
    [InlineData("status=", HttpStatusCode.BadRequest)]
    [InlineData("status=1", HttpStatusCode.BadRequest)]
    [InlineData("status=Accepted&status=nothing", HttpStatusCode.BadRequest)]
    [InlineData("status=Accepted&status=Dispatched&take=5&mine=serving", HttpStatusCode.OK)]
    [InlineData("take=&stationId=", HttpStatusCode.OK)]
    [InlineData("status=pending-review&status=dispatched", HttpStatusCode.OK)]
    [InlineData("status=pending review", HttpStatusCode.BadRequest)]
    public async Task Lists_of_orders_read_their_address_exactly(string query, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var program = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));

        using var answer = await program.GetAsync($"/api/v1/orders?{query}", Ct);

        Assert.Equal(status, answer.StatusCode);
    }

    private static bool IsText(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && JsonSerializer.Serialize(type).Contains("\"string\"", StringComparison.Ordinal) && JsonSerializer.Serialize(type).Contains("integer", StringComparison.Ordinal) is false
        && !(schema.TryGetProperty("format", out var format) && format.GetString() == "uuid");

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex Place();
}
