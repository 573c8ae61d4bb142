using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;

namespace Weiguang.Web.Api;

/// <summary>What a list may be asked for, in the description: read from the list itself, which also makes the filters of its page.</summary>
internal static class ListParameters
{
    public static void Add(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AskedOfList>().FirstOrDefault() is not { } asked)
        {
            return;
        }

        using var scope = context.ApplicationServices.CreateScope();
        var language = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new("en"); // As everything else in the description.
        try
        {
            operation.Parameters = [.. operation.Parameters ?? [], .. Of(asked.Of(scope.ServiceProvider), scope.ServiceProvider.GetRequiredService<IStringLocalizer>())];
        }
        finally
        {
            CultureInfo.CurrentUICulture = language;
        }
    }

    private static IEnumerable<OpenApiParameter> Of((IReadOnlyList<ListFilter> Filters, IReadOnlyList<ListOrder> Orders, int PageSize) list, IStringLocalizer phrases)
    {
        foreach (var filter in list.Filters)
        {
            var words = string.Join(", ", filter.Options.Select(o => $"{o.Value} ({phrases[o.Words]})"));
            yield return Query(filter.Name, words.Length > 0 ? $"{phrases[filter.Words]}: {words}" : phrases[filter.Words], filter.Options.Count > 0 ? WordOf([.. filter.Options.Select(o => o.Value)], filter.Standing) : Text(filter.MaxLength));
        }

        var orders = list.Orders.SelectMany(o => new[] { o.Name, $"-{o.Name}" }).ToList();
        yield return Query(ListQuery.SortName, "The order; with a minus the other way round", WordOf(orders, ""));
        yield return Query(Cursor.Name, "The place that the page before named as next", Text(ListCursor.MostLetters));
        yield return Query(ListApi.Take, "How many rows", new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = $"{ListApi.MostTaken}", Default = list.PageSize });
    }

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) => new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static OpenApiSchema Text(int most) => new() { Type = JsonSchemaType.String, MaxLength = most };

    private static OpenApiSchema WordOf(IReadOnlyList<string> words, string standing) =>
        new() { Enum = [.. words.Select(w => (JsonNode)w)], Default = standing.Length > 0 ? standing : null };
}
