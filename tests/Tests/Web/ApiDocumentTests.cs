using System.Text.Json;
using Weiguang.Web.Api;

namespace Weiguang.Tests.Web;

/// <summary>What the description of the API owes to whoever writes a program from it alone.</summary>
public class ApiDocumentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_says_what_it_is_and_what_it_answers()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var client = app.Browser();
        var operations = new ApiDocument(JsonElement.Parse(await client.GetByteArrayAsync("/openapi/v1.json", Ct))).Operations.ToList();

        Assert.NotEmpty(operations);
        Assert.Empty(operations.SelectMany(o => Lacks(o.Operation).Select(lack => $"{o.Name}: {lack}")));
        Assert.Empty(operations.GroupBy(o => o.Operation.GetProperty("operationId").GetString()).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Types_of_one_name_are_two_schemas()
    {
        var names = new[] { typeof(Weiguang.Activities.Organising.Desk.EvaluationInput), typeof(Weiguang.Hours.Records.EvaluationInput) }.Select(type => SchemaNames.Of(JsonSerializerOptions.Default.GetTypeInfo(type)));

        Assert.Equal(["ActivitiesEvaluationInput", "HoursEvaluationInput"], names);
    }

    private static IEnumerable<string> Lacks(JsonElement operation)
    {
        foreach (var name in new[] { "summary", "operationId", "tags" })
        {
            if (!operation.TryGetProperty(name, out _))
            {
                yield return $"no {name}";
            }
        }

        var good = operation.GetProperty("responses").EnumerateObject().Where(r => r.Name.StartsWith('2')).ToList();
        if (good.Count == 0)
        {
            yield return "no good answer";
        }

        foreach (var response in good.Where(r => r.Name != "204" && !HasSchema(r.Value)))
        {
            yield return $"{response.Name} without a schema";
        }

        foreach (var name in Parameters(operation).Where(p => p.In == "query" && !IsCamelCase(p.Name)))
        {
            yield return $"query {name.Name} is not camelCase";
        }
    }

    private static bool HasSchema(JsonElement response) => response.TryGetProperty("content", out var content) && content.EnumerateObject().All(c => c.Value.TryGetProperty("schema", out _));

    private static IEnumerable<(string In, string Name)> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Select(p => (p.GetProperty("in").GetString()!, p.GetProperty("name").GetString()!)) : [];

    private static bool IsCamelCase(string name) => name.Length > 0 && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    [Theory]
    [InlineData("""{"id":1,"state":"open"}""", null)]
    [InlineData("""{"id":1,"state":"open","next":null}""", null)]
    [InlineData("""{"id":1,"state":"open","next":{"id":2,"state":"closed"}}""", null)]
    [InlineData("""{"id":1}""", "$ has no state")]
    [InlineData("""{"id":"1","state":"open"}""", "$.id is String, not integer")]
    [InlineData("""{"id":1,"state":"shut"}""", "$.state is \"shut\", which is none of its words")]
    [InlineData("""{"id":1,"state":"open","more":1}""", "$ has a more that nothing tells of")]
    [InlineData("""{"id":1,"state":"open","next":{"id":2}}""", "$.next has no state")]
    public void An_answer_that_is_not_as_promised_is_seen(string answer, string? fault)
    {
        var document = new ApiDocument(JsonElement.Parse("""
            {
              "paths": { "/api/v1/things/{id}": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } } },
              "components": { "schemas": { "Thing": { "type": "object", "required": ["id", "state"], "properties": {
                "id": { "type": "integer" }, "state": { "enum": ["open", "closed"] }, "next": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Thing" }] } } } } }
            }
            """));

        Assert.Equal(fault, document.FaultOf("GET", "/api/v1/things/1", 200, "application/json", () => JsonElement.Parse(answer)));
        Assert.Equal("409 is not among its answers", document.FaultOf("GET", "/api/v1/things/1", 409, "application/json", () => JsonElement.Parse(answer)));
    }
}
