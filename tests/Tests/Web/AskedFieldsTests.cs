using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Weiguang.Tests.Web;

/// <summary>A body that leaves out a yes or no, or a number, is asked for it: it has not said no, or nothing.</summary>
public class AskedFieldsTests
{
    [Fact]
    public async Task Whatever_a_body_must_say_is_asked_for()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var json = app.Services.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        var bodies = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints)
            .Select(e => e.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType).OfType<Type>().Where(t => t.Namespace?.StartsWith("Weiguang.", StringComparison.Ordinal) == true).Distinct().ToList();
        Assert.InRange(bodies.Count, 30, int.MaxValue);

        var unasked = bodies.SelectMany(body => json.GetTypeInfo(body).Properties.Where(IsUnasked).Select(p => $"{body.Name}.{p.Name}"));

        Assert.Empty(unasked);
        Assert.Contains("agreed", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{}", bodies.Single(b => b.Name == "AgreementInput"), json)).Message, StringComparison.Ordinal);
    }

    private static bool IsUnasked(JsonPropertyInfo p) => !p.IsRequired && p.AssociatedParameter is { HasDefaultValue: false } && p.PropertyType.IsValueType && Nullable.GetUnderlyingType(p.PropertyType) is null;
}
