using Microsoft.EntityFrameworkCore;
using Weiguang.Hours.Domain;
using Weiguang.Kernel;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats;

/// <summary>Everything that the product has written down, to be read after the last play.</summary>
internal sealed record Aftermath(ILookup<(Guid Who, Guid Source), ServiceRecord> Records, IReadOnlyList<AnomalyCase> Cases)
{
    public static Task<Aftermath> ReadAsync(Stage stage) => stage.ReadAsync(async db => new Aftermath(
        (await db.Set<ServiceRecord>().AsNoTracking().Include(r => r.Story).ToListAsync(stage.Ct)).ToLookup(r => (r.VolunteerId, r.SourceId)),
        await db.Set<AnomalyCase>().AsNoTracking().ToListAsync(stage.Ct)));

    /// <summary>Cases about somebody in one of these matters that nobody has cleared.</summary>
    public IEnumerable<AnomalyCase> About(Guid who, IReadOnlyCollection<Guid> sources) =>
        Cases.Where(c => sources.Contains(c.SourceId) && c.VolunteerIds.Contains(who) && c.State != AnomalyState.Cleared);
}

/// <summary>What became of a play, and what the product did about it.</summary>
/// <param name="Minutes">That count and should not.</param>
/// <param name="Signals">Kinds of the cases that were opened about it, with how many people they named.</param>
internal sealed record Result(Trick Trick, Outcome Outcome, int Minutes, bool Reached, IReadOnlyDictionary<AnomalyKind, int> Signals, IReadOnlyDictionary<string, int> Refused);

/// <summary>Reads from what is written down what became of each play.</summary>
internal static class Judging
{
    /// <summary>Seconds are cut at both ends.</summary>
    private const int Grain = 1;

    public static Result Of(Play play, Aftermath after)
    {
        var sources = play.Loot.Select(l => l.Source).Distinct().ToList();
        var people = play.Loot.GroupBy(l => l.Who).Select(own => Of(own.Key, [.. own], sources, after)).ToList();
        var outcome = people.Select(p => p.Outcome).Append(play.Told ?? Outcome.Prevented).Max();
        var signals = play.Loot.Select(l => l.Who).Distinct().SelectMany(who => after.About(who, sources).Select(c => c.Kind).Distinct()).GroupBy(kind => kind).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count());
        return new(play.Trick, outcome, people.Sum(p => p.Minutes), people.Exists(p => p.Reached), signals, play.Refused);
    }

    private static (Outcome Outcome, int Minutes, bool Reached) Of(Guid who, IReadOnlyList<Loot> loot, List<Guid> sources, Aftermath after)
    {
        var records = sources.SelectMany(s => after.Records[(who, s)]).ToList();
        var posted = records.FindAll(r => r.State == RecordState.Posted);
        var excess = posted.Sum(r => r.Minutes) - loot.Sum(l => l.Allowed);
        var isFound = after.About(who, sources).Any();
        var outcome = excess > Grain
            ? isFound ? Outcome.FoundLater : Outcome.Missed
            : records.Exists(r => r.State != RecordState.Posted && r.Story.Exists(s => s.Action == RecordAction.Post)) ? Outcome.FoundLater
            : isFound || records.Exists(r => r.HeldAt is not null) ? Outcome.Held : Outcome.Prevented;
        return (outcome, excess > Grain ? excess : 0, records.Exists(r => r.Minutes > 0));
    }
}

/// <summary>What the product did to honest people.</summary>
/// <param name="Alarms">How many of their records each kind of case was about.</param>
internal sealed record Honesty(int Records, int Counted, int Held, IReadOnlyDictionary<string, int> Alarms, int Steps, IReadOnlyDictionary<string, int> Refused)
{
    public double Share => Records == 0 ? 0 : (double)Held / Records;

    public static Honesty Of(IReadOnlyCollection<(Guid Who, Guid Source)> trusted, IReadOnlyList<Play> plays, Aftermath after)
    {
        var records = trusted.SelectMany(t => after.Records[t]).ToList();
        var alarms = records.SelectMany(r => KindsOf(r, after).Select(kind => (r.Id, kind))).ToList();
        return new(
            records.Count, records.Count(r => r.State == RecordState.Posted), alarms.Select(a => a.Id).Distinct().Count(),
            alarms.GroupBy(a => a.kind).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
            plays.Sum(p => p.Steps), plays.SelectMany(p => p.Refused).GroupBy(r => r.Key).OrderByDescending(g => g.Sum(r => r.Value)).ToDictionary(g => g.Key, g => g.Sum(r => r.Value)));
    }

    private static List<string> KindsOf(ServiceRecord record, Aftermath after)
    {
        var kinds = after.Cases.Where(c => c.SourceId == record.SourceId && c.VolunteerIds.Contains(record.VolunteerId)).Select(c => $"{c.Kind}").Distinct().ToList();
        return kinds.Count == 0 && record.HeldAt is not null ? ["Held"] : kinds;
    }
}
