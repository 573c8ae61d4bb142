using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Weiguang.Kernel.Live;

/// <summary>Carries news to other nodes; the database's own channel in PostgreSQL, nothing in a single process.</summary>
public interface ILiveRelay
{
    void Send(IReadOnlyCollection<string> topics);
}

/// <summary>Tells listeners that something changed. Best effort: whoever misses a call sees the change at the next look.</summary>
public sealed class LiveFeed(IEnumerable<ILiveRelay> relays)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Listener, byte>> _byTopic = new();

    /// <summary>News that began here: told to this node and to the others.</summary>
    public void Publish(IReadOnlyCollection<string> topics)
    {
        Deliver(topics);
        foreach (var relay in relays)
        {
            relay.Send(topics);
        }
    }

    /// <summary>News that arrived from another node.</summary>
    public void Deliver(IReadOnlyCollection<string> topics)
    {
        foreach (var topic in topics)
        {
            foreach (var listener in _byTopic.TryGetValue(topic, out var found) ? found.Keys : [])
            {
                listener.Hear(topic);
            }
        }
    }

    public Listener Listen(IReadOnlyCollection<string> topics)
    {
        var listener = new Listener(this, topics);
        foreach (var topic in topics)
        {
            _byTopic.GetOrAdd(topic, _ => new())[listener] = 0;
        }

        return listener;
    }

    private void Forget(Listener listener, IReadOnlyCollection<string> topics)
    {
        foreach (var topic in topics)
        {
            if (_byTopic.TryGetValue(topic, out var listeners))
            {
                listeners.TryRemove(listener, out _);
            }
        }
    }

    /// <summary>One pair of ears.</summary>
    public sealed class Listener(LiveFeed feed, IReadOnlyCollection<string> topics) : IDisposable
    {
        private readonly Channel<string> _heard = Channel.CreateBounded<string>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });

        internal void Hear(string topic) => _heard.Writer.TryWrite(topic);

        /// <summary>The next topic that changed, or null when nothing did for that long.</summary>
        public async Task<string?> WaitAsync(TimeSpan patience, CancellationToken ct)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(patience);
            try
            {
                return await _heard.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return null;
            }
        }

        public void Dispose() => feed.Forget(this, topics);
    }
}
