using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Weiguang.Web.Api;

/// <summary>How the API writes: camelCase names, enums as kebab-case words (<c>team-leader</c>), Chinese unescaped; and how strictly it reads.</summary>
internal static class ApiJson
{
    public static IServiceCollection AddApiJson(this IServiceCollection services) => services
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true) // ApiErrors then says what was bad.
        .ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
            json.RespectNullableAnnotations = true;
            json.NumberHandling = JsonNumberHandling.Strict;
            for (var i = 0; i < json.TypeInfoResolverChain.Count; i++)
            {
                json.TypeInfoResolverChain[i] = json.TypeInfoResolverChain[i].WithAddedModifier(Ask);
            }
        });

    /// <summary>What a request must say and does not is asked for: a yes or no that is missing is not a no, nor a number that is missing nothing.</summary>
    private static void Ask(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.AssociatedParameter is { HasDefaultValue: false } && p.PropertyType.IsValueType && Nullable.GetUnderlyingType(p.PropertyType) is null))
        {
            property.IsRequired |= type.Type.Assembly.GetName().Name?.StartsWith("Weiguang.", StringComparison.Ordinal) == true;
        }
    }
}
