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

        var since = clock.Now().AddDays(-rules.AskAfterDays);
        var before = await db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking().Where(r => said.Contains(r.VolunteerId) && r.FromAt > since && r.State == RecordState.Posted && r.HeldAt == null)
            .Select(r => new { r.VolunteerId, r.Grade, r.InProof, r.OutProof, r.IsUnseen, r.TeamId, r.LeadId }).Distinct().ToListAsync(ct);
        said.ExceptWith(before.Where(k => new Known(k.Grade, k.InProof, k.OutProof, k.IsUnseen, k.TeamId, k.LeadId).Shows(engagement)).Select(k => k.VolunteerId));
        return said;
    }

    private static bool IsWord(ProofKinds proof) => EvidenceRules.Behind(proof, isOfBody: false) == Principals.Body;

    /// <param name="IsUnseen">Somebody from outside has asked after them, or it would not be posted.</param>
    private sealed record Known(EvidenceGrade Grade, ProofKinds InProof, ProofKinds OutProof, bool IsUnseen, Guid? TeamId, Guid LeadId)
    {
        public bool Shows(Engagement engagement) => IsUnseen || (Grade <= EvidenceGrade.C && (!IsWord(InProof) || !IsWord(OutProof)))
            || (Grade <= EvidenceGrade.C && LeadId != engagement.LeadId && (TeamId is null || TeamId != engagement.TeamId));
    }
}
