using System.Data;
using System.Threading.Channels;
using Npgsql;
using Weiguang.Kernel.Live;

namespace Weiguang.Web.Persistence;

/// <summary>Carries live news to the other nodes over PostgreSQL's own channel (LISTEN/NOTIFY). Best effort: what is missed is seen at the next look.</summary>
internal sealed class PostgresRelay : ILiveRelay
{
    /// <summary>Notifications carry at most 8,000 bytes.</summary>
    private const int TopicsAtOnce = 100;

    /// <summary>This node among them, so that it does not hear itself.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    private readonly Channel<string> _outgoing = Channel.CreateBounded<string>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<string> Outgoing => _outgoing.Reader;

    public void Send(IReadOnlyCollection<string> topics)
    {
        foreach (var some in topics.Chunk(TopicsAtOnce))
        {
            _outgoing.Writer.TryWrite($"{Node} {string.Join(' ', some)}");
        }
    }
}

/// <summary>Sends what the relay collected and hears what other nodes sent; takes a new connection when one breaks.</summary>
internal sealed class PostgresLive(PostgresRelay relay, LiveFeed live, IConfiguration configuration, ILogger<PostgresLive> log) : BackgroundService
{
    private const string ChannelName = "weiguang_live";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Taken from the relay and not sent yet: it outlives the connection that broke under it.</summary>
    private string? _unsent;

    /// <summary>The channel broke, or could not be opened, since it was heard last.</summary>
    private bool _wasDeaf;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(KeepAsync(SendAsync, stoppingToken), KeepAsync(HearAsync, stoppingToken));

    private async Task KeepAsync(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Default")) { KeepAlive = 30, Pooling = false }.ConnectionString);
                await connection.OpenAsync(ct);
                await work(connection, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                _wasDeaf = true;
                log.LogWarning(e, "The channel of live news broke; opening it again.");
                await Task.Delay(Pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (_unsent is not null || await relay.Outgoing.WaitToReadAsync(ct))
        {
            if (_unsent is null && !relay.Outgoing.TryRead(out _unsent))
            {
                continue;
            }

            await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = ChannelName }, new() { Value = _unsent } } };
            try
            {
                await command.ExecuteNonQueryAsync(ct);
            }
            catch (PostgresException e) when (!e.IsTransient && connection.State == ConnectionState.Open)
            {
                log.LogWarning(e, "News was refused and is dropped."); // For good: it would hold up all that come after it.
            }

            _unsent = null;
        }
    }

    private async Task HearAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        connection.Notification += (_, news) =>
        {
            var words = news.Payload.Split(' ');
            if (words[0] != relay.Node)
            {
                live.Deliver(words[1..]);
            }
        };
        await using (var command = new NpgsqlCommand($"LISTEN {ChannelName}", connection))
        {
            await command.ExecuteNonQueryAsync(ct);
        }

        if (_wasDeaf)
        {
            _wasDeaf = false;
            live.DeliverAll(); // What was told while nobody heard here is not known.
        }

        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }
}
