using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;

namespace Weiguang.Simulation.Hours;

/// <summary>Whose time counts already, by the rules of the gate before the ledger (<see cref="OnceRules"/>).</summary>
internal sealed class TimeTaken
{
    private readonly Dictionary<Guid, EngagementFacts> _facts = [];
    private readonly Dictionary<Guid, List<CountedSpan>> _spans = [];
    private readonly Dictionary<Guid, string> _titles = [];

    public IEnumerable<CountedSpan> Rows => _spans.Values.SelectMany(s => s);

    /// <summary>To be told before its records go into the ledger.</summary>
    public void Know(EngagementFacts facts) => _facts[facts.Engagement.Id] = facts;

    /// <summary>Takes the time of a proven record, and lowers it where others have it.</summary>
    public Weighed Take(ServiceRecord record, DateTime now)
    {
        var own = OfPerson(record.VolunteerId);
        var weighed = OnceRules.Weigh(record, _facts[record.EngagementId], own, DayRule.National, now);
        own.AddRange(OnceRules.Take(record, weighed, weighed.Other is { } other ? _titles[other.RecordId] : "", DayRule.National, now));
        _titles[record.Id] = record.Title;
        return weighed;
    }

    public void GiveBack(ServiceRecord record) => OfPerson(record.VolunteerId).RemoveAll(s => s.RecordId == record.Id);

    private List<CountedSpan> OfPerson(Guid person) => _spans.TryGetValue(person, out var own) ? own : _spans[person] = [];
}
