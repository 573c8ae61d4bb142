using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Weiguang.Bench.Load;

/// <summary>What came of a storm of requests.</summary>
/// <param name="Words">How many answers held each of the words looked for.</param>
internal sealed record StormResult(int Requests, double Seconds, double[] Milliseconds, int[] Words, int Failures)
{
    public double PerSecond => Requests / Seconds;

    public double Percentile(double share) => Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(share * Milliseconds.Length))];
}

/// <summary>Many connections that each send one request after the other, over plain sockets: the generator shares the machine with what it measures, so it must cost little.</summary>
internal static class Storm
{
    /// <param name="request">The bytes of request i.</param>
    /// <param name="words">Counted in the answers, such as "answer":"accepted".</param>
    public static async Task<StormResult> RunAsync(IPEndPoint address, int connections, int requests, Func<int, byte[]> request, params string[] words)
    {
        var needles = words.Select(Encoding.UTF8.GetBytes).ToArray();
        var lines = new Line[connections];
        for (var i = 0; i < connections; i++)
        {
            lines[i] = await Line.OpenAsync(address);
        }

        var times = new double[requests];
        var found = new int[words.Length];
        var (next, failures) = (-1, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(lines.Select(line => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
            {
                var sent = Stopwatch.GetTimestamp();
                var answer = await line.AskAsync(request(i));
                times[i] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
                var word = Array.FindIndex(needles, n => answer.Span.IndexOf(n) >= 0);
                Interlocked.Increment(ref word >= 0 ? ref found[word] : ref failures);
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        Array.ForEach(lines, l => l.Dispose());
        Array.Sort(times);
        return new StormResult(requests, seconds, times, found, failures);
    }

    public static byte[] Post(string path, string token, string json) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    public static byte[] Get(string path) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nAccept-Language: zh-CN\r\n\r\n");
}

/// <summary>One HTTP/1.1 connection.</summary>
internal sealed class Line : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];

    public static async Task<Line> OpenAsync(IPEndPoint address)
    {
        var line = new Line();
        await line._socket.ConnectAsync(address);
        return line;
    }

    /// <summary>The whole answer, head and body; valid until the next question.</summary>
    public async Task<ReadOnlyMemory<byte>> AskAsync(byte[] request)
    {
        await _socket.SendAsync(request);
        for (var length = 0; ;)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            length += read;
            if (read == 0 || IsWhole(_buffer.AsSpan(0, length)))
            {
                return _buffer.AsMemory(0, length);
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var lengthAt = answer[..head].IndexOf("Content-Length: "u8);
        if (lengthAt < 0)
        {
            return answer.EndsWith("0\r\n\r\n"u8); // Chunked.
        }

        var digits = answer[(lengthAt + 16)..];
        return System.Buffers.Text.Utf8Parser.TryParse(digits, out int length, out _) && answer.Length >= head + 4 + length;
    }

    public void Dispose() => _socket.Dispose();
}
