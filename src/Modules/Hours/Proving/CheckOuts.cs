using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Publicity;
using Weiguang.Hours.Records;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;

namespace Weiguang.Hours.Proving;

/// <summary>
/// Turns presences that have ended into service records. Each presence is claimed by a conditional update in the transaction that writes its record,
/// so several nodes may do it at once and a crash loses nothing; what counts is read after the claim, for until then a kiosk may bring home other times.
/// </summary>
internal sealed class CheckOuts(AppDbContext db, Engagements engagements, Bodies bodies, Unseen unseen, Asking asking, Reversals reversals, MessageBox messages, HoursClocks rules, TimeProvider clock)
{
    private const int Batch = 1000;
    private const int PeopleAQuery = 200;
    internal const int WorthTelling = 15;
    private static readonly string LateReading = Phrase.Of("签到机晚些时候传来的签到签退，比原来算的短");

    /// <summary>What is ready: people with the strongest proof at once when their engagement is over, others when no second proof of leaving can come any more, nor they themselves, who left by a slip.</summary>
    /// <param name="except">Engagements that could not be recorded just now: others come first.</param>
    public async Task<IReadOnlyList<(Guid Source, Guid Engagement)>> ReadyAsync(IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var settled = clock.Now().AddMinutes(-rules.SecondProofMinutes);
        var left = db.Set<Stay>().AsNoTracking().Where(a => a.OutAt != null && a.RecordedAt == null && !a.IsDisputed && !except.Contains(a.EngagementId));
        var due = await left.Where(a => a.OutAt <= settled).OrderBy(a => a.OutAt).Take(Batch).ToListAsync(ct);
        var fresh = await left.Where(a => a.OutAt > settled).OrderByDescending(a => a.OutAt).Take(Batch).ToListAsync(ct);
        var over = await OverAsync([.. fresh.Where(IsSure).Select(a => a.SourceId).Distinct()], ct);
        return [.. due.Concat(fresh.Where(a => IsSure(a) && over.Contains(a.EngagementId))).Select(a => (a.SourceId, a.EngagementId)).Distinct()];
    }

    /// <summary>Those of these sources whose agreed end has passed: nobody comes back to them.</summary>
    private async Task<HashSet<Guid>> OverAsync(Guid[] sources, CancellationToken ct) =>
        sources.Length == 0 ? [] : [.. (await engagements.OfAsync(sources, ct)).Where(e => e.EndsAt <= clock.Now()).Select(e => e.Id)];

    /// <summary>Records of one engagement; returns how many were made.</summary>
    public async Task<int> RecordAsync(Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        var (now, made) = (clock.Now(), 0);
        var settled = now.AddMinutes(-rules.SecondProofMinutes);
        var left = await db.Set<Stay>().AsNoTracking()
            .Where(a => a.SourceId == sourceId && a.EngagementId == engagementId && a.OutAt != null && a.RecordedAt == null && !a.IsDisputed).ToListAsync(ct);
        if (left.Count == 0 || await engagements.FactsAsync(sourceId, engagementId, ct) is not { } facts)
        {
            return 0;
        }

        foreach (var part in left.FindAll(a => IsReady(a, facts.Engagement, settled, now)).ConvertAll(a => a.VolunteerId).Chunk(PeopleAQuery))
        {
            made += await RecordAsync(facts, part, settled, now, ct);
            db.ChangeTracker.Clear();
        }

        return made;
    }

    private static bool IsSure(Stay a) => !a.IsLate && EvidenceRules.Of(a.InProof, a.OutProof, a.IsOfBody) == EvidenceGrade.A;

    /// <summary>Whoever leaves before the end may come back while a second proof may (<c>Attending.ComeBack</c>): a record made before would count nothing of what they stayed on.</summary>
    private static bool IsReady(Stay a, Engagement engagement, DateTime settled, DateTime now) => a.OutAt <= settled || (IsSure(a) && engagement.EndsAt <= now);

