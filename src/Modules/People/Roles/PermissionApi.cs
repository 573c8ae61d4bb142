using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People.Domain;

namespace Weiguang.People.Roles;

/// <summary>What roles may do, over the API.</summary>
internal static class PermissionApi
{
    public static void MapPermissionApi(this IEndpointRouteBuilder routes)
    {
        var permissions = routes.MapGroup("/api/v1/permissions").RequireAuthorization(PeoplePermissions.SetPermissions).WithTags("Permissions");
        permissions.MapGet("", ListAsync).WithSummary("Everything that roles may be allowed to do, and which roles hold it");
        permissions.MapPut("", SetAsync).WithSummary("Say which roles hold a permission from now on");
        permissions.MapGet("changes", TrailAsync).WithSummary("Who changed what roles may do, newest first; ?permission= for one");
    }

    private static async Task<Ok<Page<PermissionItem>>> ListAsync(PermissionBook book, IStringLocalizer L, CancellationToken ct) =>
        TypedResults.Ok(new Page<PermissionItem>([.. (await book.ReadAsync(ct)).Select(p => PermissionItem.Of(p, L))], null));

    private static async Task<Ok<Page<PermissionChangeItem>>> TrailAsync(PermissionBook book, CancellationToken ct, [MaxLength(Kernel.Access.Permission.LongestName)] string? permission = null) =>
        TypedResults.Ok(new Page<PermissionChangeItem>([.. (await book.TrailAsync(permission, ct)).Select(PermissionChangeItem.Of)], null));

    private static async Task<Results<Ok<PermissionItem>, Problem>> SetAsync(PermissionInput input, PermissionBook book, IStringLocalizer L, CancellationToken ct)
    {
        Role?[] roles = [.. (input.Roles ?? [""]).Select(RoleWords.OfWord)];
        if (roles.Any(r => r is null || !RolePermissions.Roles.Contains(r.Value)))
        {
            return Problems.Invalid("roles", Phrase.Of("只能给站点工作人员、协调员或管理员（station、coordinator、admin）"));
        }

        var answer = await book.ChangeAsync(input.Permission ?? "", [.. roles.OfType<Role>()], input.Seen, ct);
        return answer.IsDone ? TypedResults.Ok(PermissionItem.Of((await book.ReadAsync(ct)).First(p => p.Permission.Name == input.Permission), L)) : answer.Problem();
    }
}

/// <param name="Permission">Its name, such as <c>orders.dispatch</c>.</param>
/// <param name="Roles">Every role that holds it from now on: station, coordinator, admin.</param>
/// <param name="Seen">The number of changes the caller saw; left out, the last one wins, also of two at the same instant.</param>
internal sealed record PermissionInput([property: MaxLength(Kernel.Access.Permission.LongestName)] string? Permission = null, [property: MaxLength(10), EachMaxLength(LengthDoor.Word)] string[]? Roles = null, int? Seen = null);

/// <param name="Words">What it allows, in the caller's language.</param>
/// <param name="Given">The roles that hold it out of the box.</param>
/// <param name="Seen">How often it was changed.</param>
internal sealed record PermissionItem(string Name, string Words, string[] Roles, IReadOnlyList<string> Given, int Seen)
{
    public static PermissionItem Of(PermissionHere here, IStringLocalizer L) =>
        new(here.Permission.Name, L[here.Permission.Words], [.. here.Holders.Select(r => r.Word())], here.Permission.Given, here.Seen);
}

/// <param name="Before">The roles that held it.</param>
/// <param name="By">The person.</param>
internal sealed record PermissionChangeItem(string Permission, DateTime At, Guid By, string[] Before, string[] After)
{
    public static PermissionChangeItem Of(PermissionChange c) =>
        new(c.Permission, c.At, c.By, [.. PermissionChange.Read(c.Before).Select(r => r.Word())], [.. PermissionChange.Read(c.After).Select(r => r.Word())]);
}
