namespace Weiguang.Regions;

/// <summary>The rules of one kind of all divisions, as they held on each day: what happened on a day is counted and judged by what held then.</summary>
/// <param name="own">By division: from which day on what; null where it goes by what it inherits from then on.</param>
/// <param name="national">What holds where no division up the tree has one.</param>
public sealed class RuleDays<T>(IReadOnlyDictionary<long, IReadOnlyList<(DateOnly From, T? Rule)>> own, T national) where T : class
{
    private readonly Dictionary<DateOnly, DivisionRules<T>> _days = [];

    /// <param name="day">In China.</param>
    public DivisionRules<T> On(DateOnly day) => _days.TryGetValue(day, out var known) ? known : _days[day] = new(
        own.Select(place => (place.Key, place.Value.Where(v => v.From <= day).OrderBy(v => v.From).LastOrDefault().Rule)).Where(place => place.Rule is not null).ToDictionary(place => place.Key, place => place.Rule!), national);

    public T Of(long division, DateOnly day) => On(day).Of(division);
}

/// <summary>Somebody has changed a rule of a division, or agreed to it.</summary>
/// <param name="From">In China: from which day it holds.</param>
public sealed record RuleHand(long Division, string Code, Guid By, DateOnly From)
{
    /// <summary>Whether the rule bears on what is done in that division.</summary>
    public bool BearsOn(long division) => DivisionRules<RuleHand>.Above(division).Contains(Division);
}
