namespace Weiguang.Simulation.Cheats.Stages;

// Whose hours are honest: none of theirs should be held.
internal sealed partial class Stage
{
    private readonly HashSet<(Guid Who, Guid Source)> _trusted = [];

    public IReadOnlyCollection<(Guid Who, Guid Source)> Trusted => _trusted;

    public void Trusts(Guid source, params IEnumerable<Somebody> people) => _trusted.UnionWith(people.Select(p => (p.Id, source)));

    public void Releases(Guid source, Somebody who) => _trusted.Remove((who.Id, source));
}
