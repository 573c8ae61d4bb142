using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Weiguang.Tests.Support;

/// <summary>The requests that an app is answering: a case may leave a stream open, or hang up.</summary>
internal sealed class Underway : IStartupFilter
{
    private readonly ConcurrentDictionary<HttpContext, TaskCompletionSource> _requests = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, go) =>
        {
            var done = _requests[context] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await go(context);
            }
            finally
            {
                _requests.TryRemove(context, out _);
                done.SetResult();
            }
        });
        next(app);
    };

    /// <summary>Hangs up on everybody; false when a request goes on nevertheless.</summary>
    public async Task<bool> EndAsync(TimeSpan patience)
    {
        foreach (var (context, _) in _requests)
        {
            context.Abort();
        }

        try
        {
            await Task.WhenAll(_requests.Values.Select(done => done.Task)).WaitAsync(patience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
