using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars.Deciding;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars;

/// <summary>
/// Looks over all balances in pages, a handful of queries each: proposes stars that have been reached, awards those whose publicity has ended,
/// opens a review where a correction took the hours away. Works as the system; two nodes may sweep at once.
/// </summary>
internal sealed class StarSweep(
    AppDbContext db, LedgerBook ledger, LedgerStatements statements, HoursFigures hours, PersonDirectory people, RuleBook rules, StarNews news, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <summary>Returns how many were proposed.</summary>
    public async Task<int> ProposeAsync(CancellationToken ct)
    {
        var all = (await rules.AllAsync(StarRule.Sheet, ct)).On(clock.Today());
        var lowest = all.All.Min(rule => rule.MinutesOf(1));
        var proposed = 0;
        for (Guid? after = null; ;)
        {
            var page = await statements.HoldersAsync(LedgerUnit.Minutes, lowest, after, PageSize, ct);
            proposed += page.Count == 0 ? 0 : await ProposeAsync(await UsableAsync(page, ct), all, ct);
            db.ChangeTracker.Clear();
            if (page.Count < PageSize)
            {
                return proposed;
            }

            after = page[^1].AccountId;
        }
    }

    /// <summary>Awards what nobody objected to in time; returns how many stars took a step. A star that rests on hours somebody looks into waits for what is found.</summary>
    public async Task<int> AwardAsync(CancellationToken ct)
    {
        var (now, settled) = (clock.Now(), 0);
        for (Guid? after = null; ;)
        {
            var due = await db.Set<StarCase>().Where(s => s.State == StarState.Publicity && s.PublicUntil <= now && s.OpenObjections == 0 && (after == null || s.PersonId > after))
                .Select(s => s.PersonId).Distinct().OrderBy(id => id).Take(PageSize).ToListAsync(ct);
            settled += due.Count == 0 ? 0 : await SettleAsync(due, (star, enough, usable) => star.PublicUntil <= now && (usable ? star.Award(now) : !enough && star.Lapse(now)), ct);
            if (due.Count < PageSize)
            {
                return settled;
            }

            after = due[^1];
        }
    }

    /// <summary>Returns how many reviews were opened and proposals dropped.</summary>
    public async Task<int> ReviewAsync(CancellationToken ct)
    {
        var (now, found) = (clock.Now(), 0);
        for (Guid? after = null; ;)
        {
            var page = await db.Set<StarCase>().Where(s => (s.State == StarState.Awarded || s.State == StarState.Proposed) && (after == null || s.PersonId > after))
                .Select(s => s.PersonId).Distinct().OrderBy(id => id).Take(PageSize).ToListAsync(ct);
            var fallen = await FallenAsync(page, ct);
            found += fallen.Count == 0 ? 0
                : await SettleAsync(fallen, (star, enough, _) => !enough && (star.State == StarState.Awarded ? star.Review(now) : star.State == StarState.Proposed && star.Lapse(now)), ct);
            if (page.Count < PageSize)
            {
                return found;
            }

            after = page[^1];
        }
    }

    private async Task<int> ProposeAsync(IReadOnlyList<LedgerHolder> page, DivisionRules<StarRule> all, CancellationToken ct)
    {
        var ids = page.Select(h => h.PersonId).ToArray();
        var volunteers = await people.VolunteersAsync(ids, ct);
        var known = (await db.Set<StarCase>().AsNoTracking().Where(s => ids.Contains(s.PersonId)).ToListAsync(ct)).ToLookup(s => s.PersonId);
        var now = clock.Now();
        int Due(LedgerHolder h, IEnumerable<StarCase> stars) =>
            volunteers.TryGetValue(h.PersonId, out var card) ? StarProposal.Due(all.Of(card.DivisionCode).LevelAt(h.Balance), [.. stars], now) : 0;

        var due = page.Where(h => Due(h, known[h.PersonId]) > 0).ToList();
        if (due.Count == 0)
        {
            return 0;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var locked = (await db.LockAsync<StarCase>([.. due.Select(h => h.PersonId)], ct)).ToLookup(s => s.PersonId);
        var proposed = 0;
        foreach (var holder in due)
        {
            var level = Due(holder, locked[holder.PersonId]);
            if (level > 0)
            {
                Propose(holder, level, volunteers[holder.PersonId].DivisionCode, locked[holder.PersonId].SingleOrDefault(s => s.Level == level), now);
                proposed++;
            }
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            return 0; // Another node proposes the same page at this moment.
        }

        await work.CommitAsync(ct);
        return proposed;
    }

    private void Propose(LedgerHolder holder, int level, long divisionCode, StarCase? former, DateTime now)
    {
        if (former is null)
        {
            db.Add(former = StarCase.Propose(holder.PersonId, level, divisionCode, holder.Balance, now));
        }
        else
        {
            former.ProposeAgain(divisionCode, holder.Balance, now);
        }

        news.Entered(former, Guid.Empty);
    }

    private async Task<List<Guid>> FallenAsync(List<Guid> page, CancellationToken ct)
    {
        var all = (await rules.AllAsync(StarRule.Sheet, ct)).On(clock.Today());
        var balances = await ledger.BalancesAsync(page, LedgerUnit.Minutes, ct);
        var stars = await db.Set<StarCase>().AsNoTracking()
            .Where(s => page.Contains(s.PersonId) && (s.State == StarState.Awarded || s.State == StarState.Proposed)).ToListAsync(ct);
        return [.. stars.Where(s => !StarProposal.IsEnough(s, balances[s.PersonId], all)).Select(s => s.PersonId).Distinct()];
    }

    /// <summary>What of their hours may be used now.</summary>
    private async Task<IReadOnlyList<LedgerHolder>> UsableAsync(IReadOnlyList<LedgerHolder> page, CancellationToken ct)
    {
        var disputed = await hours.DisputedAsync([.. page.Select(h => h.PersonId)], ct);
        return [.. page.Select(h => h with { Balance = h.Balance - disputed[h.PersonId].Sum(d => d.Minutes) })];
    }

    /// <param name="step">Of a star whose hours are enough, and are enough without what somebody looks into.</param>
    private async Task<int> SettleAsync(List<Guid> persons, Func<StarCase, bool, bool, bool> step, CancellationToken ct)
    {
        var all = (await rules.AllAsync(StarRule.Sheet, ct)).On(clock.Today());
        await using var work = await db.BeginWorkAsync(ct);
        var stars = await db.LockAsync<StarCase>(persons, ct);
        var balances = await ledger.BalancesAsync(persons, LedgerUnit.Minutes, ct); // After the lock, though a posting may still come behind it: the next sweep sees that.
        var disputed = await hours.DisputedAsync(persons, ct);
        var stepped = stars.Where(s => step(s, StarProposal.IsEnough(s, balances[s.PersonId], all), StarProposal.IsEnough(s, balances[s.PersonId] - disputed[s.PersonId].Sum(d => d.Minutes), all))).ToList();
        stepped.ForEach(star => news.Entered(star, Guid.Empty));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return stepped.Count;
    }
}
