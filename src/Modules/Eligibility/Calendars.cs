using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Weiguang.Eligibility;

/// <summary>
/// What people have promised, whoever took the promise. Who decides about somebody's time holds that person first: two desks then decide one after the other, and the second sees what the first has promised.
/// </summary>
public sealed class Calendars(AppDbContext db, IEnumerable<IPromiseSource> sources)
{
    private static readonly SiblingText HoldSql = new(typeof(Calendars), "Hold");
    private static readonly SiblingText TryHoldSql = new(typeof(Calendars), "TryHold");

    /// <summary>A person as a number to hold: two who share one wait for each other, no more.</summary>
    public static long HoldOf(Guid person) => BitConverter.ToInt64(person.ToByteArray(), 8);

    /// <summary>Waits until nobody else decides about these people's time; held to the end of the transaction. They are taken in one order for everybody.</summary>
    public async Task HoldAsync(IEnumerable<Guid> people, CancellationToken ct)
    {
        await using var hold = db.SqlCommand(HoldSql.Of(db)).WithList(db, "holds", people.Select(HoldOf).Distinct().Order().ToArray());
        await hold.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Holds those about whom nobody else decides just now, and waits for nobody.</summary>
    public async Task<HashSet<Guid>> TryHoldAsync(IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        Guid[] volunteers = [.. people];
        await using var hold = db.SqlCommand(TryHoldSql.Of(db)).WithRows(db, "rows", ("volunteers", volunteers), ("holds", Array.ConvertAll(volunteers, HoldOf)));
        await using var rows = await hold.ExecuteReaderAsync(ct);
        var held = new HashSet<Guid>(volunteers.Length);
        while (await rows.ReadAsync(ct))
        {
            held.Add(rows.GetGuid(0));
        }

        return held;
    }

    /// <summary>What these people have promised and is not over, by person.</summary>
    /// <param name="but">A source that is left out, because its own module knows more of it.</param>
    public async Task<ILookup<Guid, Promise>> OfAsync(IEnumerable<Guid> people, DateTime now, CancellationToken ct, string? but = null)
    {
        Guid[] wanted = [.. people.Distinct()];
        var found = new List<Promise>();
        if (wanted.Length > 0 && Statements(but) is { Length: > 0 } statements)
        {
            await using var look = await db.SqlLookAsync(statements, ct);
            look.Command.WithList(db, "volunteers", wanted).With("now", now);
            await using var rows = await look.Command.ExecuteReaderAsync(ct);
            found = await ReadAsync(rows, but, ct).ToListAsync(ct);
        }

        return found.ToLookup(p => p.PersonId);
    }

    /// <summary>For a desk that asks within a command of its own, with the parameters of <see cref="IPromiseSource.Statement"/>.</summary>
    public string Statements(string? but = null) => string.Join(";\n", Besides(but).Select(s => s.Statement.Of(db)));

    /// <summary>Reads what <see cref="Statements"/> asked; the reader stands at the first of their results.</summary>
    public async IAsyncEnumerable<Promise> ReadAsync(DbDataReader rows, string? but, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var source in Besides(but))
        {
            while (await rows.ReadAsync(ct))
            {
                yield return new(rows.GetGuid(0), source.Source, rows.GetGuid(1), rows.GetGuid(2), Utc(rows, 3), Utc(rows, 4));
            }

            await rows.NextResultAsync(ct);
        }
    }

    /// <summary>What a promise is called.</summary>
    public async Task<string> TitleAsync(Promise promise, CancellationToken ct) =>
        (await sources.Single(s => s.Source == promise.Source).TitlesAsync([promise.SourceId], ct)).GetValueOrDefault(promise.SourceId, "");

    private IEnumerable<IPromiseSource> Besides(string? but) => sources.Where(s => s.Source != but);

    private static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);
}
