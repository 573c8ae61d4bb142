namespace Weiguang.Hours.Proving;

/// <summary>A piece of time, UTC; its end is not part of it.</summary>
internal readonly record struct Span(DateTime From, DateTime Until)
{
    public TimeSpan Length => Until > From ? Until - From : TimeSpan.Zero;

    public bool Overlaps(Span other) => From < other.Until && other.From < Until;

    public Span Within(Span window) => new(From > window.From ? From : window.From, Until < window.Until ? Until : window.Until);

    /// <summary>What is left of it when others are taken out, in order.</summary>
    public List<Span> Without(IEnumerable<Span> taken)
    {
        var (left, from) = (new List<Span>(), From);
        foreach (var other in taken.Where(Overlaps).OrderBy(o => o.From))
        {
            left.Add(new(from, other.From));
            from = other.Until > from ? other.Until : from;
        }

        left.Add(new(from, Until));
        return left.FindAll(s => s.Length > TimeSpan.Zero);
    }

    /// <summary>The first so much of several pieces in order.</summary>
    public static List<Span> First(IEnumerable<Span> pieces, TimeSpan length)
    {
        var first = new List<Span>();
        foreach (var piece in pieces)
        {
            var some = piece.Length < length ? piece : new(piece.From, piece.From + length);
            first.Add(some);
            length -= some.Length;
        }

        return first.FindAll(s => s.Length > TimeSpan.Zero);
    }

    /// <summary>Whole minutes of several pieces together.</summary>
    public static int MinutesOf(IEnumerable<Span> pieces) => (int)(pieces.Sum(p => p.Length.Ticks) / TimeSpan.TicksPerMinute);
}
