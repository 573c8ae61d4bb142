using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Anomalies.Rules;

/// <summary>
/// Lists ticked by one hand. A whole list ticked by one press is how lists are kept, and says nothing; names ticked one by one come as people come, or as fast as a finger moves, and never by a clock.
/// </summary>
internal static class ListRules
{
    /// <summary>What is ticked so close together is one press.</summary>
    private static readonly TimeSpan Press = TimeSpan.FromMilliseconds(300);

    /// <summary>Gaps that differ from each other no more than this were made by a clock: hands differ by a third.</summary>
    private const double Steady = 0.05;

    private static readonly TimeSpan SameLength = TimeSpan.FromSeconds(1);

    /// <summary>Somebody ticked more people on the list, one after the other, than can come through a door in that time.</summary>
    public static IEnumerable<Hit> Crowd(IEnumerable<Tick> ticks, Limits limits)
    {
        var span = TimeSpan.FromMinutes(limits["minutes"]);
        foreach (var list in ticks.Where(t => t.IsListed).GroupBy(t => (t.SourceId, t.EngagementId, t.By)))
        {
            var presses = Presses(list);
            if (Densest(presses, span) is { Count: > 0 } crowd && crowd.Count >= limits["people"])
            {
                yield return new(AnomalyKind.Crowd, list.Key.SourceId, list.Key.EngagementId, People(Crowded(presses, span, limits["people"])), $"{list.Key.EngagementId}|{list.Key.By}",
                    Phrase.Of("从 {0} 起 {1} 分钟里，一个人一个一个点名勾了 {2} 人。"), AnomalyRules.Clock(crowd[0][0].At), $"{limits["minutes"]:0}", $"{crowd.Count}");
            }
        }
    }

    /// <summary>Times that agree as nobody's do: by whoever typed them in, or by a program that ticked for them. One hit for each hand.</summary>
    public static IEnumerable<Hit> Identical(IEnumerable<Seen> stays, IReadOnlyList<Tick> ticks, Limits limits) => SameSecond(stays, ticks, limits)
        .Concat(Clockwork(ticks, limits).Concat(Replayed(ticks, limits)).GroupBy(h => h.Key).Select(g => g.First() with { VolunteerIds = [.. g.SelectMany(h => h.VolunteerIds).Distinct()] }));

    /// <summary>
    /// Many came and left in the same second, each shown to the door by themselves: typed in, not lived. Whoever stays through from one shift to the next comes to it at its very start without being read
    /// (docs/algorithms/check-in.md): only arrivals that were read say anything. A list ticked by one press at both ends says nothing.
    /// </summary>
    private static IEnumerable<Hit> SameSecond(IEnumerable<Seen> stays, IReadOnlyList<Tick> ticks, Limits limits)
    {
        var listed = ticks.Where(t => t.IsListed).Select(t => (t.EngagementId, t.VolunteerId, t.At)).ToHashSet();
        return from stay in stays
               join tick in ticks.Select(t => (t.EngagementId, t.VolunteerId, t.At)).Distinct() on (stay.EngagementId, stay.VolunteerId, stay.InAt) equals tick
               where stay.HasLeft && !(listed.Contains(tick) && listed.Contains((stay.EngagementId, stay.VolunteerId, stay.UntilAt)))
               group stay.VolunteerId by (stay.SourceId, stay.EngagementId, In: Second(stay.InAt), Out: Second(stay.UntilAt)) into same
               let people = same.Distinct().ToList()
               where people.Count >= limits["people"]
               select new Hit(AnomalyKind.Identical, same.Key.SourceId, same.Key.EngagementId, people, $"{same.Key.EngagementId}|{same.Key.In}|{same.Key.Out}",
                   Phrase.Of("{0} 个人同一秒签到、同一秒签退：{1} 和 {2}。"), $"{people.Count}", AnomalyRules.Clock(Time(same.Key.In)), AnomalyRules.Clock(Time(same.Key.Out)));
    }

    /// <summary>One hand ticked or scanned one after the other with gaps as even as a clock's: a program did it. One more than of a same second, for a few gaps may be even by chance.</summary>
    private static IEnumerable<Hit> Clockwork(IEnumerable<Tick> ticks, Limits limits) =>
        from list in ticks.Where(t => t.By is not null).GroupBy(t => (t.SourceId, t.EngagementId, t.By, t.End))
        from run in SteadyRuns(Presses(list), limits["people"])
        select new Hit(AnomalyKind.Identical, list.Key.SourceId, list.Key.EngagementId, People(run), $"{list.Key.EngagementId}|{list.Key.By}",
            Phrase.Of("一个人一个接一个勾了 {0} 人，每两个之间都隔 {1} 秒，分毫不差：{2} 起。"), $"{run.Count}", $"{(run[^1][0].At - run[0][0].At).TotalSeconds / (run.Count - 1):0.#}", AnomalyRules.Clock(run[0][0].At));

