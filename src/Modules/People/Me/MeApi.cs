using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Security;
using Weiguang.People.Domain;

namespace Weiguang.People.Me;

/// <summary>What a program may know of its own user.</summary>
internal static class MeApi
{
    public static void MapMeApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me", ShowAsync).RequireAuthorization(Policies.SignedIn).WithTags("Me").WithSummary("The person who asks: name, phone, place, roles, and what they volunteer for");

    private static async Task<Ok<MeAnswer>> ShowAsync(Visitor visitor, AppDbContext db, PersonDirectory people, Vault vault, CancellationToken ct)
    {
        var phone = await db.Set<Person>().Where(p => p.Id == visitor.PersonId).Select(p => p.Phone).SingleAsync(ct);
        return TypedResults.Ok(new MeAnswer(
            visitor.PersonId, visitor.Name, vault.Open(Personal.Phone, phone), visitor.DivisionCode, visitor.Acting?.Role ?? Role.Resident,
            [.. visitor.Roles.Select(r => new RoleAnswer(r.GrantId, r.Role, r.DivisionCode, r.TeamId))],
            await people.VolunteerAsync(visitor.PersonId, ct)));
    }
}

/// <param name="Phone">In clear: it is the caller's own.</param>
/// <param name="Acting">The role in use.</param>
internal sealed record MeAnswer(Guid Id, string Name, string Phone, long DivisionCode, Role Acting, RoleAnswer[] Roles, VolunteerCard? Volunteer);

internal sealed record RoleAnswer(Guid Id, Role Role, long DivisionCode, Guid? TeamId);
