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

    /// <summary>With what they hold already they could do what excludes each other: <see cref="Appointment.HindranceAsync"/> says what.</summary>
    Excluded,
}

/// <summary>What keeps somebody from a role.</summary>
/// <param name="One">Name of a permission; nobody may hold it besides <paramref name="Other"/>.</param>
/// <param name="Held">Their roles by which they may do one of the two.</param>
public sealed record Hindrance(string One, string Other, IReadOnlyList<HeldRole> Held);

/// <summary>How an operator makes an administrator where nobody is there to do it: on a new site, and after the end of a demo.</summary>
public sealed class Appointment(AppDbContext db, Vault vault, PersonDirectory people, RoleBook roles, RolePermissions permissions, TimeProvider clock)
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
        if (granted.Answer == GrantAnswer.Done)
        {
            await work.CommitAsync(ct);
        }

        return granted.Answer switch
        {
            GrantAnswer.Done => AppointAnswer.Done,
            GrantAnswer.Unchanged => AppointAnswer.Unchanged,
            GrantAnswer.Excluded => AppointAnswer.Excluded,
            GrantAnswer.AboveYou or GrantAnswer.OutsideYou or GrantAnswer.UnknownPerson or GrantAnswer.UnknownPlace or GrantAnswer.NotYours => throw new InvalidOperationException($"Whoever operates the site appoints anybody, and was told {granted.Answer}."),
        };
    }

    /// <summary>What keeps the owner of this phone from being administrator of everything; null when nothing does.</summary>
    public async Task<Hindrance?> HindranceAsync(string phone, CancellationToken ct = default)
    {
        if (PhoneText.Mobile(phone) is not { } mobile || await people.ByPhoneAsync(mobile, ct) is not { } person || await roles.StandsAgainstAsync(person, Role.Admin, Everywhere, ct) is not { Pair: var pair })
        {
            return null;
        }

        var holding = await permissions.ReadAsync(ct);
        var held = (await roles.HeldByAsync(person, ct)).Where(h => holding.Of(h.Role).Contains(pair.One.Name) || holding.Of(h.Role).Contains(pair.Other.Name));
        return new(pair.One.Name, pair.Other.Name, [.. held]);
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
