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
    /// <summary>So much of what was told is remembered, for who made a page before it and listens after it.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Listener, byte>> _byTopic = new();
    private readonly string _node = Guid.NewGuid().ToString("N")[..8];
    private readonly Lock _memory = new();
    private readonly Queue<(long At, string Topic)> _past = [];
    private readonly Dictionary<string, long> _last = [];
    private long _told;
    private long _floor;

    /// <summary>A moment in what this node was told: a page that is made from here on shows what came before.</summary>
    public string Moment => $"{_node}.{Volatile.Read(ref _told)}";

    /// <summary>Whether one of the topics was told after that moment; null when it is not a moment of this node.</summary>
    public bool? HasTold(IReadOnlyCollection<string> topics, string? since)
    {
        if (since?.Split('.') is not [var node, var at] || node != _node || !long.TryParse(at, out var moment))
        {
            return null;
        }

        lock (_memory)
        {
            return moment < _floor || (_past.TryPeek(out var oldest) && oldest.At > moment + 1) || topics.Any(t => _last.GetValueOrDefault(t) > moment);
        }
    }

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
            Remember(topic);
            foreach (var listener in _byTopic.TryGetValue(topic, out var found) ? found.Keys : [])
            {
                listener.Hear(topic);
            }
        }
    }

    /// <summary>Something may have been missed: everybody who listens here looks again, and whoever made a page before and listens after it.</summary>
    public void DeliverAll()
    {
        Deliver([.. _byTopic.Keys]);
        lock (_memory)
        {
            _floor = ++_told;
        }
    }

    private void Remember(string topic)
    {
        lock (_memory)
        {
            _last[topic] = ++_told;
            _past.Enqueue((_told, topic));
            if (_past.Count > Most && _past.Dequeue() is var (at, forgotten) && _last[forgotten] == at)
            {
                _last.Remove(forgotten);
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
