using System.Security.Cryptography;
using System.Text;
using Weiguang.Channels;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;
using Weiguang.People.Throttling;

namespace Weiguang.People.SignIn;

internal enum CodeAnswer { Right, Wrong, Expired, TooManyTries }

/// <summary>The answer to a wish for a code: how long to wait, or what the gateway said.</summary>
internal sealed record CodeSent(TimeSpan? Wait, SmsAnswer Answer)
{
    public bool Ok => Wait is null && Answer == SmsAnswer.Sent;
}

/// <summary>
/// Sends one-time codes and checks them. Nothing here depends on whether the phone is known, so nobody can find out who is registered.
/// Every step that must not be raced is one conditional statement.
/// </summary>
internal sealed class SignInCodes(AppDbContext db, Vault vault, ISmsGateway gateway, Throttle throttle, SignInSettings settings, TimeProvider clock)
{
    private static readonly Limit[] PerPhone =
        [new(1, TimeSpan.FromMinutes(1)), new(5, TimeSpan.FromHours(1)), new(10, TimeSpan.FromDays(1))];

    public async Task<CodeSent> SendAsync(string phone, string address, CancellationToken ct)
    {
        var wait = await throttle.TakeAsync(vault.Index(Personal.Note, $"code-from:{address}"), settings.PerAddress)
            ?? await throttle.TakeAsync(vault.Index(Personal.Phone, $"code-to:{phone}"), PerPhone);
        if (wait is not null)
        {
            return new CodeSent(wait, SmsAnswer.Limited);
        }

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6");
        await RememberAsync(phone, code, ct);
        return new CodeSent(null, await gateway.SendCodeAsync(phone, code, (int)OneTimeCode.Life.TotalMinutes, ct));
    }

    /// <summary>Checks a code and, when right, uses it up.</summary>
    public async Task<CodeAnswer> CheckAsync(string phone, string code, CancellationToken ct)
    {
        var (index, now) = (vault.Index(Personal.Phone, phone), clock.Now());
        var counted = await db.Set<OneTimeCode>().Where(c => c.PhoneIndex == index && c.ExpiresAt > now && c.Tries < OneTimeCode.MostTries)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Tries, x => x.Tries + 1), ct);
        var stored = await db.Set<OneTimeCode>().AsNoTracking().SingleOrDefaultAsync(c => c.PhoneIndex == index, ct);
        if (counted == 0 || stored is null)
        {
            return stored is { Tries: >= OneTimeCode.MostTries } && stored.ExpiresAt > now ? CodeAnswer.TooManyTries : CodeAnswer.Expired;
        }

        var given = Fingerprint(index, code.Trim().Normalize(NormalizationForm.FormKC));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(stored.Fingerprint)))
        {
            return stored.Tries >= OneTimeCode.MostTries ? CodeAnswer.TooManyTries : CodeAnswer.Wrong;
        }

        var used = await db.Set<OneTimeCode>().Where(c => c.PhoneIndex == index && c.Fingerprint == given).ExecuteDeleteAsync(ct);
        return used == 1 ? CodeAnswer.Right : CodeAnswer.Expired;
    }

    private async Task RememberAsync(string phone, string code, CancellationToken ct)
    {
        var index = vault.Index(Personal.Phone, phone);
        var (fingerprint, expires) = (Fingerprint(index, code), clock.Now() + OneTimeCode.Life);
        var replaced = await db.Set<OneTimeCode>().Where(c => c.PhoneIndex == index)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Fingerprint, fingerprint).SetProperty(x => x.ExpiresAt, expires).SetProperty(x => x.Tries, 0), ct);
        if (replaced == 0)
        {
            db.Add(new OneTimeCode { PhoneIndex = index, Fingerprint = fingerprint, ExpiresAt = expires });
            await db.SaveChangesAsync(ct); // Two at once cannot be: the throttle lets one through a minute.
            db.ChangeTracker.Clear();
        }
    }

    private string Fingerprint(string phoneIndex, string code) => vault.Index(Personal.Key, $"{phoneIndex}:{code}");
}
