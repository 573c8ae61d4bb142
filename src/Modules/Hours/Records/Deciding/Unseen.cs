using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>
/// Of whom there is nothing but one body's word, whoever gives it: so somebody from outside asks after them, once in a while. Whoever has shown themselves by their own phone, was spoken for by somebody else,
/// or was asked after within that time is known, and their words go on as ever.
/// </summary>
internal sealed class Unseen(AppDbContext db, HoursClocks rules, TimeProvider clock)
{
    /// <summary>Those of them whose stay rests on words alone, and of whom nobody else knows.</summary>
    public async Task<HashSet<Guid>> OfAsync(Engagement engagement, IReadOnlyCollection<Stay> stays, CancellationToken ct)
    {
        var said = stays.Where(s => IsWord(s.InProof) && (s.OutProof == ProofKinds.None || IsWord(s.OutProof))).Select(s => s.VolunteerId).ToHashSet();
        if (said.Count == 0 || rules.AskAfterDays <= 0)
        {
            return [];
        }

        said.ExceptWith(await KnownAsync(said, engagement.LeadId, engagement.TeamId, ct));
        return said;
    }

    /// <summary>Whether somebody knows by now whose record it is, which was not so when it was made.</summary>
    public async Task<bool> IsKnownAsync(ServiceRecord record, CancellationToken ct) => rules.AskAfterDays <= 0 || (await KnownAsync([record.VolunteerId], record.LeadId, record.TeamId, ct)).Any();

    private async Task<IEnumerable<Guid>> KnownAsync(IReadOnlyCollection<Guid> people, Guid lead, Guid? team, CancellationToken ct)
    {
        var since = clock.Now().AddDays(-rules.AskAfterDays);
        var before = await db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking().Where(r => people.Contains(r.VolunteerId) && r.FromAt > since && r.State == RecordState.Posted && r.HeldAt == null)
            .Select(r => new { r.VolunteerId, r.Grade, r.InProof, r.OutProof, r.IsUnseen, r.TeamId, r.LeadId }).Distinct().ToListAsync(ct);
        return before.Where(k => new Known(k.Grade, k.InProof, k.OutProof, k.IsUnseen, k.TeamId, k.LeadId).Shows(lead, team)).Select(k => k.VolunteerId);
    }

    private static bool IsWord(ProofKinds proof) => EvidenceRules.Behind(proof, isOfBody: false) == Principals.Body;

    /// <param name="IsUnseen">Somebody from outside has asked after them, or it would not be posted.</param>
    private sealed record Known(EvidenceGrade Grade, ProofKinds InProof, ProofKinds OutProof, bool IsUnseen, Guid? TeamId, Guid LeadId)
    {
        public bool Shows(Guid lead, Guid? team) => IsUnseen || (Grade <= EvidenceGrade.C && (!IsWord(InProof) || !IsWord(OutProof)))
            || (Grade <= EvidenceGrade.C && LeadId != lead && (TeamId is null || TeamId != team));
    }
}
