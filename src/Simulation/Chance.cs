namespace Weiguang.Simulation;

/// <summary>Luck that repeats: SplitMix64 (Steele, Lea and Flood 2014), the same on every version of the runtime. A branch has its own stream, so that one more draw here changes nothing there.</summary>
internal sealed class Chance
{
    private readonly ulong _seed;
    private ulong _state;

    private Chance(ulong seed) => (_seed, _state) = (seed, seed);

    public static Chance Of(SimulationPlan plan) => new(unchecked(((ulong)plan.Seed * 0x9E3779B97F4A7C15) + (ulong)plan.Division));

    /// <summary>An own stream that follows from the seed and the name (FNV-1a).</summary>
    public Chance Branch(string name) => new(name.Aggregate(_seed ^ 0xCBF29CE484222325, (hash, c) => unchecked((hash ^ c) * 0x100000001B3)));

    /// <summary>0 up to, but not, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double share) => Unit() < share;

    public int Below(int count) => (int)(Unit() * count);

    /// <summary>Both ends can come.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public double Between(double low, double high) => low + (Unit() * (high - low));

    public double Normal(double mean, double deviation) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit()));

    /// <summary>Log-normal: half of the values lie below the median, a few far above it, as waiting times of people do.</summary>
    public double Around(double median, double spread) => median * Math.Exp(Normal(0, spread));

    /// <summary>How many of many unlikely things happen (Knuth).</summary>
    public int Poisson(double mean)
    {
        var (count, left) = (0, Unit());
        for (var limit = Math.Exp(-mean); left > limit; left *= Unit())
        {
            count++;
        }

        return count;
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public T Pick<T>(IReadOnlyList<T> from, Func<T, double> weight)
    {
        var left = Unit() * from.Sum(weight);
        foreach (var one in from)
        {
            if ((left -= weight(one)) < 0)
            {
                return one;
            }
        }

        return from[^1];
    }

    /// <summary>As many different ones, or all when there are fewer.</summary>
    public List<T> Some<T>(IEnumerable<T> from, int count)
    {
        var rest = from.ToList();
        for (var i = 0; i < Math.Min(count, rest.Count); i++)
        {
            var other = i + Below(rest.Count - i);
            (rest[i], rest[other]) = (rest[other], rest[i]);
        }

        return rest.GetRange(0, Math.Min(count, rest.Count));
    }

    /// <summary>A UUID of version 7 (RFC 9562) as if made at that time.</summary>
    public Guid Id(DateTime at)
    {
        var time = (ulong)new DateTimeOffset(at).ToUnixTimeMilliseconds();
        var (high, low) = ((time << 16) | 0x7000 | (Next() & 0x0FFF), (Next() & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000);
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
