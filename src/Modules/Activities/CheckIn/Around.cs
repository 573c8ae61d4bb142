using System.Data.Common;
using Weiguang.Activities.Domain;

namespace Weiguang.Activities.CheckIn;

/// <summary>What the database knows of the volunteers of one batch.</summary>
internal sealed class Around
{
    private readonly Dictionary<Guid, List<Seat>> _seats = [];

    public Dictionary<Guid, List<Presence>> Presences { get; } = [];

    public HashSet<Guid> Nonces { get; } = [];

    public ProofCase CaseOf(ProofRequest request) => new(
        request, _seats.GetValueOrDefault(request.VolunteerId) ?? [], Of(Presences, request.VolunteerId), Nonces.Contains(request.Nonce));

    /// <summary>Reads the results of Around.*.sql in their order.</summary>
    public static async Task<Around> ReadAsync(DbDataReader rows, CancellationToken ct)
    {
        var around = new Around();
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            Of(around._seats, rows.GetGuid(0)).Add(new Seat(rows.GetGuid(1), rows.GetGuid(2), Utc(rows, 3), Utc(rows, 4), rows.GetInt32(5)));
        }

        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            Of(around.Presences, rows.GetGuid(0)).Add(around.PresenceOf(rows));
        }

        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            around.Nonces.Add(rows.GetGuid(0));
        }

        return around;
    }

    private Presence PresenceOf(DbDataReader row)
    {
        var (volunteer, activity, shift, inAt) = (row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), Utc(row, 3));
        return new Presence
        {
            VolunteerId = volunteer,
            ActivityId = activity,
            ShiftId = shift,
            InAt = inAt,
            InProof = Enum.Parse<ProofKinds>(row.GetString(4)),
            InDevice = row.GetString(5),
            OutAt = row.IsDBNull(6) ? null : Utc(row, 6),
            OutProof = Enum.Parse<ProofKinds>(row.GetString(7)),
            SeenAt = Utc(row, 8),
            IsDisputed = row.GetBoolean(9),
            StaleAt = _seats.GetValueOrDefault(volunteer)?.Find(s => s.ActivityId == activity && s.ShiftId == shift)?.LastAt ?? inAt,
        };
    }

    private static List<T> Of<T>(Dictionary<Guid, List<T>> lists, Guid key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    private static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);
}
