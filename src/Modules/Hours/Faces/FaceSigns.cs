using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Faces;

/// <summary>What comparisons change about what looks made up. Never a grade: a face is nobody's principal (docs/adr/0029-a-face-is-a-signal.md).</summary>
internal static class FaceSigns
{
    /// <summary>Three sisters with one old phone. More faces than these on one phone are looked at as before, however alike.</summary>
    public const int MostOfOnePhone = 3;

    /// <summary>Whoever has shown their own face on a phone is no doubt about that phone.</summary>
    public static List<Tick> Clear(List<Tick> ticks, IEnumerable<FaceCheck> checks)
    {
        var cleared = checks.Where(c => c.Verdict == FaceVerdict.Same).GroupBy(c => (c.EngagementId, c.Device)).Where(phone => phone.Select(c => c.VolunteerId).Distinct().Count() <= MostOfOnePhone)
            .SelectMany(phone => phone.Select(c => (c.EngagementId, c.Device, c.VolunteerId))).ToHashSet();
        return cleared.Count == 0 ? ticks : ticks.ConvertAll(t => cleared.Contains((t.EngagementId, t.Device, t.VolunteerId)) ? t with { Device = "" } : t);
    }

    /// <summary>A face that was another's, and not the own one on a further try at the same proof.</summary>
    public static IEnumerable<Hit> Others(IEnumerable<FaceCheck> checks) =>
        from check in checks
        group check by (check.SourceId, check.EngagementId, check.VolunteerId) into own
        where own.GroupBy(c => c.ProofId).Any(proof => proof.Any(c => c.Verdict == FaceVerdict.Other) && proof.All(c => c.Verdict != FaceVerdict.Same))
        select new Hit(AnomalyKind.Face, own.Key.SourceId, own.Key.EngagementId, [own.Key.VolunteerId], $"{own.Key.EngagementId}|{own.Key.VolunteerId}",
            Phrase.Of("签到后自愿拍的脸和登记的不像，再试也没有像过。光线、年纪、眼镜也会这样，请问问谁见过他。"));
}
