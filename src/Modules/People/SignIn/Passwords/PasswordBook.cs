using Microsoft.AspNetCore.Identity;
using Weiguang.Kernel.Security;
using Weiguang.People.Domain;
using Weiguang.People.Throttling;

namespace Weiguang.People.SignIn.Passwords;

/// <summary>Who the password belongs to; or how long the phone is locked; or neither, for a wrong one.</summary>
internal sealed record PasswordCheck(Guid? PersonId, TimeSpan? Wait);

/// <summary>
/// Passwords of staff, hashed and judged by ASP.NET Core Identity. The lock after five tries is counted before looking, in one statement:
/// Identity's own counter is read and written in two steps, so a hundred tries at once would slip past it.
/// </summary>
internal sealed class PasswordBook(AppDbContext db, Vault vault, UserManager<Account> accounts, Throttle throttle)
{
    private static readonly Limit[] Tries = [new(5, TimeSpan.FromMinutes(30))];

    /// <summary>What an unknown phone is compared with, so that the answer takes as long as for a known one.</summary>
    private static readonly Account Nobody = new() { Id = Guid.Empty };
    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public async Task<PasswordCheck> CheckAsync(string phone, string password, CancellationToken ct)
    {
        var key = vault.Index(Personal.Phone, $"password:{phone}");
        if (await throttle.TakeAsync(key, Tries) is { } wait)
        {
            return new PasswordCheck(null, wait);
        }

        var index = vault.Index(Personal.Phone, phone);
        var personId = (await db.Set<PhoneEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.PhoneIndex == index, ct))?.PersonId;
        var account = personId is null ? null : await accounts.FindByIdAsync(personId.Value.ToString());
        var hash = account?.PasswordHash ?? NobodysHash;
        var result = accounts.PasswordHasher.VerifyHashedPassword(account ?? Nobody, hash, password);
        if (result == PasswordVerificationResult.Failed || account?.PasswordHash is null)
        {
            return new PasswordCheck(null, null);
        }

        await throttle.ClearAsync(key, ct);
        return new PasswordCheck(account.Id, null);
    }

    /// <summary>Sets or changes a password; returns the source phrases of what is wrong with it.</summary>
    public async Task<IReadOnlyList<string>> SetAsync(Guid personId, string password, CancellationToken ct)
    {
        var account = await accounts.FindByIdAsync(personId.ToString());
        if (account is null)
        {
            return Words(await accounts.CreateAsync(new Account { Id = personId }, password));
        }

        foreach (var validator in accounts.PasswordValidators)
        {
            var verdict = await validator.ValidateAsync(accounts, account, password);
            if (!verdict.Succeeded)
            {
                return Words(verdict);
            }
        }

        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        return Words(await accounts.UpdateAsync(account));
    }

    private static IReadOnlyList<string> Words(IdentityResult result) => [.. result.Errors.Select(e => e.Description)];
}