    /// <summary>Let in and let out by one hand one after the other, each for the same time to the second: the list was played once more.</summary>
    private static IEnumerable<Hit> Replayed(IEnumerable<Tick> ticks, Limits limits)
    {
        foreach (var hand in ticks.Where(t => t.By is not null).GroupBy(t => (t.SourceId, t.EngagementId, t.By)))
        {
            var ends = hand.GroupBy(t => t.VolunteerId).Select(own => (Who: own.Key, In: own.FirstOrDefault(t => t.End == ProofEnd.In), Out: own.LastOrDefault(t => t.End == ProofEnd.Out)))
                .Where(e => e.In is not null && e.Out is not null).OrderBy(e => e.In!.At).Select(e => (e.Who, e.In!.At, Length: e.Out!.At - e.In.At)).ToList();
            foreach (var run in Runs(ends, (a, b) => b.At - a.At > Press && (b.Length - a.Length).Duration() <= SameLength).Where(r => r.Count >= limits["people"]))
            {
                yield return new(AnomalyKind.Identical, hand.Key.SourceId, hand.Key.EngagementId, run.ConvertAll(e => e.Who), $"{hand.Key.EngagementId}|{hand.Key.By}",
                    Phrase.Of("一个人先后勾了 {0} 人，每个人从签到到签退一秒不差，都是 {1} 分钟。"), $"{run.Count}", $"{run[0].Length.TotalMinutes:0}");
            }
        }
    }

    /// <summary>The ticks of one hand in the order of time, each press with all that it ticked.</summary>
    private static List<List<Tick>> Presses(IEnumerable<Tick> ticks)
    {
        var presses = new List<List<Tick>>();
        foreach (var tick in ticks.OrderBy(t => t.At))
        {
            if (presses is [.., var last] && tick.At - last[^1].At <= Press)
            {
                last.Add(tick);
            }
            else
            {
                presses.Add([tick]);
            }
        }

        return presses;
    }

    private static List<List<Tick>> Densest(List<List<Tick>> presses, TimeSpan span)
    {
        var (best, bestFrom, from) = (0, 0, 0);
        for (var to = 0; to < presses.Count; to++)
        {
            while (presses[to][0].At - presses[from][0].At > span)
            {
                from++;
            }

            (best, bestFrom) = to - from + 1 > best ? (to - from + 1, from) : (best, bestFrom);
        }

        return presses.Slice(bestFrom, best);
    }

    /// <summary>All presses that stand in some such span with so many.</summary>
    private static IEnumerable<List<Tick>> Crowded(List<List<Tick>> presses, TimeSpan span, double people)
    {
        var (from, taken) = (0, 0);
        for (var to = 0; to < presses.Count; to++)
        {
            while (presses[to][0].At - presses[from][0].At > span)
            {
                from++;
            }

            for (var i = Math.Max(from, taken); to - from + 1 >= people && i <= to; i++, taken = i)
            {
                yield return presses[i];
            }
        }
    }

    /// <summary>Every run of more than so many presses whose gaps are all alike, the longest first: whoever pauses plays two.</summary>
    private static IEnumerable<List<List<Tick>>> SteadyRuns(List<List<Tick>> presses, double people)
    {
        var (from, count) = LongestSteady(presses);
        return count <= people ? [] : [presses.Slice(from, count), .. SteadyRuns(presses[..from], people), .. SteadyRuns(presses[(from + count)..], people)];
    }

    /// <summary>The longest run of presses whose gaps are all alike.</summary>
    private static (int From, int Count) LongestSteady(List<List<Tick>> presses)
    {
        var (best, bestFrom) = (0, 0);
        for (var from = 0; from + best + 1 < presses.Count; from++)
        {
            var (least, most) = (double.MaxValue, 0d);
            var to = from;
            for (; to + 1 < presses.Count; to++)
            {
                var gap = (presses[to + 1][0].At - presses[to][0].At).TotalSeconds;
                (least, most) = (Math.Min(least, gap), Math.Max(most, gap));
                if (most - least > 2 * Steady * least)
                {
                    break;
                }
            }

            (best, bestFrom) = to - from + 1 > best ? (to - from + 1, from) : (best, bestFrom);
        }

        return (bestFrom, best);
    }

    /// <summary>The row cut wherever it does not go on.</summary>
    private static List<List<T>> Runs<T>(List<T> row, Func<T, T, bool> goesOn)
    {
        var runs = new List<List<T>>();
        foreach (var item in row)
        {
            if (runs is [.., var last] && goesOn(last[^1], item))
            {
                last.Add(item);
            }
            else
            {
                runs.Add([item]);
            }
        }

        return runs;
    }

    private static List<Guid> People(IEnumerable<List<Tick>> presses) => [.. presses.SelectMany(p => p).Select(t => t.VolunteerId).Distinct()];

    private static long Second(DateTime at) => at.Ticks / TimeSpan.TicksPerSecond;

    private static DateTime Time(long second) => new(second * TimeSpan.TicksPerSecond);
}
