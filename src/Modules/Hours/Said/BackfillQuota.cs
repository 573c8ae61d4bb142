using System.Globalization;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Regions;

namespace Weiguang.Hours.Said;

/// <summary>How much a team may still enter afterwards this month.</summary>
internal sealed class BackfillQuota(AppDbContext db, RuleBook rules, TimeProvider clock)
{
    private const int MonthsBack = 3;

    /// <summary>Used and allowed minutes of this month.</summary>
    public async Task<(int Used, long Allowed)> ReadAsync(Engagement engagement, CancellationToken ct)
    {
        var (team, month) = (HolderOf(engagement), MonthOf(clock.Today()));
        var used = await db.Set<BackfillUse>().Where(u => u.TeamId == team && u.Month == month).Select(u => u.Minutes).SingleOrDefaultAsync(ct);
        return (used, await AllowedAsync(engagement, ct));
    }

    /// <summary>Takes minutes off the quota in the caller's transaction; false when they are more than is left. The limit stands in the update itself.</summary>
    public async Task<bool> TakeAsync(Engagement engagement, int minutes, CancellationToken ct)
    {
        var (team, month) = (HolderOf(engagement), MonthOf(clock.Today()));
        var room = (int)Math.Min(int.MaxValue, await AllowedAsync(engagement, ct)) - minutes;
        await db.Database.ExecuteSqlAsync($"INSERT INTO hours_backfill_use (team_id, month, minutes) VALUES ({team}, {month}, 0) ON CONFLICT DO NOTHING", ct);
        return await db.Set<BackfillUse>().Where(u => u.TeamId == team && u.Month == month && u.Minutes <= room)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Minutes, u => u.Minutes + minutes), ct) == 1;
    }

    /// <summary>Gives back what was refused, to the month it was taken from.</summary>
    public Task GiveBackAsync(Guid? teamId, long divisionCode, DateTime takenAt, int minutes, CancellationToken ct)
    {
        var (team, month) = (teamId ?? HolderOf(divisionCode), MonthOf(DateOnly.FromDateTime(takenAt.ToShanghai())));
        return db.Set<BackfillUse>().Where(u => u.TeamId == team && u.Month == month).ExecuteUpdateAsync(set => set.SetProperty(u => u.Minutes, u => u.Minutes - minutes), ct);
    }

    private async Task<long> AllowedAsync(Engagement engagement, CancellationToken ct)
    {
        var since = clock.Now().AddMonths(-MonthsBack);
        var (team, division) = (engagement.TeamId, engagement.DivisionCode);
        var proven = await db.Set<ServiceRecord>().IgnoreQueryFilters()
            .Where(r => r.TeamId == team && (team != null || r.DivisionCode == division) && r.FromAt >= since && r.State == RecordState.Posted && r.Grade != EvidenceGrade.D).SumAsync(r => (long)r.Minutes, ct);
        return (await rules.BackfillAsync(division, engagement.HomeDivision, clock.Today(), ct)).Quota(proven);
    }

    private static Guid HolderOf(Engagement engagement) => engagement.TeamId ?? HolderOf(engagement.DivisionCode);

    public static Guid HolderOf(long divisionCode) => Guid.ParseExact(divisionCode.ToString("D32", CultureInfo.InvariantCulture), "N");

    private static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;
}
