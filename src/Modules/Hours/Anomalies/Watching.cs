using System.Security.Cryptography;
using System.Text;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Geo;
using Weiguang.Regions;

namespace Weiguang.Hours.Anomalies;

/// <summary>Somebody's time at one engagement, as the rules look at it.</summary>
internal sealed record Seen(Guid VolunteerId, Guid SourceId, Guid EngagementId, string Title, DateTime InAt, DateTime UntilAt, bool HasLeft, GeoPoint? Place);

/// <summary>One proof, as the rules look at it.</summary>
internal sealed record Tick(Guid SourceId, Guid EngagementId, Guid VolunteerId, ProofKinds Kinds, DateTime At, string Device, Guid? By)
{
    public ProofEnd End { get; init; }

    public int? Metres { get; init; }

    public int? AccuracyMetres { get; init; }

    /// <summary>See <see cref="Proof.Network"/>.</summary>
    public string Network { get; init; } = "";

    /// <summary>See <see cref="Proof.IsUnvouched"/>.</summary>
    public bool IsUnvouched { get; init; }

    /// <summary>See <see cref="Proof.ShownAt"/>.</summary>
    public DateTime? ShownAt { get; init; }

    /// <summary>The number of the door was asked for, and told.</summary>
    public bool IsNumberAsked { get; init; }

    public bool IsNumberTold { get; init; }

    /// <summary>A name ticked on the list: nothing was shown, so many can be ticked by one press.</summary>
    public bool IsListed => By is not null && Kinds == ProofKinds.Word;

    public static Tick Of(Proof p) => new(p.SourceId, p.EngagementId, p.VolunteerId, p.Kinds, p.At, p.Device, p.ByPersonId)
    {
        End = p.End,
        Metres = p.Metres,
        AccuracyMetres = p.AccuracyMetres,
        Network = p.Network,
        IsUnvouched = p.IsUnvouched,
        ShownAt = p.ShownAt,
        IsNumberAsked = p.IsDoorAsked,
        IsNumberTold = p.DoorAt is not null,
    };
}

/// <summary>What a rule found.</summary>
/// <param name="Key">What makes these facts the same as others.</param>
/// <param name="Evidence">Source phrase.</param>
internal sealed record Hit(AnomalyKind Kind, Guid SourceId, Guid EngagementId, IReadOnlyCollection<Guid> VolunteerIds, string Key, string Evidence, params string[] Arguments)
{
    public string Facts => HashOf($"{Kind}|{Key}");

    /// <summary>What it is about beyond this one engagement, such as two people: once somebody has found that it is all right, the next time is not looked at again so soon. Empty for most.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The same facts with people who came to them after a decision: a case of its own.</summary>
    public static string After(string facts, Guid decided) => HashOf($"{facts}|{decided}");

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The numbers of one rule.</summary>
internal sealed class Limits(IReadOnlyDictionary<string, double> values)
{
    public double this[string name] => values[name];

    public static Limits National(AnomalyKind kind) => new(Defaults[kind].ToDictionary(d => d.Key, d => (double)d.Value));

    public static readonly IReadOnlyDictionary<AnomalyKind, Dictionary<string, int>> Defaults = new Dictionary<AnomalyKind, Dictionary<string, int>>
    {
        [AnomalyKind.Travel] = new() { ["kmh"] = 200, ["km"] = 5 },
        [AnomalyKind.Device] = new() { ["people"] = 5 },
        [AnomalyKind.Crowd] = new() { ["people"] = 60, ["minutes"] = 2 },
        [AnomalyKind.Night] = new() { ["hour"] = 3 },
        [AnomalyKind.BackfillShare] = new() { ["percent"] = 30, ["minutes"] = 300 },
        [AnomalyKind.Identical] = new() { ["people"] = 5 },
        [AnomalyKind.Position] = new() { ["points"] = 4, ["people"] = 3 },
        [AnomalyKind.Pair] = new() { ["days"] = 4, ["percent"] = 75, ["hours"] = 4 },
        [AnomalyKind.Kiosk] = new() { ["people"] = 1 },
        [AnomalyKind.Ring] = new() { ["days"] = 30 },
        [AnomalyKind.Forwarded] = new() { ["points"] = 4 },
        [AnomalyKind.Face] = new() { ["hundredths"] = 50, ["months"] = 12 },
    };
}

/// <summary>How one kind is looked for in a division and below it: a region changes or switches off what does not fit it.</summary>
/// <param name="Limits">Null where it is not looked for.</param>
internal sealed record AnomalyRule(Limits? Limits)
{
    public const string On = "on";

    public static AnomalyRule Of(RuleNumbers numbers) => new(numbers[On] == 0 ? null : new Limits(numbers.Values.Where(n => n.Key != On).ToDictionary(n => n.Key, n => (double)n.Value)));
}
