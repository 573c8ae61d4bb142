using Weiguang.Kernel.Access;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;
using Weiguang.Regions;

namespace Weiguang.People.Roles;

/// <summary>A permission as it is held now.</summary>
/// <param name="Seen">How often it was changed: who sends another number has not seen the last change.</param>
internal sealed record PermissionHere(Permission Permission, IReadOnlyList<Role> Holders, int Seen);

internal enum PermissionAnswer
{
    Done,

    /// <summary>No module has a permission of that name.</summary>
    Missing,

    /// <summary>What a role may do holds everywhere; the viewer acts over a part.</summary>
    OutsideYou,

    /// <summary>Nobody could give it back.</summary>
    LocksOut,

    /// <summary>A role, or somebody by two roles, would hold what excludes each other.</summary>
    Excluded,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,

    /// <summary>The viewer's own role was taken, or may not do this any more, since the request began.</summary>
    NotYours,
}

/// <param name="Clash">What stands against it, with <see cref="PermissionAnswer.Excluded"/>.</param>
internal sealed record PermissionReply(PermissionAnswer Answer, Clash? Clash = null);

/// <summary>What roles may do: read, and changed with a trail. A change holds at once, on every node, for everybody in that role.</summary>
internal sealed class PermissionBook(AppDbContext db, Permissions known, RolePermissions roles, Exclusions exclusions, OwnOffice office, TimeProvider clock)
{
    private const int TrailShown = 30;

    public async Task<IReadOnlyList<PermissionHere>> ReadAsync(CancellationToken ct)
    {
        // The numbers first: a change that comes in between makes them stale, so that nobody writes on top of what they have not read.
        var seen = await db.Set<PermissionChange>().GroupBy(c => c.Permission).Select(g => new { g.Key, Seen = g.Max(c => c.Sequence) }).ToDictionaryAsync(g => g.Key, g => g.Seen, ct);
        var holding = await roles.ReadAsync(ct);
        return [.. known.All.Select(p => new PermissionHere(p, holding.HoldersOf(p.Name), seen.GetValueOrDefault(p.Name)))];
    }

    /// <summary>Newest first; of all permissions when none is named.</summary>
    public Task<List<PermissionChange>> TrailAsync(string? permission, CancellationToken ct) =>
        db.Set<PermissionChange>().AsNoTracking().Where(c => permission == null || c.Permission == permission)
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Sequence).Take(TrailShown).ToListAsync(ct);

    /// <param name="holders">Every role that holds it from now on.</param>
    /// <param name="seen">See <see cref="PermissionHere.Seen"/>; null when it does not matter.</param>
    public async Task<PermissionReply> ChangeAsync(string name, IReadOnlyCollection<Role> holders, int? seen, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        await exclusions.TakeTableAsync(ct); // Who gives a role meanwhile is seen here, or sees this.
        if (!await office.StillAsync((held, own) => held.Of(own).Contains(PeoplePermissions.SetPermissions), ct))
        {
            return new(PermissionAnswer.NotYours);
        }

        var holding = await roles.ReadAsync(ct);
        if ((await ReadAsync(ct)).FirstOrDefault(p => p.Permission.Name == name) is not { } before)
        {
            return new(PermissionAnswer.Missing);
        }

        Role[] after = [.. RolePermissions.Roles.Where(holders.Contains)];
        if (Refusal(before, after, seen) is { } no)
        {
            return new(no);
        }

        await PutAsync(before, after, ct);
        await db.SaveChangesAsync(ct);
        if (await exclusions.OfChangeAsync(holding, await roles.ReadAsync(ct), ct) is { } clash)
        {
            return new(PermissionAnswer.Excluded, clash);
        }

        db.Announce(RolePermissions.Topic);
        await work.CommitAsync(ct);
        return new(PermissionAnswer.Done);
    }

    private PermissionAnswer? Refusal(PermissionHere before, Role[] after, int? seen) =>
        !IsEverywhere ? PermissionAnswer.OutsideYou
        : seen is not null && seen != before.Seen ? PermissionAnswer.Changed
        : before.Permission.StaysWith is { } word && !after.Contains(RoleWords.OfWord(word)!.Value) ? PermissionAnswer.LocksOut
        : before.Holders.SequenceEqual(after) ? PermissionAnswer.Done
        : null;

    /// <summary>The roles are those of the whole system, so whoever changes them acts over the whole of it.</summary>
    private bool IsEverywhere => db.Viewer.All || DivisionCodes.Range(0) == (db.Viewer.From, db.Viewer.To);

    private async Task PutAsync(PermissionHere before, Role[] after, CancellationToken ct)
    {
        var name = before.Permission.Name;
        var rows = await db.Set<RolePermission>().Where(h => h.Permission == name).ToDictionaryAsync(h => h.Role, ct);
        foreach (var role in RolePermissions.Roles)
        {
            if (!rows.TryGetValue(role, out var row))
            {
                db.Add(row = new RolePermission { Permission = name, Role = role, IsHeld = false });
            }

            row.IsHeld = after.Contains(role);
        }

        db.Add(new PermissionChange
        {
            Permission = name,
            Sequence = before.Seen + 1,
            Before = PermissionChange.Write(before.Holders),
            After = PermissionChange.Write(after),
            By = db.Viewer.PersonId,
            At = clock.Now(),
        });
    }
}
