using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Anomalies.Rules;

/// <summary>What makes a scan of the changing code look sent on. Each has a weight; whoever's signs come to enough together is looked at.</summary>
[Flags]
internal enum ForwardSign
{
    None = 0,

    /// <summary>Read so long after it came onto the screen that it had left it, by somebody whom nobody at the door knows of: a slow phone is no sign by itself.</summary>
    Old = 1,

    /// <summary>Asked for the number that is told at the door, and gave none.</summary>
    Silent = 2,

    /// <summary>One of several who read the very same fifteen seconds, of whom hardly anybody could tell the number.</summary>
    Bunch = 4,

    /// <summary>The same where several of them came late: one picture, sent to all of them.</summary>
    Picture = 8,

    /// <summary>Old and silent at one end, and from another network than nearly all others there.</summary>
    Away = 16,
}

/// <summary>A code that was sent on: by time since it was shown, by who read the same one, and by the number that only the door tells.</summary>
internal static class ForwardRules
{
    /// <summary>Weights, decided on the simulated county with codes sent on among honest scans (docs/algorithms/cheats.md).</summary>
    public static readonly IReadOnlyDictionary<ForwardSign, int> Weights = new Dictionary<ForwardSign, int> { [ForwardSign.Old] = 1, [ForwardSign.Silent] = 1, [ForwardSign.Bunch] = 2, [ForwardSign.Picture] = 3, [ForwardSign.Away] = 2 };

    /// <summary>What one person does alone says little, however often: it counts once.</summary>
    private const ForwardSign Alone = ForwardSign.Old | ForwardSign.Silent | ForwardSign.Away;

    private const int Several = 3;
    private const int SilentOnes = 2;

    /// <summary>Fewer at one network say nothing of the place.</summary>
    private const int Enough = 6;

    /// <summary>Everybody of one engagement whose signs weigh enough, in one hit that says what they are.</summary>
    public static IEnumerable<Hit> Forwarded(IEnumerable<Tick> ticks, Limits limits)
    {
        foreach (var engagement in ticks.GroupBy(t => (t.SourceId, t.EngagementId)))
        {
            var suspects = Signs([.. engagement]).Where(s => WeightOf(s.Signs) >= limits["points"]).ToList();
            if (suspects.Count > 0)
            {
                int Count(params ForwardSign[] signs) => suspects.Count(s => signs.Any(s.Signs.ContainsKey));

                yield return new(AnomalyKind.Forwarded, engagement.Key.SourceId, engagement.Key.EngagementId, [.. suspects.Select(s => s.Who)], $"{engagement.Key.EngagementId}",
                    Phrase.Of("{0} 个人扫的码像是别人转发的：码离开屏幕以后才扫的 {1} 人，问门口数字答不上的 {2} 人，好几个人扫的是同一张的 {3} 人，和现场的人不在一个网络的 {4} 人。"),
                    $"{suspects.Count}", $"{Count(ForwardSign.Old)}", $"{Count(ForwardSign.Silent)}", $"{Count(ForwardSign.Bunch, ForwardSign.Picture)}", $"{Count(ForwardSign.Away)}");
            }
        }
    }

    public static int WeightOf(IReadOnlyDictionary<ForwardSign, int> signs) => signs.Sum(s => Weights[s.Key] * (Alone.HasFlag(s.Key) ? 1 : s.Value));

    /// <summary>What each person of one engagement showed, and at how many ends; whoever read no code has nothing.</summary>
    public static IEnumerable<(Guid Who, IReadOnlyDictionary<ForwardSign, int> Signs)> Signs(IReadOnlyList<Tick> own) =>
        own.GroupBy(t => t.End).SelectMany(OfEnd).GroupBy(s => s.Who, s => s.Sign)
            .Select(p => (p.Key, (IReadOnlyDictionary<ForwardSign, int>)p.GroupBy(sign => sign).ToDictionary(g => g.Key, g => g.Count())));

    private static IEnumerable<(Guid Who, ForwardSign Sign)> OfEnd(IGrouping<ProofEnd, Tick> end)
    {
        var scans = end.GroupBy(t => t.VolunteerId).Select(ScanOf).OfType<Scanned>().ToList();
        var bunches = scans.GroupBy(s => s.ShownAt).Where(g => g.Count() >= Several).ToDictionary(g => g.Key, g => (IsStale: g.Count(s => s.IsOld) >= Several, IsSilent: g.Count(s => s.IsSilent) is >= SilentOnes and var silent && silent > g.Count(s => s.IsKnown)));
        var networks = scans.Where(s => s.Network.Length > 0).CountBy(s => s.Network).ToList();
        foreach (var scan in scans)
        {
            var (isStale, isSilent) = bunches.GetValueOrDefault(scan.ShownAt);
            (ForwardSign Sign, bool Has)[] all = [(ForwardSign.Old, scan.IsOld && !scan.IsKnown), (ForwardSign.Silent, scan.IsSilent), (ForwardSign.Picture, isStale), (ForwardSign.Bunch, isSilent && !isStale && !scan.IsKnown), (ForwardSign.Away, scan is { IsOld: true, IsSilent: true } && IsAway(scan, networks))];
            foreach (var (sign, _) in all.Where(a => a.Has))
            {
                yield return (scan.Who, sign);
            }
        }
    }

    /// <summary>Of the others, who have to be several, nine in ten came from one network, and this one from elsewhere.</summary>
    private static bool IsAway(Scanned scan, List<KeyValuePair<string, int>> networks)
    {
        var others = networks.Sum(n => n.Value) - 1;
        return scan.Network.Length > 0 && others >= Enough && networks.MaxBy(n => n.Value) is var most && most.Key != scan.Network && most.Value * 10 >= others * 9;
    }

    private static Scanned? ScanOf(IGrouping<Guid, Tick> person)
    {
        if (person.Where(t => t.By is null && t.ShownAt is not null).MinBy(t => t.At) is not { } first)
        {
            return null;
        }

        var isKnown = person.Any(t => t.IsNumberTold || t.By is not null); // Somebody at the door saw them.
        return new(person.Key, first.ShownAt!.Value, first.At - first.ShownAt > Proof.Fresh, !isKnown && person.Any(t => t.IsNumberAsked), isKnown, first.Network);
    }

    /// <param name="IsKnown">Told the number, or was noted by somebody at the door.</param>
    private sealed record Scanned(Guid Who, DateTime ShownAt, bool IsOld, bool IsSilent, bool IsKnown, string Network);
}
