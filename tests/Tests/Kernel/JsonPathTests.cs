using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Weiguang.Kernel.Http;

namespace Weiguang.Tests.Kernel;

/// <summary>Bodies are looked through before their endpoints read them: what anybody may send must cost no more than its length.</summary>
public sealed class JsonPathTests
{
    [Fact]
    public void Each_value_is_known_by_its_name_and_lists()
    {
        Assert.Equal(["title", "posts[].name", "posts[].shifts[].seats", "posts[].name", "posts[].days[]", "posts[].days[]", "posts"], Fields("""{"title":"a","posts":[{"name":"b","shifts":[{"seats":"2"}]},{"name":"c","days":["d","e"]}]}""", ends: true));
        Assert.Equal(["[].name"], Fields("""[{"name":"a"}]"""));
    }

    [Fact]
    public void A_name_longer_than_any_of_ours_is_not_spelled_for_each_item()
    {
        var name = new string('a', 100_000);
        Fields("""{"a":[""]}""");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var items = string.Join(',', Enumerable.Repeat("\"\"", 20_000));
        var fields = Fields($$$"""{"{{{name}}}":[{{{items}}}],"x":[{"{{{name}}}":{"b":[{{{items}}}]}}]}""");

        Assert.Equal(40_000, fields.Count(f => f is null));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000); // It was ten billion.
    }

    [Fact]
    public async Task What_is_missing_is_named_with_where_it_is_missing()
    {
        await using var app = await TestApp.StartAsync("Sqlite");
        var program = await app.ProgramOfAsync(await app.PersonAsync());
        using var answer = await program.PostAsync($"/api/v1/activities/{Guid.NewGuid()}/kiosk-scans", new StringContent("""{"scans":[{}]}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors");
        Assert.All(errors.EnumerateObject(), e => Assert.StartsWith("scans[0].", e.Name, StringComparison.Ordinal));
    }

    private static List<string?> Fields(string json, bool ends = false)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var (path, fields) = (new JsonPath(), new List<string?>());
        while (reader.Read())
        {
            path.Follow(ref reader);
            if (reader.TokenType == JsonTokenType.String || (ends && reader.TokenType == JsonTokenType.EndArray && path.Field == "posts"))
            {
                fields.Add(path.Field);
            }
        }

        return fields;
    }
}