    private async Task<int> RecordAsync(EngagementFacts facts, Guid[] volunteers, DateTime settled, DateTime now, CancellationToken ct)
    {
        var (source, engagement) = (facts.Engagement.SourceId, facts.Engagement.Id);
        await using var work = await db.BeginWorkAsync(ct);
        var left = await ClaimAsync(source, engagement, volunteers, now, ct);
        if (left.Count != volunteers.Length || !left.TrueForAll(a => IsReady(a, facts.Engagement, settled, now)))
        {
            return 0; // Another node is at it, or something came in late; leaving takes the claims back.
        }

        await db.HoldCasesAsync(source, engagement, ct);
        var standing = await db.Set<ServiceRecord>().Where(r => r.SourceId == source && r.EngagementId == engagement && volunteers.Contains(r.VolunteerId) && r.State != RecordState.Void).Select(r => r.Id).ToListAsync(ct);
        await db.HoldDoubtsAsync([source], standing, ct);
        var known = (await db.LockAsync<ServiceRecord>([source], standing, ct)).Where(r => r.State != RecordState.Void).ToDictionary(r => r.VolunteerId);
        var judged = await db.JudgedAsync(source, engagement, ct);
        var words = await WordsAsync(source, engagement, volunteers, ct);
        var body = await bodies.OfAsync(facts.Engagement, volunteers, left.Min(a => a.InAt), ct);
        var unknown = await unseen.OfAsync(facts.Engagement, left, ct);
        var counted = new List<ServiceRecord>();
        foreach (var presence in left.Where(a => known.ContainsKey(a.VolunteerId) || !judged.Contains(a.VolunteerId)))
        {
            var record = known.GetValueOrDefault(presence.VolunteerId) ?? Add(facts.Record(presence, body.Contains(presence.VolunteerId), isUnseen: unknown.Contains(presence.VolunteerId)));
            counted.AddRange(await IsCountedAsync(facts, presence, record, words.GetValueOrDefault(presence.VolunteerId), now, ct) ? [record] : []);
        }

        await asking.TellAsync(counted, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return left.Count;
    }

    /// <summary>Whoever is still to be recorded, as they stand now that nobody else can change them.</summary>
    private async Task<List<Stay>> ClaimAsync(Guid source, Guid engagement, Guid[] volunteers, DateTime now, CancellationToken ct)
    {
        var here = db.Set<Stay>().Where(a => a.SourceId == source && a.EngagementId == engagement && volunteers.Contains(a.VolunteerId));
        var claimed = await here.Where(a => a.OutAt != null && a.RecordedAt == null && !a.IsDisputed).ExecuteUpdateAsync(set => set.SetProperty(a => a.RecordedAt, now), ct);
        return claimed == volunteers.Length ? await here.AsNoTracking().ToListAsync(ct) : [];
    }

    private ServiceRecord Add(ServiceRecord record)
    {
        db.Add(record);
        return record;
    }

    private async Task<bool> IsCountedAsync(EngagementFacts facts, Stay there, ServiceRecord record, Guid? wordOf, DateTime now, CancellationToken ct)
    {
        var counted = facts.Count(there, record);
        if (!record.Count(counted, RecordBasis.CheckOut, Guid.Empty, now, wordOf))
        {
            await LowerAsync(there, record, counted, ct); // Settled before this came in.
            return false;
        }

        TellOutside(messages, record, counted);
        db.Send(record, clock);
        return true;
    }

    /// <summary>
    /// What a kiosk brings home after a record stands may take minutes off it, for it counts what it would have counted in time; more is for people to say. Only what somebody besides the hand that read it vouches for:
    /// whoever runs the shift would else cut anybody's hours by a reading that they invent.
    /// </summary>
    private async Task LowerAsync(Stay there, ServiceRecord record, Counted counted, CancellationToken ct)
    {
        if (record is { Basis: RecordBasis.CheckOut, State: RecordState.Unconfirmed or RecordState.Proven or RecordState.Posted } && counted.Minutes < record.Minutes
            && await IsVouchedAsync(there, record, ct) && !await reversals.ShortenAsync(record, counted, LateReading, ct))
        {
            throw new DbUpdateConcurrencyException("The record was changed meanwhile; the next round looks again.");
        }
    }

    /// <summary>Whether each end that moved was read by the volunteer's own phone, off the card on it, or by a kiosk whose log is whole.</summary>
    private async Task<bool> IsVouchedAsync(Stay there, ServiceRecord record, CancellationToken ct)
    {
        var good = await db.Set<Proof>().IgnoreQueryFilters().Where(p => p.SourceId == there.SourceId && p.EngagementId == there.EngagementId && p.VolunteerId == there.VolunteerId && !p.IsUnvouched)
            .Select(p => new { p.End, p.At, p.Kinds, p.KioskId, p.ByPersonId }).ToListAsync(ct);
        bool Has(ProofEnd end, DateTime? at) => good.Exists(p => p.End == end && p.At == at && (p.ByPersonId is null || p.KioskId is not null || p.Kinds.HasFlag(ProofKinds.Card)));

        return (there.InAt == record.FromAt || Has(ProofEnd.In, there.InAt)) && (there.OutAt == record.UntilAt || Has(ProofEnd.Out, there.OutAt));
    }

    /// <summary>Whoever came early or stayed on hears why the minutes do not count, and what to do; a few minutes at the door are nobody's question.</summary>
    public static void TellOutside(MessageBox messages, ServiceRecord record, Counted counted)
    {
        if (record.State != RecordState.Void && counted.Outside >= WorthTelling)
        {
            messages.Put(record.VolunteerId, HoursMessages.Outside, HoursLinks.Of(record), record.Title, $"{counted.Outside}");
        }
    }

    /// <summary>Who ticked each of them last.</summary>
    private async Task<Dictionary<Guid, Guid?>> WordsAsync(Guid source, Guid engagement, Guid[] volunteers, CancellationToken ct)
    {
        var proofs = await db.Set<Proof>().IgnoreQueryFilters().Where(p => p.SourceId == source && p.EngagementId == engagement && p.ByPersonId != null && volunteers.Contains(p.VolunteerId))
            .Select(p => new { p.VolunteerId, p.ByPersonId, p.At }).ToListAsync(ct);
        return proofs.GroupBy(p => p.VolunteerId).ToDictionary(g => g.Key, g => g.MaxBy(p => p.At)!.ByPersonId);
    }
}
