using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Hours.Faces;

/// <summary>Erases what may not stay: what is too old by the rule of its owner's home, what was agreed to in another text, what is not used there any more, and what its owner has left behind.</summary>
internal sealed class FaceRounds(AppDbContext db, RuleBook book, PersonDirectory people, TimeProvider clock)
{
    private const int ARound = 200;

    /// <summary>One round; returns how many were erased.</summary>
    public async Task<int> EraseAsync(CancellationToken ct)
    {
        var now = clock.Now();
        await db.Set<FaceChallenge>().Where(c => c.UntilAt <= now).ExecuteDeleteAsync(ct);
        var due = await db.Set<Face>().AsNoTracking().Where(f => f.LookAt <= now).OrderBy(f => f.LookAt).ThenBy(f => f.VolunteerId).Take(ARound).ToListAsync(ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var homes = (await people.VolunteersAsync(due.Select(f => f.VolunteerId), ct)).ToDictionary(v => v.Key, v => v.Value.DivisionCode);
        var rules = await book.AllAsync(HourSheets.Watches[AnomalyKind.Face], ct);
        var ends = due.ConvertAll(f => (Face: f, End: homes.TryGetValue(f.VolunteerId, out var home) ? EndOf(f, rules.Of(home, clock.Today()).Limits, now) : FaceStepKind.Left));
        await using var work = await db.BeginWorkAsync(ct);
        var erased = 0;
        foreach (var (face, end) in ends.Where(e => e.End is not null))
        {
            erased += await EraseAsync(face, end!.Value, now, ct);
        }

        Guid[] kept = [.. ends.Where(e => e.End is null).Select(e => e.Face.VolunteerId)];
        await db.Set<Face>().Where(f => kept.Contains(f.VolunteerId)).ExecuteUpdateAsync(f => f.SetProperty(x => x.LookAt, now + Face.Glance), ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return erased;
    }

    /// <summary>Why it may not stay; null when it may.</summary>
    private static FaceStepKind? EndOf(Face face, Limits? rule, DateTime now) =>
        rule is null ? FaceStepKind.SwitchedOff
        : face.ConsentVersion != FaceConsent.Version ? FaceStepKind.Outdated
        : (face.EnrolledAt ?? face.AgreedAt).AddMonths((int)rule[FaceSheet.Months]) <= now ? FaceStepKind.Expired
        : null;

    /// <summary>As it was when it was looked at: what was enrolled anew meanwhile stays.</summary>
    private async Task<int> EraseAsync(Face face, FaceStepKind end, DateTime now, CancellationToken ct)
    {
        var isErased = await db.Set<Face>().Where(f => f.VolunteerId == face.VolunteerId && f.AgreedAt == face.AgreedAt && f.EnrolledAt == face.EnrolledAt).ExecuteDeleteAsync(ct);
        if (isErased == 1)
        {
            db.Add(new FaceStep { VolunteerId = face.VolunteerId, Kind = end, At = now });
        }

        return isErased;
    }
}
