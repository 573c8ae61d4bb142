namespace Weiguang.Kernel.Desks;

/// <summary>
/// A room where only so much is done at once, and the line before it. Whoever has least in the room is next, and among those who has waited longest: one who brings little is let in between
/// those who bring much. When the line is full, the last of whoever has most in it is sent away.
/// </summary>
/// <param name="places">In the room.</param>
/// <param name="ofOne">How often one and the same may be in the room at once.</param>
/// <param name="waiting">In the line.</param>
/// <param name="waitingOfOne">In the line of one and the same.</param>
/// <param name="patience">So long nobody waits: then they are sent away.</param>
public sealed class FairRoom(int places, int ofOne, int waiting, int waitingOfOne, TimeSpan patience)
{
    private readonly Lock _door = new();
    private readonly Dictionary<string, Line> _lines = [];
    private int _taken;
    private int _waiting;
    private long _turn;

    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Comes back when there is room; whoever is let in gives the places back at the end.</summary>
    /// <param name="who">Whose turn it takes.</param>
    /// <param name="needs">So many places.</param>
    /// <returns>Null when too many wait already, or it took too long.</returns>
    public async ValueTask<IDisposable?> EnterAsync(string who, int needs, CancellationToken ct)
    {
        var guest = Knock(who, Math.Min(needs, places));
        if (guest.Answer.Task.IsCompletedSuccessfully)
        {
            return guest.Answer.Task.Result ? guest : null;
        }

        using var limit = new CancellationTokenSource(patience);
        await using var tired = limit.Token.UnsafeRegister(static g => ((Guest)g!).Tire(), guest);
        await using var gone = ct.UnsafeRegister(static (g, token) => ((Guest)g!).GiveUp(token), guest);
        return await guest.Answer.Task ? guest : null;
    }

    private Guest Knock(string who, int needs)
    {
        lock (_door)
        {
            var line = _lines.TryGetValue(who, out var known) ? known : _lines[who] = new Line(who, ++_turn);
            var guest = new Guest(this, line, needs);
            line.Guests.AddLast(guest);
            _waiting++;
            LetIn();
            if (!guest.Answer.Task.IsCompleted && (_waiting > waiting || line.Guests.Count > waitingOfOne))
            {
                var longest = line.Guests.Count > waitingOfOne ? line : _lines.Values.MaxBy(l => l.Guests.Count)!;
                SendAway((longest.Guests.Count > line.Guests.Count ? longest : line).Guests.Last!.Value);
            }

            return guest;
        }
    }

    // Nobody overtakes whoever is next and needs many places: they would never get them.
    private void LetIn()
    {
        while (_waiting > 0 && Next() is { } line && line.Guests.First!.Value is var guest && guest.Needs <= places - _taken)
        {
            line.Guests.RemoveFirst();
            _waiting--;
            _taken += guest.Needs;
            line.Inside++;
            line.Since = ++_turn;
            guest.Answer.SetResult(true);
        }
    }

    private Line? Next() => _lines.Values.Where(l => l.Guests.Count > 0 && l.Inside < ofOne).MinBy(l => (l.Inside, l.Since));

    private void SendAway(Guest guest)
    {
        guest.Line.Guests.Remove(guest);
        _waiting--;
        guest.Answer.SetResult(false);
        Forget(guest.Line);
    }

    private void Tire(Guest guest)
    {
        lock (_door)
        {
            if (!guest.Answer.Task.IsCompleted)
            {
                SendAway(guest);
                LetIn();
            }
        }
    }

    private void GiveUp(Guest guest, CancellationToken ct)
    {
        lock (_door)
        {
            if (guest.Answer.TrySetCanceled(ct)) // Whoever was let in meanwhile is inside, and leaves as such.
            {
                guest.Line.Guests.Remove(guest);
                _waiting--;
                Forget(guest.Line);
                LetIn();
            }
        }
    }

    private void Leave(Guest guest)
    {
        lock (_door)
        {
            if (!guest.HasLeft)
            {
                guest.HasLeft = true;
                guest.Line.Inside--;
                guest.Line.Since = ++_turn;
                _taken -= guest.Needs;
                Forget(guest.Line);
                LetIn();
            }
        }
    }

    private void Forget(Line line)
    {
        if (line is { Inside: 0, Guests.Count: 0 })
        {
            _lines.Remove(line.Who);
        }
    }

    private sealed class Line(string who, long since)
    {
        public string Who => who;

        public LinkedList<Guest> Guests { get; } = [];

        public int Inside { get; set; }

        /// <summary>When it came, was let in or left last.</summary>
        public long Since { get; set; } = since;
    }

    private sealed class Guest(FairRoom room, Line line, int needs) : IDisposable
    {
        public Line Line => line;

        public int Needs => needs;

        public bool HasLeft { get; set; }

        public TaskCompletionSource<bool> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Tire() => room.Tire(this);

        public void GiveUp(CancellationToken ct) => room.GiveUp(this, ct);

        public void Dispose() => room.Leave(this);
    }
}
