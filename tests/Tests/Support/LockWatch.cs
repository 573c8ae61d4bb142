using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Weiguang.Tests.Support;

/// <summary>Reads what each transaction holds on PostgreSQL by statements of EF, and keeps every one that holds a kind that stands above one it holds already. Commands by hand hold people, and shifts before them: <see cref="HeldBy"/> reads their files.</summary>
internal sealed partial class LockWatch : DbCommandInterceptor
{
    private readonly ConditionalWeakTable<IDbContextTransaction, HashSet<string>> _held = []; // Of EF: the driver uses its own again.
    private readonly ConcurrentDictionary<string, int> _seen = [];
    private readonly ConcurrentQueue<string> _backUp = new();

    /// <summary>What went back up, each with what it held.</summary>
    public IReadOnlyCollection<string> BackUp => _backUp;

    /// <summary>The kinds that were held at all.</summary>
    public ICollection<string> Seen => _seen.Keys;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Watch(command, eventData);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Watch(command, eventData);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    /// <summary>What a command holds, in the order in which it does.</summary>
    public static IEnumerable<string> HeldBy(string sql) =>
        from statement in sql.Split(';')
        from held in Rows().Match(statement) is { Success: true } rows ? [rows.Groups[1].Value]
            : Account().IsMatch(statement) ? ["ledger_account"]
            : Person().IsMatch(statement) ? [LockOrder.People] : Array.Empty<string>()
        select held;

    private void Watch(DbCommand command, CommandEventData about)
    {
        if (about.Context?.Database.CurrentTransaction is not { } transaction)
        {
            return;
        }

        var held = _held.GetValue(transaction, _ => []);
        foreach (var kind in HeldBy(command.CommandText).Where(LockOrder.Ranks.ContainsKey))
        {
            _seen[kind] = 1;
            if (!held.Contains(kind) && held.FirstOrDefault(h => LockOrder.Ranks[h] > LockOrder.Ranks[kind]) is { } below) // Whoever holds some of a kind may ask for them again.
            {
                _backUp.Enqueue($"{kind} after {below}: {string.Join(" < ", Environment.StackTrace.Split('\n').Where(line => line.Contains(" Weiguang.", StringComparison.Ordinal) && !line.Contains(nameof(LockWatch), StringComparison.Ordinal)).Take(8).Select(line => line.Trim()))}");
            }

            held.Add(kind);
        }
    }

    [GeneratedRegex(@"\bFROM (\w+)\b.*\bFOR (NO KEY )?UPDATE", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"INSERT INTO ledger_account |FROM ledger_account AS \w+\s+WHERE \w+\.account_id = ANY")] // Held by hand, and read at once.
    private static partial Regex Account();

    [GeneratedRegex("pg_advisory_xact_lock\\(hold\\)")]
    private static partial Regex Person();
}
