using Weiguang.People;

namespace Weiguang.Tests.Walk;

/// <summary>One column of the walk: a role, inside the scope of the row (it is theirs, their team's, in their division) or outside (the next county's). No role is nobody.</summary>
internal sealed record Place(Role? Role, bool Inside)
{
    public string Name => Role is { } role ? $"{role.Word()}{(Inside ? "+" : "-")}" : "nobody";

    /// <summary>Strangers first, so that whoever must be refused comes while the row is still as it was.</summary>
    public static readonly IReadOnlyList<Place> All =
    [
        new(null, false), .. Enum.GetValues<Role>().Select(role => new Place(role, false)), .. Enum.GetValues<Role>().Select(role => new Place(role, true)),
    ];
}

/// <summary>Something an address shows: the values of its parameters, and the people to whom it belongs.</summary>
/// <param name="Values">By name of the parameter.</param>
/// <param name="Inside">Whose it is, by role.</param>
/// <param name="Outside">The same roles in the next county.</param>
internal sealed record Row(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<Role, Guid> Inside, IReadOnlyDictionary<Role, Guid> Outside)
{
    public IEnumerable<(Guid Person, Role Role)> People => Inside.Concat(Outside).Select(p => (p.Value, p.Key));

    public Guid? PersonAt(Place place) => place.Role is { } role ? (place.Inside ? Inside : Outside)[role] : null;

    public Row With(params (string Name, object Value)[] values) => this with { Values = new Dictionary<string, string>(Values.Concat(values.Select(v => KeyValuePair.Create(v.Name, v.Value.ToString()!))).GroupBy(v => v.Key).Select(g => g.Last())) };

    public Row Of(params (Role Role, Guid? Person)[] people)
    {
        var inside = new Dictionary<Role, Guid>(Inside);
        foreach (var (role, person) in people)
        {
            inside[role] = person is { } given && given != Guid.Empty ? given : inside[role];
        }

        return this with { Inside = inside };
    }
}
