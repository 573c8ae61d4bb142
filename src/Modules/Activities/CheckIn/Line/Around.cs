using System.Data.Common;
using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn.Line;

/// <summary>What the database knows of the volunteers of one batch, and what the batch makes of it.</summary>
internal sealed class Around
{
    private static readonly TimeSpan Near = TimeSpan.FromDays(1);

    private readonly Dictionary<Guid, Known> _people = [];
    private readonly Dictionary<(Guid Activity, Guid Nonce), (Guid Volunteer, ProofEnd End)> _owners = [];
    private readonly Dictionary<Guid, Attending> _news = [];

    public bool HasNews => _news.Count > 0;

    /// <summary>Answers one proof, and remembers it when it is to be kept.</summary>
    /// <param name="isAsked">Whether somebody who read a code for that shift is asked for the number at the door.</param>
    public ProofAnswer Decide(ProofRequest request, Func<ProofRequest, Guid, bool> isAsked)
    {
        var known = _people[request.VolunteerId];
        if (_owners.TryGetValue((request.ActivityId, request.Nonce), out var owner))
        {
            return owner == (request.VolunteerId, request.End) ? CheckInRules.Repeat(new(known.Seats, known.Proofs), request) : new(ProofOutcome.Reused);
        }

        var (answer, kept) = CheckInRules.Decide(new(known.Seats, known.Proofs), request);
        if (kept is not null && request.ShownAt is not null && answer.ShiftId is { } shift && isAsked(request, shift))
        {
            request = request.AskedFor; // What it is worth changes nothing of which shift it is for.
            (answer, kept) = CheckInRules.Decide(new(known.Seats, known.Proofs), request);
        }

        if (kept is not null)
        {
            known.Proofs.Add(request);
            _owners.Add((request.ActivityId, request.Nonce), (request.VolunteerId, request.End));
            _news[request.VolunteerId] = kept;
        }

        return answer with { IsDoorAsked = request.IsDoorAsked };
    }

    /// <summary>Proofs to be written: new ones, and those that now count for another shift.</summary>
    public List<(ProofRequest Proof, Guid ShiftId)> Fresh() => [.. from news in _news
                                                                  from proof in _people[news.Key].Proofs
                                                                  let shift = proof.ShiftId ?? news.Value.AnswerTo(proof).ShiftId
                                                                  where shift is not null && _people[news.Key].Shifts.GetValueOrDefault((proof.ActivityId, proof.Nonce)) != shift
                                                                  select (proof, shift.Value)];

    public List<KeptPresence> Changed() => [.. from news in _news
                                               from presence in news.Value.Presences
                                               where IsNear(news.Key, presence.Seat)
                                               let known = _people[news.Key].Presences.GetValueOrDefault(presence.Seat.ShiftId)
                                               where known is null || (!known.IsRuled && known.Row != presence.Row)
                                               select presence.Row];

    public List<KeptPresence> Vanished() => [.. from news in _news
                                                from seat in _people[news.Key].Seats
                                                where IsNear(news.Key, seat) && !news.Value.Presences.Any(p => p.Seat.ShiftId == seat.ShiftId)
                                                let known = _people[news.Key].Presences.GetValueOrDefault(seat.ShiftId)
                                                where known is { IsRuled: false } && _people[news.Key].Shifts.ContainsValue(seat.ShiftId)
                                                select known.Row];

    /// <summary>Shifts that were over when something about them changed.</summary>
    public IEnumerable<(Guid ActivityId, Guid ShiftId)> ChangedAfter(DateTime now)
    {
        var over = _news.Keys.SelectMany(id => _people[id].Seats).Where(s => s.LastAt <= now).Select(s => s.ShiftId).ToHashSet();
        return over.Count == 0 ? [] : Changed().Concat(Vanished()).Where(p => over.Contains(p.ShiftId)).Select(p => (p.ActivityId, p.ShiftId)).Distinct();
    }

