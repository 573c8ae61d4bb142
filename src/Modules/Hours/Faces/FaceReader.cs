using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Hours.Faces;

/// <summary>How it stands with the viewer's own face.</summary>
/// <param name="WhyNot">Why they cannot use it; null when they can.</param>
/// <param name="Months">How long it may stay.</param>
/// <param name="HasRow">Something of theirs is still there that they may erase, whether it can be used or not.</param>
internal sealed record FaceHere(StepAnswer? WhyNot, Face? Face, int Months, bool HasRow)
{
    public bool IsEnrolled => WhyNot is null && Face?.EnrolledAt is not null;

    public DateTime? UntilAt => Face?.EnrolledAt?.AddMonths(Months);
}

/// <summary>A comparison as its owner reads it.</summary>
internal sealed record FaceUse(DateTime At, string Title, FaceVerdict Verdict);

/// <summary>What all tries beside one proof came to.</summary>
/// <param name="WasSame">One of them was the own face: the others do not matter any more (see <see cref="FaceSigns.Others"/>).</param>
/// <param name="IsLast">No further try is open.</param>
internal sealed record FaceTries(FaceVerdict Last, bool WasSame, bool IsLast)
{
    /// <summary>As a sentence to whoever showed their face: what follows from it, and "again" only where there is an again.</summary>
    public string Words => (Last, WasSame, IsLast) switch
    {
        (FaceVerdict.Same, _, _) => Phrase.Of("像您本人，多了一份佐证。"),
        (_, true, _) => Phrase.Of("这一次看不准，不要紧：前面已经像您本人了。"),
        (FaceVerdict.Unsure, _, false) => Phrase.Of("看不准，就记“看不准”。签到照样算数；愿意的话，光线好一点再来一次。"),
        (FaceVerdict.Unsure, _, true) => Phrase.Of("看不准，就记“看不准”。签到照样算数，不用再拍了。"),
        (FaceVerdict.Other, _, false) => Phrase.Of("和登记的不太像，光线、眼镜都会这样。签到照样算数。愿意的话，再来一次；要是一直不像，会请没有经手的人看一看。"),
        (FaceVerdict.Other, _, true) => Phrase.Of("和登记的不太像，光线、眼镜都会这样。签到照样算数，只是会请没有经手的人看一看，不用再拍了。"),
    };
}

/// <summary>What a check-in may be compared by.</summary>
internal sealed record FaceDoor(Face Face, Guid ProofId, double Hundredths);

/// <summary>Reads what the viewer may know of their own face, which is everything but the numbers.</summary>
internal sealed class FaceReader(AppDbContext db, RuleBook book, PersonDirectory people, Visitor visitor, Engagements engagements, TimeProvider clock)
{
    private static readonly StepAnswer NotUsed = Voice.Face.Refused("not-used", Phrase.Of("您所在的地方不用人脸。扫码、定位、出示志愿者证、请组织者登记，都一样签到。"));

    public static readonly StepAnswer NotEnrolled = Voice.Face.Refused("not-enrolled", Phrase.Of("您还没有登记人脸。不登记也一样签到。"));

    private const int UsesShown = 20;

    /// <summary>How long after a proof a face still says something about it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(30);

    /// <summary>What holds in a division today; null where faces are not used.</summary>
    public async Task<Limits?> RuleAsync(long division, CancellationToken ct) => (await book.ForAsync(HourSheets.Watches[AnomalyKind.Face], division, clock.Today(), ct)).Limits;

    public async Task<FaceHere> MineAsync(CancellationToken ct)
    {
        var face = await db.Set<Face>().AsNoTracking().SingleOrDefaultAsync(f => f.VolunteerId == db.Viewer.PersonId, ct);
        return await RuleAsync(visitor.DivisionCode, ct) is { } rule
            ? new(await TooYoungAsync(ct), face?.ConsentVersion == FaceConsent.Version ? face : null, (int)rule[FaceSheet.Months], face is not null)
            : new(NotUsed, null, 0, face is not null);
    }

    /// <summary>Whether there is anything to show to the viewer: where faces are not used there is nothing, unless something of theirs is still to be erased.</summary>
    public async Task<bool> IsShownAsync(CancellationToken ct) => await RuleAsync(visitor.DivisionCode, ct) is not null || await db.Set<Face>().AnyAsync(f => f.VolunteerId == db.Viewer.PersonId, ct);

