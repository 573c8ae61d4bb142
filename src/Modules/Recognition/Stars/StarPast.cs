using System.Text.Json;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Stars;

/// <summary>What became of a star since its certifier looked at it: the last entry of its story, in words.</summary>
internal sealed class StarPast(AppDbContext db, PersonDirectory people, IStringLocalizer phrases)
{
    /// <summary>Whether the viewer has just taken this very step.</summary>
    public async Task<bool> IsMineAsync(StarCase star, StarStep step, CancellationToken ct)
    {
        var state = step switch { StarStep.Certify => StarState.Publicity, StarStep.Decline => StarState.Declined, StarStep.Keep => StarState.Awarded, _ => StarState.Withdrawn };
        return await Story(star.PersonId, star.Level).FirstOrDefaultAsync(ct) is { } last && last.State == state && last.By == db.Viewer.PersonId;
    }

    public async Task<Meanwhile?> LastAsync(StarCase star, CancellationToken ct)
    {
        if (await Story(star.PersonId, star.Level).FirstOrDefaultAsync(ct) is not { } last)
        {
            return null;
        }

        var name = last.By == Guid.Empty ? "" : (await people.FindAsync(last.By, ct))?.Name ?? "";
        var who = last.By == Guid.Empty ? phrases[Phrase.Of("系统")].Value : last.By == db.Viewer.PersonId ? phrases[Phrase.Of("您")].Value : name;
        return new(JsonNamingPolicy.KebabCaseLower.ConvertName(last.State.ToString()), name, last.At) { Words = Phrase.Of("{0}办过了，现在是“{1}”"), Arguments = [who, phrases[last.State.Phrase()].Value] };
    }

    private IQueryable<StarEvent> Story(Guid person, int level) =>
        db.Set<StarEvent>().AsNoTracking().Where(e => e.PersonId == person && e.Level == level).OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
}