    /// <summary>Reads the results of Around.*.sql in their order.</summary>
    public static async Task<Around> ReadAsync(DbDataReader rows, IEnumerable<(Guid Id, DateTime From, DateTime To)> people, CancellationToken ct)
    {
        var around = new Around();
        foreach (var (id, from, to) in people)
        {
            around._people.Add(id, new(from, to));
        }

        await EachAsync(rows, row => around._people[row.GetGuid(0)].Sit(new(row.GetGuid(1), row.GetGuid(2), Utc(row, 3), Utc(row, 4), row.GetInt32(5))), ct);
        await EachAsync(rows, row => around._people[row.GetGuid(0)].Agreed[row.GetGuid(1)].Add(new(Utc(row, 2), Utc(row, 3), Utc(row, 4), row.GetInt32(5))), ct);
        await EachAsync(rows, row => around._people[row.GetGuid(0)].Presences.TryAdd(row.GetGuid(2), PresenceOf(row)), ct);
        await EachAsync(rows, row => around._people[row.GetGuid(0)].Remember(ProofOf(row) with { CountedFor = row.GetGuid(3) }, row.GetGuid(3)), ct);
        await EachAsync(rows, row => around._owners.TryAdd((row.GetGuid(0), row.GetGuid(1)), (row.GetGuid(2), Enum.Parse<ProofEnd>(row.GetString(3)))), ct);
        return around;
    }

    /// <summary>Further away everything may not have been read.</summary>
    private bool IsNear(Guid volunteer, Seat seat) => seat.StartsAt < _people[volunteer].To + Near && seat.EndsAt > _people[volunteer].From - Near;

    private static async Task EachAsync(DbDataReader rows, Action<DbDataReader> read, CancellationToken ct)
    {
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            read(rows);
        }
    }

    private static Stored PresenceOf(DbDataReader row) => new(
        new(row.GetGuid(1), row.GetGuid(2), row.GetGuid(0), Utc(row, 3), Enum.Parse<ProofKinds>(row.GetString(4)), row.GetString(5), row.IsDBNull(6) ? null : Utc(row, 6),
            Enum.Parse<ProofKinds>(row.GetString(7)), Utc(row, 8), row.GetBoolean(9), row.GetBoolean(11)),
        !row.IsDBNull(10));

    private static ProofRequest ProofOf(DbDataReader row) => new(
        row.GetGuid(1), row.GetBoolean(4) ? row.GetGuid(3) : null, row.GetGuid(0), Enum.Parse<ProofEnd>(row.GetString(5)), Enum.Parse<ProofKinds>(row.GetString(6)), row.GetGuid(2), Utc(row, 7),
        row.GetString(9), By: row.IsDBNull(11) ? null : row.GetGuid(11), KioskId: row.IsDBNull(10) ? null : row.GetGuid(10)) { ReceivedAt = Utc(row, 8), IsUnvouched = row.GetBoolean(12) };

    private static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    private sealed record Stored(KeptPresence Row, bool IsRuled);

    /// <param name="From">The earliest of their proofs in this batch; <paramref name="To"/> the last.</param>
    private sealed record Known(DateTime From, DateTime To)
    {
        public List<Seat> Seats { get; } = [];

        /// <summary>What was agreed of each shift's door, in its order.</summary>
        public Dictionary<Guid, List<DoorTerm>> Agreed { get; } = [];

        public List<ProofRequest> Proofs { get; } = [];

        public Dictionary<Guid, Stored> Presences { get; } = [];

        /// <summary>Which shift a proof on record counts for.</summary>
        public Dictionary<(Guid, Guid), Guid> Shifts { get; } = [];

        public void Sit(Seat seat)
        {
            Agreed.TryAdd(seat.ShiftId, []);
            Seats.Add(seat with { Agreed = Agreed[seat.ShiftId] });
        }

        public void Remember(ProofRequest proof, Guid shift)
        {
            Proofs.Add(proof);
            Shifts[(proof.ActivityId, proof.Nonce)] = shift;
        }
    }
}
