using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Live;

/// <summary>
/// The news as server-sent events, for who is signed in, for as long as they are, and in the roles they had at its beginning: asked before each word. A browser whose stream ended asks again by
/// itself, as who it is by then.
/// </summary>
public sealed class LiveStreams(LiveFeed feed, IHostApplicationLifetime lifetime)
{
    /// <summary>Of one person: every page of a busy desk. A browser keeps to fewer, one that is refused does without.</summary>
    internal const int MostOfOne = 20;

    private const int PatienceSeconds = 60;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<Guid, int> _open = new();

    /// <summary>Each event names a topic that changed; a heartbeat keeps proxies and phones awake. 429 when the person has too many.</summary>
    public IResult Open(HttpContext http, IReadOnlyCollection<string> topics)
    {
        var person = http.RequestServices.GetRequiredService<Viewer>().PersonId;
        http.Response.RegisterForDispose(new Slot(this, person));
        if (_open.AddOrUpdate(person, 1, (_, open) => open + 1) > MostOfOne)
        {
            http.Response.Headers.RetryAfter = $"{PatienceSeconds}";
            return new Problem(StatusCodes.Status429TooManyRequests, "too-many-requests", Phrase.Of("会自己更新的页面开得太多了，请关掉几个")) { Facts = { ["retryAfter"] = PatienceSeconds } };
        }

        return TypedResults.ServerSentEvents(ReadAsync(topics, Standing.Of(http), http.Request.Query["since"], http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(IReadOnlyCollection<string> topics, Standing standing, string? since, [EnumeratorCancellation] CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        using var listener = feed.Listen([.. topics, .. standing.Topics]);
        var missed = feed.HasTold(topics, since);
        var item = new SseItem<string>(missed is null ? "unknown" : "known", "ready");
        var topic = (string?)standing.Topics[0]; // It may have ended before anybody listened.
        while (await standing.CheckAsync(anew: topic == standing.Topics[0], ct))
        {
            if (!standing.Topics.Contains(topic) || item.EventType == "ready")
            {
                yield return item;
            }

            if (item.EventType == "ready" && missed == true)
            {
                yield return new("missed", "changed");
            }

            try
            {
                topic = await listener.WaitAsync(Heartbeat, ends.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                yield break; // A program that stops waits for nobody who only listens.
            }

            item = topic is null ? new SseItem<string>("", "heartbeat") : new SseItem<string>(topic, "changed");
        }
    }

    private void Close(Guid person)
    {
        if (_open.AddOrUpdate(person, 0, (_, open) => open - 1) == 0)
        {
            _open.TryRemove(new(person, 0));
        }
    }

    private sealed class Slot(LiveStreams streams, Guid person) : IDisposable
    {
        public void Dispose() => streams.Close(person);
    }
}
