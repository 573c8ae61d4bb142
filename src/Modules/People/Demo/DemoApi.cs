using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People.SignIn;

namespace Weiguang.People.Demo;

/// <summary>Signing in as one of the invented people of a demo database. Every other database answers 404, and so does this one in Production, unless Demo:SignIn allows it.</summary>
internal static class DemoApi
{
    public static void MapDemoApi(this IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/auth/demo", TakeTokenAsync).WithMetadata(new TellsSecret()).WithTags("auth").ExcludeFromDescription();

    private static async Task<Results<Ok<TokenAnswer>, Problem>> TakeTokenAsync(RoleRequest request, HttpContext http, DemoDoor demo, Door door, CancellationToken ct)
    {
        var players = await demo.PlayersAsync(ct);
        if (players.Count == 0)
        {
            return Problems.NotFound();
        }

        if (RoleWords.OfWord(request.Role) is not { } role || !players.TryGetValue(role, out var personId))
        {
            return Problems.Invalid("role", Phrase.Of("没有这个身份"));
        }

        var opened = await door.HandTokenAsync(http, personId, role, ct);
        return TypedResults.Ok(new TokenAnswer(opened.Token, opened.ExpiresAt));
    }
}

internal sealed record RoleRequest([property: MaxLength(LengthDoor.Word)] string? Role);
