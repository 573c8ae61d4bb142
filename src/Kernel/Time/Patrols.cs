using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Weiguang.Kernel;

/// <summary>What jobs that walk through the database in rounds have in common.</summary>
public static class Patrols
{
    /// <summary>A fresh scope whose viewer is the system: no filter applies.</summary>
    public static AsyncServiceScope SystemScope(this IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        return scope;
    }

    /// <summary>Walks a round after every pause until told to stop. A round is safe to walk again, so one that collides is walked at once; one that fails is written down, and the next one tries again; one that fails because the program ends is the last.</summary>
    /// <param name="failure">What could not be done, for the log.</param>
    /// <param name="clock">Whose time the pauses are; the machine's unless told.</param>
    public static async Task WalkAsync(
        TimeSpan pause, Func<CancellationToken, Task> round, ILogger log, string failure, CancellationToken stopping, TimeProvider? clock = null)
    {
        using var timer = new PeriodicTimer(pause, clock ?? TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await Collisions.RepeatAsync(() => round(stopping));
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return; // Half a round at the end of the process is rolled back, and walked again by the next one.
            }
            catch (Exception e)
            {
                log.LogError(e, "{Failure}; trying again.", failure);
            }
        }
    }
}
