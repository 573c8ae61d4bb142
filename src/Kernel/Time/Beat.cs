using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Weiguang.Kernel;

/// <summary>
/// How a patrol walks: it asks as the system what is due, and takes one step with each row in a scope of its own. What is due stands in the database and each row is locked and looked at again, so a missed round loses
/// nothing and several nodes may walk at once; one bad row stops no other (<see cref="Setbacks"/>).
/// </summary>
public sealed class Beat(IServiceScopeFactory scopes, TimeProvider clock, ILogger log)
{
    private readonly Setbacks _setbacks = new(clock, log);

    /// <summary>What is due, but for rows that failed lately.</summary>
    /// <param name="due">Is given the ids of those.</param>
    public async Task<TDue> FindAsync<T, TDue>(Func<T, IReadOnlyList<Guid>, Task<TDue>> due) where T : notnull
    {
        var waiting = _setbacks.Waiting;
        return await AskAsync<T, TDue>(service => due(service, waiting));
    }

    /// <summary>One step with each; returns how many were taken.</summary>
    /// <param name="row">Whose setback it is when the step fails.</param>
    /// <param name="isDue">See <see cref="TryAsync"/>.</param>
    public async Task<int> EachAsync<T, TDue>(IEnumerable<TDue> due, Func<TDue, Guid> row, Func<T, TDue, Task<int>> step, CancellationToken ct, bool isDue = false) where T : notnull
    {
        var steps = 0;
        foreach (var one in due)
        {
            steps += await TryAsync<T>(row(one), service => step(service, one), ct, isDue);
        }

        return steps;
    }

    /// <summary>One step with each of what is due, batch after batch until one is not full; returns how many were taken.</summary>
    /// <param name="due">As of <see cref="FindAsync"/>.</param>
    /// <param name="batch">How many it gives at most.</param>
    public async Task<int> DrainAsync<T, TDue>(Func<T, IReadOnlyList<Guid>, Task<IReadOnlyList<TDue>>> due, int batch, Func<TDue, Guid> row, Func<T, TDue, Task<int>> step, CancellationToken ct) where T : notnull
    {
        var steps = 0;
        for (var more = true; more;)
        {
            var found = await FindAsync(due);
            steps += await EachAsync(found, row, step, ct);
            more = found.Count == batch;
        }

        return steps;
    }

    /// <param name="isDue">Whether a row of which nothing came is due still, and would be found again at once.</param>
    public Task<int> TryAsync<T>(Guid row, Func<T, Task<int>> step, CancellationToken ct, bool isDue = false) where T : notnull =>
        _setbacks.TryAsync(row, () => AskAsync(step), ct, isDue);

    /// <summary>Round after round until the program ends.</summary>
    /// <param name="failure">What could not be done, for the log.</param>
    public Task WalkAsync(TimeSpan pause, Func<CancellationToken, Task<int>> round, string failure, CancellationToken stopping) => Patrols.WalkAsync(pause, round, log, failure, stopping);

    private async Task<TAnswer> AskAsync<T, TAnswer>(Func<T, Task<TAnswer>> ask) where T : notnull
    {
        await using var scope = scopes.SystemScope();
        return await ask(scope.ServiceProvider.GetRequiredService<T>());
    }
}
