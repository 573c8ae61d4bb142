using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Stars;

/// <summary>What became of a star since its certifier looked at it: the last entry of its story, in words.</summary>
internal sealed class StarPast(AppDbContext db, Witness witness, IStringLocalizer phrases)
{
    /// <summary>Whether the viewer has just taken this very step, in these words.</summary>
    public async Task<bool> IsMineAsync(StarCase star, StarStep step, string reason, CancellationToken ct)
    {
        var state = step switch { StarStep.Certify => StarState.Publicity, StarStep.Decline => StarState.Declined, StarStep.Keep => StarState.Awarded, StarStep.Withdraw => StarState.Withdrawn };
        return await Story(star.PersonId, star.Level).FirstOrDefaultAsync(ct) is { } last && last.State == state && last.By == db.Viewer.PersonId && last.Reason == reason;
    }

    /// <summary>Whether the viewer has decided this objection so, in these words.</summary>
    public async Task<bool> IsMineAsync(StarCase star, Guid objection, bool upheld, string decision, CancellationToken ct) =>
        await db.Set<StarObjection>().AsNoTracking().SingleOrDefaultAsync(o => o.PersonId == star.PersonId && o.Id == objection, ct) is { } settled
        && settled.Upheld == upheld && settled.DecidedBy == db.Viewer.PersonId && settled.Decision == decision;

    /// <summary>Who has decided this objection, and when: where it does not stand the story of the star says nothing of it.</summary>
    public async Task<Meanwhile?> DecidedAsync(StarCase star, Guid objection, CancellationToken ct) =>
        await db.Set<StarObjection>().AsNoTracking().SingleOrDefaultAsync(o => o.PersonId == star.PersonId && o.Id == objection, ct) is { Upheld: { } upheld, DecidedBy: { } by, DecidedAt: { } at }
            ? await witness.TellAsync(upheld ? StarState.Overturned : StarState.Publicity, by, at, upheld ? Phrase.Of("{0}已经定了：异议成立") : Phrase.Of("{0}已经定了：异议不成立"), ct) : null;

    public async Task<Meanwhile?> LastAsync(StarCase star, CancellationToken ct) =>
        await Story(star.PersonId, star.Level).FirstOrDefaultAsync(ct) is { } last
            ? await witness.TellAsync(last.State, last.By, last.At, Phrase.Of("{0}办过了，现在是“{1}”"), ct, phrases[last.State.Phrase()].Value) : null;

    private IQueryable<StarEvent> Story(Guid person, int level) =>
        db.Set<StarEvent>().AsNoTracking().Where(e => e.PersonId == person && e.Level == level).OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
}