    /// <summary>What the comparisons of the viewer came to, beside what they have shown on this phone last; whoever was themselves when they came is offered it again when they leave. Null when there was none.</summary>
    public async Task<FaceTries?> TriesAsync(Guid sourceId, Guid engagementId, string device, CancellationToken ct)
    {
        var shown = await Shown(sourceId, engagementId, device).FirstOrDefaultAsync(ct);
        var tries = await db.Set<FaceCheck>().AsNoTracking()
            .Where(c => c.SourceId == sourceId && c.EngagementId == engagementId && c.VolunteerId == db.Viewer.PersonId && (shown == null || c.ProofId == shown))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Select(c => new { c.ProofId, c.Verdict }).ToListAsync(ct);
        var own = tries.TakeWhile(t => t.ProofId == tries[0].ProofId).Select(t => t.Verdict).ToList();
        return own.Count == 0 ? null : new(own[0], own.Contains(FaceVerdict.Same), own.Count >= FaceCheck.Most);
    }

    public Task<List<FaceStep>> StoryAsync(CancellationToken ct) =>
        db.Set<FaceStep>().AsNoTracking().Where(s => s.VolunteerId == db.Viewer.PersonId).OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(UsesShown).ToListAsync(ct);

    public async Task<List<FaceUse>> UsesAsync(CancellationToken ct)
    {
        var checks = await db.Set<FaceCheck>().AsNoTracking().Where(c => c.VolunteerId == db.Viewer.PersonId).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(UsesShown).ToListAsync(ct);
        var titles = (await engagements.OfAsync([.. checks.Select(c => c.SourceId).Distinct()], ct)).ToLookup(e => e.Id, e => e.Title);
        return checks.ConvertAll(c => new FaceUse(c.At, titles[c.EngagementId].FirstOrDefault() ?? "", c.Verdict));
    }

    /// <summary>Where the viewer has just shown something on this phone; null where they have not.</summary>
    public Task<Guid?> FreshAsync(Guid sourceId, string device, CancellationToken ct) => Shown(sourceId, device).OrderByDescending(p => p.At).Select(p => (Guid?)p.EngagementId).FirstOrDefaultAsync(ct);

    /// <summary>Whether the viewer may now add their face to what they have shown at this service on this phone.</summary>
    /// <param name="device">See <see cref="CheckInDevice"/>.</param>
    /// <returns>Either the door, or why there is none.</returns>
    public async Task<(FaceDoor? Door, StepAnswer Answer)> AtAsync(Guid sourceId, Guid engagementId, string device, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        if (await db.Set<Stay>().AsNoTracking().SingleOrDefaultAsync(s => s.SourceId == sourceId && s.EngagementId == engagementId && s.VolunteerId == me, ct) is not { } stay)
        {
            return (null, Voice.Face.Missing);
        }

        var here = await MineAsync(ct);
        if (here.WhyNot is { } no)
        {
            return (null, no);
        }

        if (await RuleAsync(stay.DivisionCode, ct) is not { } rule)
        {
            return (null, NotUsed);
        }

        if (here.Face?.EnrolledAt is not { } since)
        {
            return (null, NotEnrolled);
        }

        if (since.DayInShanghai() >= clock.Today())
        {
            return (null, Voice.Face.Refused("not-yet", Phrase.Of("登记的第二天起才能用。今天的签到不受影响。")));
        }

        var proof = await Shown(sourceId, engagementId, device).FirstOrDefaultAsync(ct);
        return proof is not { } shown ? (null, Voice.Face.Refused("not-here", Phrase.Of("要在您自己签到的那台手机上、签到后半小时里拍。签到已经有效，不拍也行。")))
            : await db.Set<FaceCheck>().CountAsync(c => c.SourceId == sourceId && c.ProofId == shown, ct) >= FaceCheck.Most ? (null, Voice.Face.Refused("enough", Phrase.Of("这次拍得够多了，签到已经有效，不用再拍。")))
            : (new(here.Face, shown, rule[FaceSheet.Hundredths]), Voice.Face.Done);
    }

    private IQueryable<Guid?> Shown(Guid sourceId, Guid engagementId, string device) =>
        Shown(sourceId, device).Where(p => p.EngagementId == engagementId).OrderByDescending(p => p.At).ThenBy(p => p.Id).Select(p => (Guid?)p.Id);

    private IQueryable<Proof> Shown(Guid sourceId, string device)
    {
        var (me, from) = (db.Viewer.PersonId, clock.Now() - Fresh);
        return db.Set<Proof>().AsNoTracking().Where(p => p.SourceId == sourceId && p.VolunteerId == me && p.ByPersonId == null && p.Device == device && p.At >= from);
    }

    private async Task<StepAnswer?> TooYoungAsync(CancellationToken ct) => (await people.AgesAsync([db.Viewer.PersonId], clock.Today(), ct)).TryGetValue(db.Viewer.PersonId, out var age)
        ? age >= FaceConsent.Adult ? null : Voice.Face.Refused("minor", Phrase.Of("没满十八岁的不用人脸。扫码、定位、出示志愿者证、请组织者登记，都一样签到。"))
        : Voice.Face.Refused("age-unknown", Phrase.Of("人脸只给满了十八岁的人用，这里还不知道您多大。愿意的话先在“我的资料”里填身份证号；不填也一样签到。"));
}
