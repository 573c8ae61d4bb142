using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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
        });
}
