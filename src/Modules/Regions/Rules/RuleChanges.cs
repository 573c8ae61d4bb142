using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Regions.Domain;
using Weiguang.Regions.Rules;

namespace Weiguang.Regions;

/// <summary>
/// How rules by division change, in daylight: somebody proposes what is to hold from a day to come, somebody else a level up says yes, and everybody who keeps the rules of the place reads both.
/// Nothing holds from today or earlier, whatever the hurry.
/// </summary>
public sealed class RuleChanges(AppDbContext db, RuleBook book, IAppointments appointments, TimeProvider clock)
{
    private const int MostDaysAhead = 366;

    /// <summary>Whoever got their office from the proposer within so many days before says neither yes nor no to it.</summary>
    private static readonly TimeSpan Owing = TimeSpan.FromDays(180);

    /// <summary>The lowest office that says yes to a change of a rule of this division: one level up; at a province the province's own, for the country the country's, by somebody else than who proposed it.</summary>
    public static int LowestDecider(long place) => DivisionCodes.Level(place) is var level && level <= 1 ? level : level - 1;

    /// <summary>Whether the viewer, who may set rules, says yes or no to what somebody proposed for this division.</summary>
    public async Task<bool> MayDecideAsync(long place, Guid proposedBy, DateTime proposedAt, CancellationToken ct) =>
        db.Viewer.IsStaff && db.Viewer.PersonId != proposedBy && db.Viewer.Covers(DivisionCodes.Range(place)) && DivisionCodes.Level(db.Viewer.From) <= LowestDecider(place)
        && !await appointments.OwesAsync(db.Viewer.PersonId, place, proposedBy, proposedAt - Owing, ct);

    /// <param name="numbers">Sound ones (<see cref="RuleSheet.Mistakes"/>); null to go back to what is inherited.</param>
    /// <param name="from">From which day in China on; null for tomorrow.</param>
    /// <param name="seen">See <see cref="RuleHere.Seen"/>; null when it does not matter.</param>
    public async Task<StepAnswer> ProposeAsync(RuleSheet sheet, long place, RuleNumbers? numbers, DateOnly? from, int? seen, CancellationToken ct)
    {
        if (!await book.IsMineAsync(place, ct))
        {
            return RuleVoice.Rule.Missing;
        }

        var day = from ?? Tomorrow;
        if (day < Tomorrow || day > Tomorrow.AddDays(MostDaysAhead))
        {
            return RuleVoice.Rule.Wrong("from", day < Tomorrow ? Phrase.Of("最早从明天起；已经过去的日子，照当时的规则算") : Phrase.Of("最晚写一年以内的日子"));
        }

        await using var work = await db.BeginWorkAsync(ct);
        await RuleHold.TakeAsync(db, sheet, place, ct);
        var before = await book.ReadAsync(sheet, place, ct);
        if (before.Waiting is { } own && IsSame(own, numbers, day))
        {
            return RuleVoice.Rule.Done; // Pressed twice.
        }

        if (seen is not null && seen != before.Seen)
        {
            return await MovedAsync(before, ct);
        }

        if (before.Waiting is not null)
        {
            return RuleVoice.Rule.Refused("waits", Phrase.Of("这条规则有一个改动还在等上级同意。要改，先把它撤回，或者等有了结果。"));
        }

        if (before.Coming.Count == 0 && (numbers is null ? !before.IsOwn : before.IsOwn && numbers.ToString() == before.Numbers.ToString()))
        {
            return RuleVoice.Rule.Done;
        }

        db.Add(new RuleChange
        {
            DivisionCode = place,
            Code = sheet.Code,
            Sequence = before.Seen + 1,
            Before = before.Numbers.ToString(),
            After = (numbers ?? await book.InheritedAsync(sheet, place, day, ct)).ToString(),
            IsReset = numbers is null,
            By = db.Viewer.PersonId,
            At = clock.Now(),
        }.Propose(day));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return RuleVoice.Rule.Done;
    }

    /// <summary>Somebody a level up says yes or no; whoever proposed it takes it back with a no, and never says yes.</summary>
    /// <param name="decision">Why; a yes needs no words.</param>
    public async Task<StepAnswer> DecideAsync(RuleSheet sheet, long place, int sequence, bool? approved, string? decision, CancellationToken ct)
    {
        if (!db.Viewer.IsStaff || !db.Viewer.Covers(DivisionCodes.Range(place)))
        {
            return RuleVoice.Rule.Missing;
        }

        await using var work = await db.BeginWorkAsync(ct);
        await RuleHold.TakeAsync(db, sheet, place, ct);
        if (await db.Set<RuleChange>().SingleOrDefaultAsync(c => c.DivisionCode == place && c.Code == sheet.Code && c.Sequence == sequence, ct) is not { } change)
        {
            return RuleVoice.Rule.Missing;
        }

        var isOwn = change.By == db.Viewer.PersonId;
        if (isOwn ? approved == true : !await MayDecideAsync(place, change.By, change.At, ct))
        {
            return RuleVoice.Rule.NotYours;
        }

        if (approved is not { } yes)
        {
            return RuleVoice.Rule.Wrong("approved", Phrase.Of("请选同意还是不同意"));
        }

        if (!yes && RuleVoice.Rule.Reason("decision", decision) is { } wrong)
        {
            return wrong;
        }

        var (to, words) = (yes ? RuleChangeState.Approved : isOwn ? RuleChangeState.Withdrawn : RuleChangeState.Refused, decision?.Trim() ?? "");
        if (change.State != RuleChangeState.Waiting)
        {
            return change.State == to && change.DecidedBy == db.Viewer.PersonId && change.Decision == words ? RuleVoice.Rule.Done : RuleVoice.Rule.NotNow; // Pressed twice.
        }

        change.Decide(to, Tomorrow, words, db.Viewer.PersonId, clock.Now());
        if (yes)
        {
            await PutAsync(change, ct);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return RuleVoice.Rule.Done;
    }

    private DateOnly Tomorrow => clock.Today().AddDays(1);

    private bool IsSame(RuleStep waiting, RuleNumbers? numbers, DateOnly day) =>
        waiting.By == db.Viewer.PersonId && waiting.FromDay == day && waiting.IsReset == (numbers is null) && (numbers is null || numbers.ToString() == waiting.After.ToString());

    /// <summary>Somebody else has changed it meanwhile: how often by now, who last and when.</summary>
    private async Task<StepAnswer> MovedAsync(RuleHere now, CancellationToken ct)
    {
        var last = (await book.TrailAsync(now.Sheet, now.Place, ct)).FirstOrDefault(c => c.Division == now.Place);
        return RuleVoice.Rule.Moved with { Facts = new() { ["seen"] = now.Seen, ["by"] = last?.By, ["at"] = last?.At } };
    }

    /// <summary>What was approved for the same day before gives way.</summary>
    private async Task PutAsync(RuleChange change, CancellationToken ct)
    {
        var numbers = change.IsReset ? null : change.After;
        if (await db.Set<Rule>().SingleOrDefaultAsync(r => r.DivisionCode == change.DivisionCode && r.Code == change.Code && r.FromDay == change.FromDay, ct) is { } same)
        {
            same.Numbers = numbers;
        }
        else
        {
            db.Add(new Rule { DivisionCode = change.DivisionCode, Code = change.Code, FromDay = change.FromDay, Numbers = numbers });
        }
    }
}
