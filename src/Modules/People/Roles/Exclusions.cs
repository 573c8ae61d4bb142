using Weiguang.Kernel.Access;
using Weiguang.People.Domain;
using Weiguang.Regions;

namespace Weiguang.People.Roles;

/// <summary>Two permissions that one person must not hold over the same places.</summary>
internal sealed record Exclusion(Permission One, Permission Other)
{
    /// <summary>Why, a source phrase.</summary>
    public string Because => One.NeverBecause;

    /// <summary>Whether a role has both out of the box: in a small place there is one admin, who does everything.</summary>
    private bool IsGivenTo(Role role) => One.Given.Contains(role.Word()) && Other.Given.Contains(role.Word());

    /// <summary>Whether one person must not act in these two roles over the same places; with the same twice, whether the role holds both by itself.</summary>
    public bool Forbids(Role a, Role b, Holding holding) => !Excuses(a, holding) && !Excuses(b, holding) && (Meet(a, b, holding) || Meet(b, a, holding));

    private bool Excuses(Role role, Holding holding) => IsGivenTo(role) && Meet(role, role, holding);

    private bool Meet(Role a, Role b, Holding holding) => holding.Of(a).Contains(One.Name) && holding.Of(b).Contains(Other.Name);
}

/// <summary>What stands against a grant or a change: which pair, and by which roles somebody would hold it.</summary>
/// <param name="One">The role that is given, or one of two.</param>
/// <param name="Other">The role that is held beside it; the same where one role would hold both by itself.</param>
/// <param name="Who">Somebody who holds both roles, by name; empty where nobody has to.</param>
internal sealed record Clash(Exclusion Pair, Role One, Role Other, string Who = "");

/// <summary>Finds who would come to hold two permissions that exclude each other.</summary>
public sealed class Exclusions(AppDbContext db, Permissions known, RolePermissions roles)
{
    private static readonly SiblingText KeepSql = new(typeof(Exclusions), "KeepTable");
    private static readonly SiblingText TakeSql = new(typeof(Exclusions), "TakeTable");

    /// <summary>Holds the table as it is to the end of the transaction, for whoever gives a role by it; others may give roles meanwhile.</summary>
    internal Task KeepTableAsync(CancellationToken ct) => HoldAsync(KeepSql, ct);

    /// <summary>Waits until nobody gives a role or changes the table, and holds both back to the end of the transaction.</summary>
    internal Task TakeTableAsync(CancellationToken ct) => HoldAsync(TakeSql, ct);

    /// <summary>What stands against giving this person one role more; null when nothing does.</summary>
    internal async Task<Clash?> OfGrantAsync(Guid personId, Role role, long divisionCode, CancellationToken ct)
    {
        var held = await db.Set<RoleGrant>().IgnoreQueryFilters().Where(g => g.PersonId == personId && g.RevokedAt == null && RolePermissions.Roles.Contains(g.Role))
            .Select(g => new { g.Role, g.DivisionCode }).ToListAsync(ct);
        Role[] beside = [.. held.Where(h => Overlap(h.DivisionCode, divisionCode)).Select(h => h.Role)];
        var holding = beside.Length > 0 ? await roles.ReadAsync(ct) : null;
        return All.SelectMany(pair => beside.Where(other => pair.Forbids(role, other, holding!)).Select(other => new Clash(pair, role, other))).FirstOrDefault();
    }

    /// <summary>
    /// What stands against this change: a role that would come to hold both by itself, or somebody who would by two roles. What was forbidden before it is not its doing, and refusing it would
    /// freeze the whole table.
    /// </summary>
    internal async Task<Clash?> OfChangeAsync(Holding before, Holding after, CancellationToken ct)
    {
        foreach (var pair in All)
        {
            foreach (var (a, b) in RolePermissions.Roles.SelectMany((a, i) => RolePermissions.Roles.Skip(i).Select(b => (a, b))).Where(two => pair.Forbids(two.a, two.b, after) && !pair.Forbids(two.a, two.b, before)))
            {
                if (a == b)
                {
                    return new(pair, a, b);
                }

                if (await WhoHoldsAsync(a, b, ct) is { } who)
                {
                    return new(pair, a, b, who);
                }
            }
        }

        return null;
    }

    private IEnumerable<Exclusion> All => from one in known.All
                                          from other in one.NeverWith
                                          select new Exclusion(one, known.Find(other)!);

    private async Task HoldAsync(SiblingText sql, CancellationToken ct)
    {
        await using var hold = db.SqlCommand(sql.Of(db));
        await hold.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The name of somebody who holds both roles over the same places; null when nobody does.</summary>
    private async Task<string?> WhoHoldsAsync(Role a, Role b, CancellationToken ct)
    {
        var grants = db.Set<RoleGrant>().IgnoreQueryFilters().Where(g => g.RevokedAt == null);
        var both = await grants.Where(g => g.Role == a).Join(grants.Where(g => g.Role == b), g => g.PersonId, g => g.PersonId, (x, y) => new { x.PersonId, One = x.DivisionCode, Other = y.DivisionCode }).ToListAsync(ct);
        return both.Find(g => Overlap(g.One, g.Other)) is { PersonId: var person } ? await db.Set<Person>().IgnoreQueryFilters().Where(p => p.Id == person).Select(p => p.Name).SingleAsync(ct) : null;
    }

    private static bool Overlap(long one, long other) => DivisionCodes.Within(one, other) || DivisionCodes.Within(other, one);
}
