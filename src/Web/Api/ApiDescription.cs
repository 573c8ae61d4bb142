using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Photos;

namespace Weiguang.Web.Api;

/// <summary>The OpenAPI 3.1 description at /openapi/v1.json, made from the endpoints themselves.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = SchemaNames.Of;
        options.ShouldInclude = endpoint => endpoint.HttpMethod != HttpMethods.Head && endpoint.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            AddLengths(schema, context);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            ListParameters.Add(operation, context);
            AddLengths(operation);
            AddProblems(operation, context);
            operation.OperationId ??= NameOf(context.Description.HttpMethod!, context.Description.RelativePath!);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Weiguang API",
            Version = "v1",
            Description = "Volunteer service of a region: stations, orders, volunteers, hours. Times are UTC, codes of divisions 12 digits, positions WGS-84. "
                + "Send an Idempotency-Key with every POST: a repeated key gets the first answer again; where that tells about people, as steps of orders do, what is read anew with the rights of now, or 204 when there are none left. Looks at a phone are never remembered; readings at the door are known by their nonce, or by the key and their place, so that a repetition is asked anew whether it may. Every error is a problem (RFC 9457), see /problems.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = []; // Wherever this document was read from.
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token from POST /api/v1/auth/…" },
            ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "wg-session", Description = "The cookie of the web pages. What changes something must come from a page of this site, as Sec-Fetch-Site or Origin says" },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["Problem"] = ProblemSchema();
    }

    /// <summary>What the framework does not read from <see cref="System.ComponentModel.DataAnnotations.MaxLengthAttribute"/>.</summary>
    private static void AddLengths(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (schema.Items is OpenApiSchema item && LengthDoor.EachOf(context.JsonPropertyInfo?.AttributeProvider) is { } each)
        {
            item.MaxLength = each;
        }

        schema.MaxLength ??= LengthDoor.MostOf(context.JsonTypeInfo.Type);
        schema.MaxItems ??= context.JsonTypeInfo.Type == typeof(IFormFileCollection) ? PhotoIntake.Most : null;
    }

    private static void AddLengths(OpenApiOperation operation)
    {
        foreach (var cursor in (operation.Parameters ?? []).Where(p => p is { In: ParameterLocation.Query, Name: Cursor.Name }).Select(p => p.Schema).OfType<OpenApiSchema>())
        {
            cursor.MaxLength = ListCursor.MostLetters;
        }
    }

    private static void AddProblems(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Responses ??= [];
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var open = metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any() is false;
        if (metadata.OfType<ReadsAnew>().Any() && context.Description.HttpMethod == HttpMethods.Post)
        {
            operation.Responses.TryAdd("204", new OpenApiResponse { Description = "Done, and no longer yours to see" });
        }

        foreach (var status in Statuses(open, HttpMethods.IsGet(context.Description.HttpMethod!)).Where(status => !operation.Responses.ContainsKey(status)))
        {
            operation.Responses[status] = Problem(status == "422" ? "idempotency-key-reused" : ProblemCatalog.ForStatus(int.Parse(status)).Type, context.Document);
        }

        if (!open)
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }, new() { [new OpenApiSecuritySchemeReference("session", context.Document)] = [] }];
        }
    }

    /// <summary>Whatever an operation is about: who asks too much or too early, who sends what cannot be read, and who comes too late to change something.</summary>
    private static string[] Statuses(bool open, bool reads) =>
        ["400", .. open ? Array.Empty<string>() : ["401"], "403", "404", "409", .. reads ? Array.Empty<string>() : ["413", "415", "422"], "429", "500", "503"];

    /// <summary>The address in one word, such as <c>postOrdersByIdDispatch</c>: it lasts as long as the address does.</summary>
    private static string NameOf(string method, string path) => method.ToLowerInvariant() + string.Concat(path.Split('?')[0].Split('/').Skip(2).Where(s => s.Length > 0)
        .Select(s => s.StartsWith('{') ? "By" + Pascal(s[1..s.IndexOfAny([':', '}'])]) : string.Concat(s.Split('-').Select(Pascal))));

    private static string Pascal(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];

    private static OpenApiResponse Problem(string type, OpenApiDocument? document) => new()
    {
        Description = type,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", document) } },
    };

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An error as RFC 9457 describes it. Some types add facts of their own.",
        Required = new HashSet<string> { "type", "title", "status", "traceId" },
        AdditionalProperties = new OpenApiSchema(),
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A stable name, also a page that explains it", Examples = ["/problems/invalid"] },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "In the language of Accept-Language" },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Examples = [400] },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Quote it when you ask for help" },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Messages by field",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };
}
