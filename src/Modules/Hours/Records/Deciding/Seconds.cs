using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>Who can say of a record that it was so.</summary>
public enum Confirmer
{
    /// <summary>Whose hours they are.</summary>
    Volunteer,

    /// <summary>Somebody who runs it and has not ticked them.</summary>
    Organiser,

    /// <summary>Staff who are not in the team and have no part in it.</summary>
    Outsider,
}

/// <summary>What a record waits for, and what the viewer can do about it.</summary>
/// <param name="Backing">With who has confirmed it so far.</param>
/// <param name="As">In what part the viewer can confirm it; none when they cannot.</param>
/// <param name="WhyNot">Source phrase of why they cannot; null when they can.</param>
internal sealed record Second(Backing Backing, Principals As, string? WhyNot)
{
    public static readonly Second None = new(new(Principals.None, Principals.None, Principals.None, IsOfBody: false, IsLate: false), Principals.None, null);

    /// <summary>Whether it is complete once the viewer has said so.</summary>
    public bool IsEnough => Backing.With(As).IsComplete;

    public IReadOnlyList<Confirmer> Awaits =>
        [.. new[] { (Principals.Own, Confirmer.Volunteer), (Principals.Body, Confirmer.Organiser), (Principals.Outside, Confirmer.Outsider) }.Where(p => Backing.Wanted.HasFlag(p.Item1)).Select(p => p.Item2)];
}

/// <summary>Who can confirm records that too few stand behind. Every hand that ticked is known; all who run it are one.</summary>
internal sealed class Seconds(AppDbContext db, Hands hands, Referee referee)
{
    /// <param name="runs">Whether the viewer runs what these records are of.</param>
    /// <returns>By record, those that wait for somebody only.</returns>
    public async Task<IReadOnlyDictionary<Guid, Second>> OfAsync(IReadOnlyCollection<ServiceRecord> records, bool runs, CancellationToken ct)
    {
        var waiting = records.Where(r => r.State == RecordState.Unconfirmed).ToList();
        if (waiting.Count == 0)
        {
            return new Dictionary<Guid, Second>();
        }

        var (words, said, outside) = (await hands.WordsAsync(waiting, ct), await SaidAsync(waiting, ct), await OutsideAsync(waiting, ct));
        return waiting.ToDictionary(r => r.Id, r => Of(r, said[r.Id].Aggregate(r.Backing, (backing, by) => backing.With(PartOf(r, by))), runs, words[r.Id].Concat(said[r.Id]).Contains(db.Viewer.PersonId), outside.Contains(r.Id)));
    }

    /// <param name="isHand">Whether the viewer ticked them, or has said it before.</param>
    /// <param name="isOutside">Whether the viewer decides about it from outside.</param>
    private Second Of(ServiceRecord record, Backing backing, bool runs, bool isHand, bool isOutside)
    {
        var (mine, wanted) = (record.VolunteerId == db.Viewer.PersonId, backing.Wanted);
        Second No(string why) => new(backing, Principals.None, why);
        return wanted.HasFlag(Principals.Outside) && !mine && isOutside ? new(backing, Principals.Outside, null)
            : mine && wanted.HasFlag(Principals.Own) ? new(backing, Principals.Own, null)
            : !mine && runs && wanted.HasFlag(Principals.Body) && !isHand ? new(backing, Principals.Body, null)
            : mine && backing.Said.HasFlag(Principals.Own) ? No(Phrase.Of("您已经说过属实了，还要请没有经手的人确认。"))
            : mine && record.IsOfBody ? No(Phrase.Of("这次是您这边组织的，您自己和一起组织的人都算一方，要请队外没有经手的工作人员确认。"))
            : mine ? No(Phrase.Of("现在只有您自己手机的证明，要请组织这次的人说一声属实。"))
            : wanted.HasFlag(Principals.Outside) ? No(Phrase.Of("要请不在这个队里、也没有经手的工作人员来确认。"))
            : isHand && wanted.HasFlag(Principals.Body) ? No(Phrase.Of("签到签退您经过手，不能再由您确认，要换一个人。"))
            : No(Phrase.Of("签到签退是组织这边记的，一起组织的人都算一方，要请志愿者本人说一声属实。"));
    }

    /// <summary>In what part somebody said it; whoever was served is not named.</summary>
    internal static Principals PartOf(ServiceRecord record, Guid by) => by == record.VolunteerId ? Principals.Own : by == Guid.Empty ? Principals.Resident
        : record.IsAskedOutside ? Principals.Outside : Principals.Body;

    private async Task<ILookup<Guid, Guid>> SaidAsync(List<ServiceRecord> records, CancellationToken ct)
    {
        var (sources, ids) = (records.Select(r => r.SourceId).Distinct().ToList(), records.ConvertAll(r => r.Id));
        var said = await db.Set<RecordEvent>().IgnoreQueryFilters().AsNoTracking().Where(e => sources.Contains(e.SourceId) && ids.Contains(e.RecordId) && e.Action == RecordAction.Confirm)
            .Select(e => new { e.RecordId, e.ActorId }).ToListAsync(ct);
        return said.ToLookup(e => e.RecordId, e => e.ActorId);
    }

    /// <summary>Those that the viewer decides about from outside.</summary>
    private async Task<HashSet<Guid>> OutsideAsync(List<ServiceRecord> records, CancellationToken ct)
    {
        var asked = records.FindAll(r => r.IsAskedOutside);
        if (asked.Count == 0)
        {
            return [];
        }

        var parts = await hands.OfAsync(asked, ct);
        var may = await referee.MayDecideAsync(asked.ConvertAll(r => MatterOf(r, parts[r.Id])), ct);
        return [.. asked.Zip(may).Where(m => m.Second).Select(m => m.First.Id)];
    }

    public static Matter MatterOf(ServiceRecord record, IEnumerable<Guid> parts) => new(HoursPermissions.Decide, record.DivisionCode, record.TeamId, [.. parts]) { Since = record.FromAt };
}
