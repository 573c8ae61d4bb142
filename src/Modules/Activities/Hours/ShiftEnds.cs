using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Activities.Hours;

/// <summary>
/// Settles a shift once its time and slack are over: who never came is marked, who never checked out becomes a question to the organiser, and the clock of the
/// records starts. The shift's row is locked and looked at again, so several nodes may do it at once.
/// </summary>
internal sealed class ShiftEnds(AppDbContext db, SeatBook seats, PersonDirectory people, MessageBox messages, WorkCalendar calendar, Vault vault, HoursClocks rules, TimeProvider clock)
{
    private const int Batch = 100;
    public static readonly string Ask = Phrase.Of("“{0}”有 {1} 人没有签退，请三天内确认他们几点走的；不确认就按最后一次在场的证明算，没有证明的请站里核实。");
    public static readonly string Forgot = Phrase.Of("您在“{0}”没有签退，已请组织者确认您几点走的。您记得的话，点开说一声，能快些入账。");

    public async Task<IReadOnlyList<(Guid Activity, Guid Shift)>> OverAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var ended = await (from shift in db.Set<Shift>()
                           join activity in db.Set<Activity>() on shift.ActivityId equals activity.Id
                           where shift.SettledAt == null && shift.EndsAt <= now
                           orderby shift.EndsAt
                           select new { shift.ActivityId, shift.Id, shift.EndsAt, activity.SlackMinutes }).Take(Batch).ToListAsync(ct);
        return [.. ended.Where(s => s.EndsAt.AddMinutes(s.SlackMinutes) <= now).Select(s => (s.ActivityId, s.Id))];
    }

    public async Task<bool> SettleAsync(Guid activityId, Guid shiftId, CancellationToken ct)
    {
        var now = clock.Now();
        await using var work = await db.BeginWorkAsync(ct);
        var shift = (await db.LockAsync<Shift>([activityId], ct)).Find(s => s.Id == shiftId);
        if (shift is not { SettledAt: null } || await ShiftFacts.ReadAsync(db, people, vault, activityId, shiftId, ct) is not { } facts)
        {
            return false;
        }

        if (shift.CancelledAt is null && facts.Activity.Status is not (ActivityStatus.Draft or ActivityStatus.PendingReview or ActivityStatus.Cancelled))
        {
            await seats.MarkNoShowsAsync(activityId, shiftId, ct);
            await StartClockAsync(facts, ct);
        }

        shift.Settle(now);
        await AskAsync(facts, now, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return true;
    }

    // It runs already where the shift is settled again.
    private async Task StartClockAsync(ShiftFacts facts, CancellationToken ct)
    {
        if (!await db.Set<RecordClock>().AnyAsync(c => c.ActivityId == facts.Activity.Id && c.ShiftId == facts.Shift.Id, ct))
        {
            db.Add(ClockOf(facts, calendar, rules));
        }
    }

    private async Task AskAsync(ShiftFacts facts, DateTime now, CancellationToken ct)
    {
        var (activity, shift) = (facts.Activity.Id, facts.Shift.Id);
        var open = await db.Set<Attendance>().AsNoTracking().Where(a => a.ActivityId == activity && a.ShiftId == shift && a.OutAt == null).ToListAsync(ct);
        var known = await db.Set<ServiceRecord>().Where(r => r.ActivityId == activity && r.ShiftId == shift && r.State != RecordState.Void).Select(r => r.VolunteerId).ToListAsync(ct);
        var asked = open.FindAll(a => !known.Contains(a.VolunteerId));
        foreach (var presence in asked)
        {
            var record = facts.Record(presence.VolunteerId, presence.InAt, presence.InProof);
            record.Question(now.AddDays(rules.AnswerDays), now);
            db.Add(record);
            messages.Put(presence.VolunteerId, Forgot, RecordLinks.Of(record), record.Title);
        }

        if (asked.Count > 0)
        {
            messages.Put(facts.Activity.LeadId, Ask, RecordLinks.Desk(activity), facts.Activity.Title, $"{asked.Count}");
        }
    }

    public static RecordClock ClockOf(ShiftFacts facts, WorkCalendar calendar, HoursClocks rules)
    {
        var day = DateOnly.FromDateTime(facts.Shift.EndsAt.ToShanghai());
        return new()
        {
            ActivityId = facts.Activity.Id,
            ShiftId = facts.Shift.Id,
            DivisionCode = facts.Activity.DivisionCode,
            TeamId = facts.Activity.TeamId,
            LeadId = facts.Activity.LeadId,
            DueAt = calendar.After(day, rules.DueWorkdays).EndInShanghai(),
            LookAt = calendar.After(day, rules.RemindWorkdays).EndInShanghai(),
        };
    }
}
