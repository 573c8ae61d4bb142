using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars.Deciding;

/// <summary>One star with all that its certifier needs to decide.</summary>
/// <param name="Balance">Credit minutes now.</param>
/// <param name="Needed">Credit minutes that this level needs in this division.</param>
/// <param name="MayTake">Whether the viewer may decide about it.</param>
internal sealed record StarFile(StarCase Star, string Name, string Number, long Balance, long Needed, IReadOnlyList<ObjectionLine> Objections, IReadOnlyList<StarEvent> Story, bool MayTake)
{
    public IEnumerable<StarStep> Steps => Star.State switch
    {
        StarState.Proposed => [StarStep.Certify, StarStep.Decline],
        StarState.UnderReview => [StarStep.Keep, StarStep.Withdraw],
        StarState.Publicity or StarState.Awarded or StarState.Declined or StarState.Overturned or StarState.Lapsed or StarState.Withdrawn => [],
    };
}

/// <param name="By">The objector's name; staff alone see it.</param>
internal sealed record ObjectionLine(Guid Id, string By, string Reason, DateTime At, bool? Upheld, string Decision, string DecidedBy, DateTime? DecidedAt);

internal sealed class StarFiles(AppDbContext db, StarSteps steps, RuleBook rules, LedgerBook ledger, PersonDirectory people, TimeProvider clock)
{
    /// <summary>Null when it is not in the viewer's range.</summary>
    public async Task<StarFile?> ReadAsync(Guid id, CancellationToken ct)
    {
        var star = await steps.Queue.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        if (star is null)
        {
            return null;
        }

        var objections = await db.Set<StarObjection>().AsNoTracking().Where(o => o.PersonId == star.PersonId && o.Level == star.Level).OrderBy(o => o.At).ToListAsync(ct);
        var story = await db.Set<StarEvent>().AsNoTracking().Where(e => e.PersonId == star.PersonId && e.Level == star.Level).OrderBy(e => e.At).ToListAsync(ct);
        var names = await people.FindAsync(objections.SelectMany(o => new[] { o.By, o.DecidedBy ?? Guid.Empty }).Append(star.PersonId), ct);
        var rule = await rules.ForAsync(StarRule.Sheet, star.DivisionCode, clock.Today(), ct);
        return new StarFile(
            star, names.GetValueOrDefault(star.PersonId)?.Name ?? "", (await people.VolunteerAsync(star.PersonId, ct))?.Number ?? "",
            (await ledger.BalancesAsync([star.PersonId], LedgerUnit.Minutes, ct))[star.PersonId], rule.MinutesOf(star.Level),
            objections.ConvertAll(o => new ObjectionLine(o.Id, names.GetValueOrDefault(o.By)?.Name ?? "", o.Reason, o.At, o.Upheld, o.Decision, names.GetValueOrDefault(o.DecidedBy ?? Guid.Empty)?.Name ?? "", o.DecidedAt)), story, await steps.MayTakeAsync(star, ct));
    }
}
