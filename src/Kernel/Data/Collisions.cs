using System.Data.Common;
using System.Security.Cryptography;

namespace Weiguang.Kernel;

/// <summary>
/// Two transactions that wait for each other in a circle, or that could not have run one after the other: PostgreSQL ends one of them, nothing of it stays,
/// and done again it succeeds. The order of locks (docs/algorithms/locks.md) keeps circles rare; this is for those that remain. Only what is safe to repeat
/// as a whole, in a fresh scope, is repeated: a batch of a desk, the rows of an outbox topic, a round of a patrol, a request that has kept nothing yet.
/// </summary>
public static class Collisions
{
    /// <summary>How often a whole is tried before its collision becomes an error.</summary>
    public const int Tries = 5;

    /// <summary>The first pause, at most; each further one may last twice as long.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    private const string Deadlock = "40P01";
    private const string SerializationFailure = "40001";

    public static bool IsCollision(this Exception e) =>
        e is DbException { SqlState: Deadlock or SerializationFailure } || (e.InnerException?.IsCollision() ?? false);

    /// <summary>Does <paramref name="whole"/>, and again when it was ended by a collision. It begins from nothing each time: scope, context and transaction are its own.</summary>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> whole)
    {
        for (var left = Tries - 1; ; left--)
        {
            try
            {
                return await whole();
            }
            catch (Exception e) when (left > 0 && e.IsCollision())
            {
                await PauseAsync(left);
            }
        }
    }

    /// <summary>Before a repetition, of a length by lot: those who met would else meet again.</summary>
    /// <param name="left">How many tries are left.</param>
    internal static Task PauseAsync(int left)
    {
        Signals.Repeats.Add(1);
        var longest = (int)Shortest.TotalMilliseconds << (Tries - 1 - left);
        return Task.Delay(RandomNumberGenerator.GetInt32(longest + 1));
    }

    public static Task RepeatAsync(Func<Task> whole) => RepeatAsync(async () =>
    {
        await whole();
        return true;
    });
}
