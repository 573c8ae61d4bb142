using Weiguang.People.Domain;
using Weiguang.Regions;

namespace Weiguang.People;

/// <summary>What an office is asked about: where, who has a part in it, and since when a role given by them counts as given for it.</summary>
public sealed record OwedMatter(long Division, IReadOnlyCollection<Guid> Hands, DateTime Since);

/// <summary>
/// Who owes an office to somebody. Four eyes are no more than two when one pair has appointed the other for the purpose: whoever has a part in a matter makes nobody an outsider to it
/// by giving them a role shortly before or since, neither directly nor through somebody they gave one to (docs/adr/0030-nobody-appoints-their-judge.md).
/// </summary>
public sealed class Appointments(AppDbContext db) : IAppointments
{
    /// <summary>A role given so many days before a matter began counts as given for it.</summary>
    public const int Recent = 30;

    /// <summary>Longest line of appointments that is followed.</summary>
    private const int Farthest = 20;

    /// <summary>Whether every office that a person holds over the place of a matter was given by one of its hands, or through them. An office that is older, or came from somebody else, is their own.</summary>
    /// <returns>In the order of the matters.</returns>
    public async Task<IReadOnlyList<bool>> OwesAsync(Guid person, IReadOnlyList<OwedMatter> matters, CancellationToken ct)
    {
        var owes = new bool[matters.Count];
        var held = matters.Count == 0 ? [] : await HeldAsync([person], ct);
        for (var i = 0; i < owes.Length; i++)
        {
            owes[i] = (await OwingAsync(held, matters[i], ct)).Count > 0;
        }

        return owes;
    }

    /// <summary>Those of these people of whom that is so.</summary>
    public async Task<IReadOnlySet<Guid>> OwingAsync(IReadOnlyCollection<Guid> people, OwedMatter matter, CancellationToken ct) => await OwingAsync(await HeldAsync(people, ct), matter, ct);

    async Task<bool> IAppointments.OwesAsync(Guid person, long division, Guid giver, DateTime since, CancellationToken ct) => (await OwesAsync(person, [new(division, [giver], since)], ct))[0];

    private async Task<IReadOnlySet<Guid>> OwingAsync(IReadOnlyList<Held> held, OwedMatter matter, CancellationToken ct)
    {
        var fresh = held.Where(g => Covers(g.Division, matter.Division)).GroupBy(g => g.PersonId).Where(own => own.All(g => g.At >= matter.Since)).ToList();
        if (fresh.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var (given, known, next) = (new HashSet<Guid>(), matter.Hands.ToHashSet(), matter.Hands.Where(h => h != Guid.Empty).ToArray());
        for (var step = 0; next.Length > 0 && step < Farthest; step++)
        {
            var from = next;
            var grants = await Staff.Where(g => g.GrantedAt >= matter.Since && from.Contains(g.GrantedBy)).Select(g => new { g.Id, g.PersonId }).ToListAsync(ct);
            given.UnionWith(grants.Select(g => g.Id));
            next = [.. grants.Select(g => g.PersonId).Distinct().Where(known.Add)];
        }

        return fresh.Where(own => own.All(g => given.Contains(g.Id))).Select(own => own.Key).ToHashSet();
    }

    private Task<List<Held>> HeldAsync(IReadOnlyCollection<Guid> people, CancellationToken ct) =>
        Staff.Where(g => people.Contains(g.PersonId) && g.RevokedAt == null).Select(g => new Held(g.PersonId, g.Id, g.DivisionCode, g.GrantedAt)).ToListAsync(ct);

    private IQueryable<RoleGrant> Staff => db.Set<RoleGrant>().IgnoreQueryFilters().AsNoTracking().Where(g => g.Role == Role.Station || g.Role == Role.Coordinator || g.Role == Role.Admin);

    private static bool Covers(long office, long division)
    {
        var (from, to) = DivisionCodes.Range(office);
        return office == 0 || (division >= from && division < to);
    }

    private sealed record Held(Guid PersonId, Guid Id, long Division, DateTime At);
}
