using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Weiguang.Web.Api;

/// <summary>
/// The name of a schema is that of its type, and the module's before it where there are several of that name: else the description would show one for the other.
/// </summary>
internal static class SchemaNames
{
    private static readonly HashSet<string> Shared =
        [.. Modules.Assemblies.SelectMany(module => module.GetTypes()).Where(type => !type.Name.Contains('<')).GroupBy(type => type.Name).Where(alike => alike.Count() > 1).Select(alike => alike.Key)];

    public static string? Of(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is not null && type.Type.GenericTypeArguments.Append(type.Type).FirstOrDefault(t => Shared.Contains(t.Name)) is { } shared
            ? shared.Assembly.GetName().Name!.Split('.')[^1] + name : name;
    }
}
