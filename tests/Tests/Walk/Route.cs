using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;

namespace Weiguang.Tests.Walk;

/// <summary>One method of one address of the running program, with the row that it shows.</summary>
internal sealed record Route(string Method, string Pattern, bool IsPage, Row Row, string Path)
{
    /// <summary>What lists of the console read from the query by themselves, on their page and for their file.</summary>
    private static readonly string[] OfLists = ["q", "view", "kind", "state", "role", "place", "late", "reason", "masked", "sort", "cursor"];

    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    public bool Reads => Method is "GET" or "HEAD";

    public string Name => $"{Method} {Pattern}";

    /// <summary>Names that it reads from the query.</summary>
    public IReadOnlyList<string> Queries { get; init; } = [];

    /// <summary>Everything mapped but files, in the order of the alphabet.</summary>
    public static IReadOnlyList<Route> Of(EndpointDataSource endpoints, Rows rows)
    {
        var routes = new List<Route>();
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            if (pattern.Contains("{*", StringComparison.Ordinal) || pattern.StartsWith("/_", StringComparison.Ordinal))
            {
                continue;
            }

            // Pages answer every method to show and to take their forms; forms are tried where they stand, by FormTests.
            var page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
            var methods = page is not null ? ["GET"] : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            routes.AddRange(methods.Select(method => Fill(method, pattern, page is not null, endpoint.RoutePattern, rows.For(method, pattern)) with { Queries = QueriesOf(page, endpoint) }));
        }

        return [.. routes.DistinctBy(r => r.Name).OrderBy(r => r.Pattern, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal)];
    }

    private static Route Fill(string method, string pattern, bool isPage, RoutePattern route, Row row) =>
        new(method, pattern, isPage, row, "/" + string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => row.Values.FirstOrDefault(v => v.Key.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)).Value
                ?? throw new InvalidOperationException($"Say in {nameof(Rows)} which row {method} {pattern} shows: nothing is known for '{parameter.Name}'."),
            _ => "",
        })))));

    // A page says it at its properties; a handler takes by name what is simple and not in the address.
    private static string[] QueriesOf(Type? page, RouteEndpoint endpoint) => page is not null
        ? [.. ShowsList(page) ? OfLists : [], .. page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(p => (p.Name, p.GetCustomAttribute<SupplyParameterFromQueryAttribute>())).Where(p => p.Item2 is not null).Select(p => p.Item2!.Name ?? p.Name)]
        : [.. endpoint.RoutePattern.RawText!.EndsWith("/export", StringComparison.Ordinal) ? OfLists : [], .. (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []).Where(p => IsSimple(p.ParameterType) && endpoint.RoutePattern.GetParameter(p.Name!) is null).Select(p => p.Name!)];

    private static bool ShowsList(Type page) => page.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Any(f => f.FieldType.IsGenericType && f.FieldType.GetGenericTypeDefinition() == typeof(Weiguang.Kernel.Lists.ListResult<>));

    private static bool IsSimple(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var bare && (bare.IsPrimitive || bare.IsEnum || bare == typeof(string) || bare.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>)));
}
