using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;

namespace Weiguang.People.Cards;

/// <summary>The phones of a card over HTTP.</summary>
internal static class CardApi
{
    public static void MapCardApi(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/v1/me/card-keys").RequireAuthorization(Policies.Volunteer).WithTags("Me");
        keys.MapGet("", ListAsync).WithSummary("The phones whose signed codes prove that my card was there");
        keys.MapPost("", AddAsync).WithSummary("Register this phone's public key for my card; with more than three the oldest goes; one that another account has registered is refused, and so is a new one from a session that began before a phone was taken off");
        keys.MapDelete("{keyId:guid}", DropAsync).WithSummary("Take a phone off: what it shows counts as a number only, until it has signed in anew");
    }

    private static async Task<Ok<Page<CardPhone>>> ListAsync(CardKeys keys, CancellationToken ct) => TypedResults.Ok(new Page<CardPhone>([.. (await keys.MineAsync(ct)).Select(CardPhone.Of)], null));

    private static async Task<Results<NoContent, Problem>> AddAsync(CardKeyInput input, HttpContext http, CardKeys keys, CancellationToken ct) =>
        await keys.AddAsync(input.PublicKey, Device.Name(http.Request.Headers.UserAgent), ct) switch
        {
            CardKeyAnswer.Done => TypedResults.NoContent(),
            CardKeyAnswer.NoKey => Problems.Invalid("publicKey", Phrase.Of("这不是 P-256 的公钥")),
            CardKeyAnswer.Others => Problems.Invalid("publicKey", Phrase.Of("这把钥匙已经是另一个账号的了。一台手机上换人用，请各用各的账号打开志愿者证，手机会另做一把")),
            CardKeyAnswer.TakenOff => Problems.Conflict("card-taken-off", Phrase.Of("有手机从证上去掉了：这台要出示志愿者证，请先退出，再登录一次")),
        };

    private static async Task<Results<NoContent, Problem>> DropAsync(Guid keyId, CardKeys keys, CancellationToken ct) => await keys.DropAsync(keyId, ct) ? TypedResults.NoContent() : Problems.NotFound();
}

/// <param name="PublicKey">P-256, the point without compression (65 bytes) in base64url.</param>
internal sealed record CardKeyInput([property: MaxLength(PhoneKey.Length)] string? PublicKey);

internal sealed record CardPhone(Guid Id, string Device, DateTime CreatedAt)
{
    public static CardPhone Of(CardKey key) => new(key.Id, key.Device, key.CreatedAt);
}
