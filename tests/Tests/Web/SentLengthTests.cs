using System.Net;
using System.Text;
using System.Text.Json;
using Weiguang.People;

namespace Weiguang.Tests.Web;

/// <summary>Whoever writes a program reads in the description how long a text or a list may be, and is told at the field when one is longer.</summary>
public sealed class SentLengthTests : IAsyncLifetime
{
    /// <summary>One character for a reader and a column, two units for the program.</summary>
    private const string Rare = "𠮷";

    private TestApp _app = null!;
    private ApiDocument _document = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var client = _app.Browser();
        _document = new(JsonElement.Parse(await client.GetByteArrayAsync("/openapi/v1.json", Ct)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void Every_text_and_list_that_is_sent_says_how_long_it_may_be()
    {
        var sent = _document.Sent.ToList();

        Assert.True(sent.Count(s => !s.IsList) > 60, $"Only {sent.Count} were seen.");
        Assert.Empty(sent.Where(s => s.Most is null).Select(s => $"{s.Operation}: {s.Path}"));
    }

    /// <summary>Where the field itself says what to do instead.</summary>
    private static readonly Dictionary<string, string> OwnWords = new() { ["volunteerIds"] = "一次最多派给 500 个人，请少选一些，或者公开抢单" };

    [Fact]
    public async Task What_is_longer_is_refused_at_its_field_and_what_is_not_is_not()
    {
        HttpClient[] clients = [await ProgramAsync(Role.Admin), await ProgramAsync(Role.Coordinator), await ProgramAsync(Role.Station), await _app.ProgramOfAsync(await _app.VolunteerAsync())];
        var wrong = new List<string>();
        foreach (var (operation, path, isList, most) in _document.Sent.Where(s => s.Path != "photos")) // Files, of which those that are too many are named.
        {
            var field = path.Replace("[]", "[0]", StringComparison.Ordinal);
            var errors = await ErrorsAsync(clients, operation, Body(path, isList, most!.Value + 1));
            if (errors.ValueKind != JsonValueKind.Object || !errors.TryGetProperty(field, out var message) || message[0].GetString() != (OwnWords.GetValueOrDefault(path) ?? (isList ? $"最多 {most} 项" : $"最多 {most} 个字")))
            {
                wrong.Add($"{operation}: {field} {errors}");
            }

            errors = await ErrorsAsync(clients, operation, Body(path, isList, most.Value));
            if (errors.ValueKind == JsonValueKind.Object && errors.TryGetProperty(field, out var other) && other[0].GetString()!.StartsWith("最多", StringComparison.Ordinal))
            {
                wrong.Add($"{operation}: {field} {errors}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_text_in_an_address_says_how_long_it_may_be()
    {
        var asked = _document.Asked.ToList();

        Assert.True(asked.Count > 30, $"Only {asked.Count} were seen.");
        Assert.Empty(asked.Where(a => a.Most is null).Select(a => $"{a.Operation}: {a.In} {a.Name}"));
    }

    [Fact]
    public async Task What_is_longer_in_an_address_is_named_and_what_is_not_is_not()
    {
        HttpClient[] clients = [await ProgramAsync(Role.Admin), await _app.ProgramOfAsync(await _app.VolunteerAsync())];
        var wrong = new List<string>();
        foreach (var (operation, _, name, most) in _document.Asked.Where(a => a.In == "query"))
        {
            foreach (var (length, refused) in ((int, bool)[])[(most!.Value + 1, true), (most.Value, false)])
            {
                var errors = await ErrorsAsync(clients, $"{operation}?{name}={Uri.EscapeDataString(string.Concat(Enumerable.Repeat(Rare, length)))}", "{}");
                var said = errors.ValueKind == JsonValueKind.Object && errors.TryGetProperty(name, out var message) ? message[0].GetString() : null;
                if (said == $"最多 {most} 个字" != refused)
                {
                    wrong.Add($"{operation}: {name} of {length} {errors}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("zh-CN", "最多 60 个字")]
    [InlineData("en", "At most 60 characters")]
    public async Task It_is_told_in_the_callers_language(string language, string message)
    {
        using var client = await ProgramAsync(Role.Admin);
        client.DefaultRequestHeaders.AcceptLanguage.Clear();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var errors = await ErrorsAsync([client], "POST /api/v1/orders", $$"""{"Title":"{{new string('长', 61)}}"}""");

        Assert.Equal(message, errors.GetProperty("Title")[0].GetString());
    }

    [Fact]
    public async Task Blanks_at_the_ends_and_the_line_ends_of_browsers_do_not_count()
    {
        using var client = await ProgramAsync(Role.Admin);
        var notes = string.Concat(Enumerable.Repeat("长\\r\\n", 500)) + "   ";

        Assert.False((await ErrorsAsync([client], "POST /api/v1/orders", $$"""{"notes":"{{notes}}"}""")).TryGetProperty("notes", out _));
    }

    private async Task<HttpClient> ProgramAsync(Role role) => await _app.ProgramOfAsync(await _app.PersonWithAsync(role));

    /// <summary>As the first of them who may take the step at all.</summary>
    /// <returns>The messages by field; undefined when it was not refused as invalid.</returns>
    private static async Task<JsonElement> ErrorsAsync(HttpClient[] clients, string operation, string body)
    {
        var (method, path, query) = (operation.Split(' ')[0], operation.Split(' ', '?')[1], operation.Contains('?') ? operation[operation.IndexOf('?')..] : "");
        var address = string.Join('/', path.Split('/').Select(s => s switch { "{verdict}" => "hold", "{step}" => "approve", "{division}" => $"{TestPeople.Village}", "{sequence}" => "1", "{rule}" => "day", "{album}" => "team", _ => s.StartsWith('{') ? $"{Guid.Empty}" : s })) + query;
        foreach (var client in clients)
        {
            using var request = new HttpRequestMessage(new(method), address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            using var response = await client.SendAsync(request, Ct);
            if (response.StatusCode != HttpStatusCode.Forbidden)
            {
                var answer = await response.Content.ReadAsStringAsync(Ct);
                return response.StatusCode == HttpStatusCode.BadRequest && JsonElement.Parse(answer) is var problem && problem.GetProperty("type").GetString() == "/problems/invalid" ? problem.GetProperty("errors") : default;
            }
        }

        return default;
    }

    private static string Body(string path, bool isList, int length) => path.Split('.').Reverse().Aggregate(
        isList ? $"[{string.Join(',', Enumerable.Repeat("1", length))}]" : $"\"{string.Concat(Enumerable.Repeat(Rare, length))}\"",
        (within, name) => name.EndsWith("[]", StringComparison.Ordinal) ? $$"""{"{{name[..^2]}}":[{{within}}]}""" : $$"""{"{{name}}":{{within}}}""");
}
