using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;
using Weiguang.Regions;

namespace Weiguang.People.Roles;

/// <summary>A permission as it is held now.</summary>
/// <param name="Seen">How often it was changed: who sends another number has not seen the last change.</param>
internal sealed record PermissionHere(Permission Permission, IReadOnlyList<Role> Holders, int Seen);

/// <summary>What roles may do: read, and changed with a trail. A change holds at once, on every node, for everybody in that role.</summary>
internal sealed class PermissionBook(AppDbContext db, Permissions known, RolePermissions roles, Exclusions exclusions, OwnOffice office, IStringLocalizer phrases, TimeProvider clock)
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
    public async Task<StepAnswer> ChangeAsync(string name, IReadOnlyCollection<Role> holders, int? seen, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        await exclusions.TakeTableAsync(ct); // Who gives a role meanwhile is seen here, or sees this.
        if (!await office.StillAsync((held, own) => held.Of(own).Contains(PeoplePermissions.SetPermissions), ct))
        {
            return PermissionVoice.Change.NotYours;
        }

        var holding = await roles.ReadAsync(ct);
        if ((await ReadAsync(ct)).FirstOrDefault(p => p.Permission.Name == name) is not { } before)
        {
            return PermissionVoice.Unknown;
        }

        Role[] after = [.. RolePermissions.Roles.Where(holders.Contains)];
        if (Settled(before, after, seen) is { } answer)
        {
            return answer;
        }

        await PutAsync(before, after, ct);
        await db.SaveChangesAsync(ct);
        if (await exclusions.OfChangeAsync(holding, await roles.ReadAsync(ct), ct) is { } clash)
        {
            return phrases.Refused(clash);
        }

        db.Announce(RolePermissions.Topic);
        await work.CommitAsync(ct);
        return PermissionVoice.Change.Done;
    }

    /// <summary>Done where nothing is left to do; null where the change may be made.</summary>
    private StepAnswer? Settled(PermissionHere before, Role[] after, int? seen) =>
        !IsEverywhere ? PermissionVoice.OutsideYou
        : before.Holders.SequenceEqual(after) ? PermissionVoice.Change.Done // Pressed twice as well.
        : seen is not null && seen != before.Seen ? PermissionVoice.Moved(before)
        : before.Permission.StaysWith is { } word && !after.Contains(RoleWords.OfWord(word)!.Value) ? PermissionVoice.LocksOut
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
