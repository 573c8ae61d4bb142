using System.Globalization;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger;

/// <summary>What is counted. Each unit is its own closed circle of accounts whose balances add up to zero.</summary>
public enum LedgerUnit
{
    /// <summary>Credit hours 信用时长, in minutes, backed by evidence of attendance.</summary>
    Minutes,

    /// <summary>Honour hours 荣誉时长, in minutes, granted in recognition.</summary>
    HonourMinutes,

    /// <summary>Reward points 积分.</summary>
    Points,
}

/// <summary>Who holds an account.</summary>
public enum LedgerAccountKind
{
    Person,

    /// <summary>A division that issues: its balance is minus everything it has given out.</summary>
    Issuer,
}

/// <summary>The owner of accounts: a person, or the division (12-digit code) that issues. With a unit it names exactly one account, without a look-up.</summary>
public readonly record struct LedgerAccountKey
{
    internal LedgerAccountKey(LedgerAccountKind kind, Guid? personId, long? divisionCode) =>
        (Kind, PersonId, DivisionCode) = (kind, personId, divisionCode);

    public LedgerAccountKind Kind { get; }

    public Guid? PersonId { get; }

    public long? DivisionCode { get; }

    public static LedgerAccountKey Person(Guid personId) =>
        personId == Guid.Empty ? throw new ArgumentException("Nobody has no account.", nameof(personId)) : new(LedgerAccountKind.Person, personId, null);

    public static LedgerAccountKey Issuer(long divisionCode) => new(LedgerAccountKind.Issuer, null, divisionCode);

    /// <summary>The account's id: a UUID of version 8 (RFC 9562) made from a SHA-256 of kind, owner and unit.</summary>
    public Guid AccountId(LedgerUnit unit) => NamedId.Of("account", Kind.ToString(), Owner, unit.ToString());

    private string Owner => PersonId?.ToString() ?? DivisionCode?.ToString(CultureInfo.InvariantCulture)
        ?? throw new InvalidOperationException("An account needs an owner.");
}
