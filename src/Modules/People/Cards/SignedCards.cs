using Weiguang.People.Cards;
using Weiguang.People.Domain;

namespace Weiguang.People;

/// <summary>What was read of somebody's card.</summary>
public enum CardState
{
    /// <summary>No signed code: its number may have been typed, printed or photographed.</summary>
    Plain,

    /// <summary>Their own phone showed it then.</summary>
    Shown,

    /// <summary>A picture of an earlier one, or a phone whose clock is wrong.</summary>
    NotNow,

    /// <summary>No phone that they have registered has signed it.</summary>
    Unknown,
}

/// <summary>Reads the codes that volunteers' phones sign.</summary>
public sealed class SignedCards(AppDbContext db, PersonDirectory people)
{
    /// <param name="shown">What a camera read, and when.</param>
    /// <returns>In their order; with the number on it where it is a signed code.</returns>
    public async Task<IReadOnlyList<(CardState State, string Number)>> ReadAsync(IReadOnlyList<(string? Text, DateTime At)> shown, CancellationToken ct)
    {
        var codes = shown.Select(s => CardCode.Parse(s.Text)).ToList();
        var owners = codes.TrueForAll(c => c is null) ? new Dictionary<string, Guid>() : await people.ByNumbersAsync(codes.OfType<CardCode>().Select(c => c.Number), ct);
        var ids = owners.Values.ToArray();
        var keys = ids.Length == 0 ? [] : await db.Set<CardKey>().IgnoreQueryFilters().AsNoTracking().Where(k => ids.Contains(k.PersonId)).Select(k => new { k.PersonId, k.PublicKey }).ToListAsync(ct);
        var byOwner = keys.ToLookup(k => k.PersonId, k => k.PublicKey);
        return [.. codes.Zip(shown, (code, s) => code is null ? (CardState.Plain, "") : (StateOf(code, s.At, owners.TryGetValue(code.Number, out var owner) ? byOwner[owner] : []), code.Number))];
    }

    private static CardState StateOf(CardCode code, DateTime at, IEnumerable<string> keys) =>
        !keys.Any(code.IsSignedBy) ? CardState.Unknown : code.IsOf(at) ? CardState.Shown : CardState.NotNow;
}
