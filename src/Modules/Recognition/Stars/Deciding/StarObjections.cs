using Weiguang.Kernel.Time;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Stars.Deciding;

internal enum ObjectionAnswer
{
    Taken,

    /// <summary>This person has an objection here that is not yet settled.</summary>
    AlreadyOpen,

    /// <summary>Not in publicity any more, or never was.</summary>
    NotOpen,
    OwnStar,
}

/// <summary>Takes objections from anybody signed in while a star is in publicity.</summary>
internal sealed class StarObjections(AppDbContext db, StarNews news, TimeProvider clock)
{
    /// <summary>Stars that everybody may see now, past the viewer's scope: that is what publicity is for.</summary>
    public IQueryable<StarCase> InPublicity()
    {
        var now = clock.Now();
        return db.Set<StarCase>().IgnoreQueryFilters().AsNoTracking().Where(s => s.State == StarState.Publicity && (s.PublicUntil > now || s.OpenObjections > 0));
    }

    public async Task<ObjectionAnswer> ObjectAsync(Guid id, string reason, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        var star = await InPublicity().SingleOrDefaultAsync(s => s.Id == id, ct);
        if (star is null)
        {
            return ObjectionAnswer.NotOpen;
        }

        if (star.PersonId == me)
        {
            return ObjectionAnswer.OwnStar;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var now = clock.Now();
        // The row stays ours until the end: the award waits and then sees the objection.
        var counted = await CountAsync(star, now, 1, ct);
        if (counted == 0)
        {
            return ObjectionAnswer.NotOpen;
        }

        if (await db.Set<StarObjection>().AnyAsync(o => o.PersonId == star.PersonId && o.Level == star.Level && o.By == me && o.Upheld == null, ct))
        {
            await CountAsync(star, now, -1, ct);
            await work.CommitAsync(ct);
            return ObjectionAnswer.AlreadyOpen;
        }

        db.Add(new StarObjection { PersonId = star.PersonId, Level = star.Level, DivisionCode = star.DivisionCode, By = me, Reason = reason, At = now });
        news.Objected(star.PersonId, star.Level);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return ObjectionAnswer.Taken;
    }

    private Task<int> CountAsync(StarCase star, DateTime now, int change, CancellationToken ct) => db.Set<StarCase>().IgnoreQueryFilters()
        .Where(s => s.PersonId == star.PersonId && s.Level == star.Level && s.State == StarState.Publicity && s.PublicUntil > now)
        .ExecuteUpdateAsync(s => s.SetProperty(x => x.OpenObjections, x => x.OpenObjections + change), ct);
}
