using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;
using Weiguang.People.SignIn;

namespace Weiguang.People;

public enum AppointAnswer
{
    Done,

    /// <summary>The phone's owner is administrator of everything already.</summary>
    Unchanged,

    /// <summary>Not a mainland mobile number.</summary>
    NoPhone,

    /// <summary>Nobody has this phone yet, and without a name no account is made.</summary>
    NeedsName,
}

/// <summary>How an operator makes an administrator where nobody is there to do it: on a new site, and after the end of a demo.</summary>
public sealed class Appointment(AppDbContext db, Vault vault, PersonDirectory people, RoleBook roles, TimeProvider clock)
{
    private const long Everywhere = 0;

    /// <param name="name">For whom has no account yet; they confirm it by signing in.</param>
    public async Task<AppointAnswer> AdminAsync(string phone, string? name, CancellationToken ct = default)
    {
        if (PhoneText.Mobile(phone) is not { } mobile)
        {
            return AppointAnswer.NoPhone;
        }

        await using var work = await db.BeginWorkAsync(ct);
        if ((await people.ByPhoneAsync(mobile, ct) ?? await AddAsync(mobile, name, ct)) is not { } person)
        {
            return AppointAnswer.NeedsName;
        }

        var granted = await roles.GrantAsync(person, Role.Admin, Everywhere, ct: ct);
        await work.CommitAsync(ct);
        return granted.Answer == GrantAnswer.Done ? AppointAnswer.Done : AppointAnswer.Unchanged;
    }

    private async Task<Guid?> AddAsync(string mobile, string? name, CancellationToken ct)
    {
        if (PersonName.Parse(name) is not { } known)
        {
            return null;
        }

        var person = Person.Register(Guid.CreateVersion7(), known, mobile, Everywhere, vault, clock.Now(), confirmed: false);
        db.AddRange(person, new PhoneEntry { PhoneIndex = person.PhoneIndex, PersonId = person.Id });
        await db.SaveChangesAsync(ct);
        return person.Id;
    }
}
