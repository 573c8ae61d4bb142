using Weiguang.Cases;
using Weiguang.Hours;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Recognition.Domain;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars.Deciding;

/// <summary>What certifiers do: certify, decline, settle objections, review. Each step locks the stars of the person and looks again.</summary>
internal sealed class StarSteps(AppDbContext db, Referee referee, LedgerBook ledger, HoursFigures hours, RuleBook rules, WorkCalendar calendar, StarNews news, StarPast past, TimeProvider clock)
{
    /// <summary>Stars of the staff's range; one's own star elsewhere is not staff business.</summary>
    public IQueryable<StarCase> Queue => db.Set<StarCase>().CoveredBy(db.Viewer, s => s.DivisionCode);

    /// <summary>Whether the viewer's division is high enough for this star.</summary>
    public bool MayCertify(int level) => db.Viewer.May(RecognitionPermissions.CertifyStars) && DivisionCodes.Level(db.Viewer.From) <= StarRule.CertifierOf(level);

    /// <summary>Whether the buttons are the viewer's to see: their level, not their own star, and none they objected to.</summary>
    public async Task<bool> MayTakeAsync(StarCase star, CancellationToken ct) => await referee.MayDecideAsync((await MattersAsync([star], ct))[star.Id], ct);

    /// <summary>Who has a part in each of these stars, by its id: its owner, and whoever objected to it, settled or not, whoever asks.</summary>
    public async Task<IReadOnlyDictionary<Guid, Matter>> MattersAsync(IReadOnlyCollection<StarCase> stars, CancellationToken ct)
    {
        var owners = stars.Select(s => s.PersonId).Distinct().ToList();
        var doubts = (await db.Set<StarObjection>().IgnoreQueryFilters().AsNoTracking().Where(o => owners.Contains(o.PersonId)).Select(o => new { o.PersonId, o.Level, o.By }).ToListAsync(ct)).ToLookup(o => (o.PersonId, o.Level), o => o.By);
        return stars.ToDictionary(s => s.Id, s => new Matter(RecognitionPermissions.CertifyStars, s.DivisionCode, null, [s.PersonId, .. doubts[(s.PersonId, s.Level)]]) { Lowest = StarRule.CertifierOf(s.Level) });
    }

    /// <param name="seen">The state the certifier saw; null when they do not say.</param>
    public Task<StepAnswer> StepAsync(Guid id, StarStep step, string reason, CancellationToken ct, StarState? seen = null) => ChangeAsync(id, async (star, rule) =>
    {
        if (seen is not null && seen != star.State)
        {
            return await past.IsMineAsync(star, step, reason, ct) ? Voice.Star.Done : Voice.Star.Moved; // Pressed twice is done.
        }

        var now = clock.Now();
        var again = now.AddMonths(rule.WaitMonths);
        var minutes = (await ledger.BalancesAsync([star.PersonId], LedgerUnit.Minutes, ct))[star.PersonId];
        if (step == StarStep.Certify && minutes < rule.MinutesOf(star.Level))
        {
            return Voice.Star.Refused("not-enough", Phrase.Of("时长有更正，现在不够这一级了。"));
        }

        if (step == StarStep.Certify && minutes - (await hours.DisputedAsync([star.PersonId], ct))[star.PersonId].Sum(d => d.Minutes) < rule.MinutesOf(star.Level))
        {
            return Voice.Star.Refused("not-enough", Phrase.Of("有的时长正在核查，有结论以前先不能算；等有了结论再认定。"));
        }

        var done = step switch
        {
            StarStep.Certify => star.Certify(calendar.After(clock.Today(), rule.PublicityDays).EndInShanghai(), now),
            StarStep.Decline => star.Decline(again, now),
            StarStep.Keep => star.Keep(minutes, now),
            StarStep.Withdraw => star.Withdraw(again, now),
        };
        if (!done)
        {
            return Voice.Star.NotNow;
        }

        news.Entered(star, db.Viewer.PersonId, reason, kept: step == StarStep.Keep);
        return Voice.Star.Done;
    }, ct);

    /// <summary>Settles one objection; when it was right the star is not awarded and the others end with it.</summary>
    public Task<StepAnswer> DecideAsync(Guid id, Guid objectionId, bool upheld, string decision, CancellationToken ct) => ChangeAsync(id, async (star, rule) =>
    {
        var open = await db.Set<StarObjection>().Where(o => o.PersonId == star.PersonId && o.Level == star.Level && o.Upheld == null).ToListAsync(ct);
        if (open.Find(o => o.Id == objectionId) is not { } objection)
        {
            return await past.IsMineAsync(star, objectionId, upheld, decision, ct) ? Voice.Star.Done : Voice.Star.NotNow with { Meanwhile = await past.DecidedAsync(star, objectionId, ct) };
        }

        var now = clock.Now();
        if (!(upheld ? star.Overturn(now.AddMonths(rule.WaitMonths), now) : star.Dismiss()))
        {
            return Voice.Star.NotNow;
        }

        foreach (var settled in upheld ? open : [objection])
        {
            settled.Decide(upheld, decision, db.Viewer.PersonId, now);
            news.Decided(star, settled);
        }

        if (upheld)
        {
            news.Entered(star, db.Viewer.PersonId, decision);
        }

        return Voice.Star.Done;
    }, ct);

    private async Task<StepAnswer> ChangeAsync(Guid id, Func<StarCase, StarRule, Task<StepAnswer>> change, CancellationToken ct)
    {
        var found = await Queue.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        if (found is null)
        {
            return Voice.Star.Missing;
        }

        if (await RefusalAsync(found, ct) is { } refused)
        {
            return refused;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var star = (await db.LockAsync<StarCase>([found.PersonId], ct)).Find(s => s.Level == found.Level);
        if (star is null)
        {
            return Voice.Star.Missing;
        }

        // Once more, now that nobody else can object: they may have done so themselves meanwhile.
        if (await RefusalAsync(star, ct) is { } late)
        {
            return late;
        }

        var answer = await change(star, await rules.ForAsync(StarRule.Sheet, star.DivisionCode, clock.Today(), ct));
        if (answer.IsDone)
        {
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
        }

        return answer.Outcome is StepOutcome.NotNow or StepOutcome.Moved ? answer.At(star.State) with { Meanwhile = answer.Meanwhile ?? await past.LastAsync(star, ct) } : answer;
    }

    private async Task<StepAnswer?> RefusalAsync(StarCase star, CancellationToken ct) => await MayTakeAsync(star, ct) ? null
        : star.PersonId == db.Viewer.PersonId ? Voice.Star.NotYours with { Title = Phrase.Of("自己的星级要请别人来认定。") }
        : MayCertify(star.Level) ? Voice.Star.NotYours with { Title = Phrase.Of("您对这个星级提过异议，要请别人来定。") } : Voice.Star.NotYours;
}
