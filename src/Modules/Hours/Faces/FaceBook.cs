using Weiguang.Eligibility;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Faces;

/// <summary>What a phone says that it saw.</summary>
internal sealed record FaceShown(Guid ChallengeId, IReadOnlyList<FaceMove> Moves, IReadOnlyList<float> Numbers);

/// <summary>Everything that somebody does with their own face. Whoever decides about it holds the person, so a withdrawal and an enrolment at once end with nothing or with what came last.</summary>
internal sealed class FaceBook(AppDbContext db, FaceReader reader, Calendars calendars, Vault vault, TimeProvider clock)
{
    /// <param name="version">Of the text that was read.</param>
    public async Task<StepAnswer> AgreeAsync(int version, CancellationToken ct)
    {
        if ((await reader.MineAsync(ct)).WhyNot is { } no)
        {
            return no;
        }

        if (version != FaceConsent.Version)
        {
            return Voice.Face.Refused("text-changed", Phrase.Of("说明改过了，请再看一遍，愿意再同意。"));
        }

        await using var work = await db.BeginWorkAsync(ct);
        if (await HeldAsync(ct) is { } face)
        {
            if (face.ConsentVersion == version)
            {
                return Voice.Face.Done; // Pressed twice.
            }

            db.Remove(face);
            await db.SaveChangesAsync(ct);
        }

        var agreed = new Face { VolunteerId = Me, ConsentVersion = version, AgreedAt = clock.Now() };
        agreed.LookAgain(clock.Now());
        db.Add(agreed);
        return await FinishAsync(work, FaceStepKind.Agreed, ct);
    }

    /// <summary>Erases at once, also where faces are not used any more; done twice it is done.</summary>
    public async Task<StepAnswer> WithdrawAsync(CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        await calendars.HoldAsync([Me], ct);
        await db.Set<FaceChallenge>().Where(c => c.VolunteerId == Me).ExecuteDeleteAsync(ct);
        var isGone = await db.Set<Face>().Where(f => f.VolunteerId == Me).ExecuteDeleteAsync(ct) == 0;
        if (!isGone)
        {
            db.Add(Step(FaceStepKind.Withdrawn));
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return Voice.Face.Done;
    }

    /// <summary>Movements to make before the camera, for an enrolment or a comparison; what was asked before lapses.</summary>
    public async Task<(StepAnswer Answer, FaceChallenge? Challenge)> ChallengeAsync(CancellationToken ct)
    {
        if (await RefuseAsync(ct) is { } no)
        {
            return (no, null);
        }

        await using var work = await db.BeginWorkAsync(ct);
        await db.Set<FaceChallenge>().Where(c => c.VolunteerId == Me).ExecuteDeleteAsync(ct);
        var challenge = new FaceChallenge { VolunteerId = Me, Drawn = FaceRules.OrderOf(FaceRules.Draw()), UntilAt = clock.Now() + FaceChallenge.Life };
        db.Add(challenge);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return (Voice.Face.Done, challenge);
    }

    /// <summary>Keeps the numbers; those from before are gone.</summary>
    public async Task<StepAnswer> EnrolAsync(FaceShown shown, CancellationToken ct)
    {
        if (await RefuseAsync(ct) is { } no)
        {
            return no;
        }

        if (!FaceRules.IsFace(shown.Numbers))
        {
            return NoFace;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var face = await HeldAsync(ct);
        if (await TakeAsync(shown.ChallengeId, ct) is not { } asked)
        {
            return Stale;
        }

        if (face is null || !asked.SequenceEqual(shown.Moves))
        {
            await work.CommitAsync(ct); // The challenge is used up.
            return face is null ? NoConsent : Voice.Face.Refused("not-moved", Phrase.Of("没看清您的动作。请光线好一点，再来一次。"));
        }

        face.Enrol(vault.Seal(Personal.Face, FaceRules.Write(shown.Numbers)), clock.Now());
        return await FinishAsync(work, FaceStepKind.Enrolled, ct);
    }

    /// <summary>Compares, and keeps what it came to beside the proof. Whatever that is, the check-in stands.</summary>
    /// <param name="device">See <see cref="CheckInDevice"/>.</param>
    public async Task<(StepAnswer Answer, FaceVerdict? Verdict)> CheckAsync(Guid sourceId, Guid engagementId, FaceShown shown, string device, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var face = await HeldAsync(ct);
        var (door, answer) = await reader.AtAsync(sourceId, engagementId, device, ct);
        if (door is null || face is null)
        {
            return (door is null ? answer : NoConsent, null);
        }

        if (!FaceRules.IsFace(shown.Numbers))
        {
            return (NoFace, null);
        }

        if (await TakeAsync(shown.ChallengeId, ct) is not { } asked)
        {
            return (Stale, null);
        }

        var known = FaceRules.Read(vault.Open(Personal.Face, face.Numbers));
        var verdict = FaceRules.Compare(known, shown.Numbers, door.Hundredths, asked.SequenceEqual(shown.Moves));
        face.UsedAt = clock.Now();
        db.Add(new FaceCheck { SourceId = sourceId, EngagementId = engagementId, VolunteerId = Me, ProofId = door.ProofId, Device = device, Verdict = verdict, At = clock.Now() });
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return (Voice.Face.Done, verdict);
    }

    private static StepAnswer NoFace => Voice.Face.Wrong("numbers", Phrase.Of("要 128 个数，都在合理的范围里"));

    private static StepAnswer NoConsent => Voice.Face.Refused("no-consent", Phrase.Of("您还没有同意，或者已经撤回了。要用的话，请先看说明再同意。"));

    private static StepAnswer Stale => Voice.Face.Refused("stale", Phrase.Of("这一次的动作过期了，或者用过了。请重新开始。"));

    private Guid Me => db.Viewer.PersonId;

    /// <summary>The viewer's own row, to the end of the transaction, whatever text it agreed to; null when there is none.</summary>
    private async Task<Face?> HeldAsync(CancellationToken ct)
    {
        await calendars.HoldAsync([Me], ct);
        return await db.Set<Face>().SingleOrDefaultAsync(f => f.VolunteerId == Me, ct);
    }

    private async Task<StepAnswer?> RefuseAsync(CancellationToken ct) => await reader.MineAsync(ct) is var here && here.WhyNot is { } no ? no : here.Face is null ? NoConsent : null;

    /// <summary>The movements that were asked for: of two who answer one challenge one takes it. Null when it is not theirs, was taken or is too old.</summary>
    private async Task<FaceMove[]?> TakeAsync(Guid challengeId, CancellationToken ct)
    {
        var own = db.Set<FaceChallenge>().Where(c => c.VolunteerId == Me && c.Id == challengeId && c.UntilAt > clock.Now());
        var asked = await own.AsNoTracking().SingleOrDefaultAsync(ct);
        return asked is not null && await own.ExecuteDeleteAsync(ct) == 1 ? FaceRules.MovesOf(asked.Drawn) : null;
    }

    private FaceStep Step(FaceStepKind kind) => new() { VolunteerId = Me, Kind = kind, At = clock.Now() };

    private async Task<StepAnswer> FinishAsync(Work work, FaceStepKind kind, CancellationToken ct)
    {
        db.Add(Step(kind));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return Voice.Face.Done;
    }
}
