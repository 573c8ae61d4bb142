using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Anomalies.Rules;

/// <summary>What makes a position look invented. None says much by itself: each has a weight, and a person is looked at whose signs come to enough together.</summary>
[Flags]
internal enum PositionSign
{
    None = 0,

    /// <summary>On the very pin, which no phone hits: satellites are some metres off.</summary>
    Centre = 1,

    /// <summary>An error of 0 or 1 m, which no phone claims.</summary>
    Exact = 2,

    /// <summary>The same distance and error at coming and at leaving: nothing has moved.</summary>
    Still = 4,

    /// <summary>The same distance and error as several others.</summary>
    Alike = 8,

    /// <summary>From one network with many others, where the rest came from many: a house, not a square.</summary>
    Network = 16,

    /// <summary>The same phone as others, fewer than open a case by themselves.</summary>
    Device = 32,
}

internal static class PositionRules
{
    /// <summary>Weights, decided on the simulated county with invented positions among honest ones (docs/algorithms/hours.md).</summary>
    public static readonly IReadOnlyDictionary<PositionSign, int> Weights = new Dictionary<PositionSign, int>
    {
        [PositionSign.Centre] = 2, [PositionSign.Exact] = 2, [PositionSign.Still] = 1, [PositionSign.Alike] = 2, [PositionSign.Network] = 1, [PositionSign.Device] = 1,
    };

    /// <summary>Networks that the others of an engagement must have come from at least.</summary>
    private const int ManyNetworks = 3;

    /// <summary>Everybody of one engagement whose signs weigh enough, in one hit that says what they are.</summary>
    public static IEnumerable<Hit> Position(IEnumerable<Tick> ticks, Limits limits)
    {
        foreach (var engagement in ticks.Where(t => t.By is null).GroupBy(t => (t.SourceId, t.EngagementId)))
        {
            var suspects = Signs([.. engagement], (int)limits["people"]).Where(s => WeightOf(s.Signs) >= limits["points"]).ToList();
            if (suspects.Count > 0)
            {
                int Count(PositionSign sign) => suspects.Count(s => s.Signs.ContainsKey(sign));

                yield return new(AnomalyKind.Position, engagement.Key.SourceId, engagement.Key.EngagementId, [.. suspects.Select(s => s.Who)], $"{engagement.Key.EngagementId}",
                    Phrase.Of("{0} 个人的定位不像真的：正在标点的中心 {1} 人，误差只有 0 到 1 米 {2} 人，来去分毫不动 {3} 人，和好几个人一模一样 {4} 人，和许多人同一个网络 {5} 人，和别人同一部手机 {6} 人。"),
                    $"{suspects.Count}", $"{Count(PositionSign.Centre)}", $"{Count(PositionSign.Exact)}", $"{Count(PositionSign.Still)}", $"{Count(PositionSign.Alike)}", $"{Count(PositionSign.Network)}", $"{Count(PositionSign.Device)}");
            }
        }
    }

    public static int WeightOf(IReadOnlyDictionary<PositionSign, int> signs) => signs.Sum(s => Weights[s.Key] * s.Value);

    /// <summary>What each person of one engagement showed, and how often; whoever gave no position has none.</summary>
    public static IEnumerable<(Guid Who, IReadOnlyDictionary<PositionSign, int> Signs)> Signs(IReadOnlyList<Tick> own, int many)
    {
        var placed = own.Where(t => t.Kinds.HasFlag(ProofKinds.Position) && t.Metres is not null).ToList();
        var alike = Crowded(placed, t => (t.End, t.Metres, t.AccuracyMetres), many);
        var device = Crowded(own.Where(t => t.Device.Length > 0), t => t.Device, 2);
        var networks = own.Where(t => t.Network.Length > 0).GroupBy(t => t.Network).ToDictionary(g => g.Key, g => g.Select(t => t.VolunteerId).Distinct().Count());
        foreach (var person in placed.GroupBy(t => t.VolunteerId))
        {
            var signs = new Dictionary<PositionSign, int>();
            Note(PositionSign.Centre, person.Count(t => t.Metres <= 1));
            Note(PositionSign.Exact, person.Count(t => t.AccuracyMetres is 0 or 1));
            Note(PositionSign.Still, person.Select(t => (t.End, Read: (t.Metres, t.AccuracyMetres))).Distinct().GroupBy(t => t.Read).Any(g => g.Count() > 1) ? 1 : 0);
            Note(PositionSign.Alike, person.Count(t => alike.Contains((t.End, t.Metres, t.AccuracyMetres))));
            Note(PositionSign.Network, person.Any(t => t.Network.Length > 0 && networks[t.Network] > many && networks.Count > ManyNetworks) ? 1 : 0);
            Note(PositionSign.Device, person.Any(t => device.Contains(t.Device)) ? 1 : 0);
            yield return (person.Key, signs);

            void Note(PositionSign sign, int times)
            {
                if (times > 0)
                {
                    signs[sign] = times;
                }
            }
        }
    }

    /// <summary>What at least so many different people share.</summary>
    private static HashSet<TKey> Crowded<TKey>(IEnumerable<Tick> ticks, Func<Tick, TKey> of, int people) =>
        [.. ticks.GroupBy(of).Where(g => g.Select(t => t.VolunteerId).Distinct().Count() >= people).Select(g => g.Key)];
}
