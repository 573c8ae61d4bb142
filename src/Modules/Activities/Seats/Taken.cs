using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Seats;

/// <summary>The sign-ups that a batch writes, column by column.</summary>
internal sealed class Taken(int most)
{
    private readonly List<Guid> _activities = new(most);
    private readonly List<Guid> _shifts = new(most);
    private readonly List<Guid> _volunteers = new(most);
    private readonly List<string> _statuses = new(most);
    private readonly List<int> _places = new(most);
    private readonly List<string> _ways = new(most);
    private readonly List<DateTime?> _holds = new(most);
    private readonly List<Guid?> _bys = new(most);

    public int Count => _activities.Count;

    public (string, Array)[] Columns =>
    [
        ("activities", _activities.ToArray()), ("shifts", _shifts.ToArray()), ("volunteers", _volunteers.ToArray()), ("statuses", _statuses.ToArray()),
        ("places", _places.ToArray()), ("ways", _ways.ToArray()), ("holds", _holds.ToArray()), ("bys", _bys.ToArray()),
    ];

    public void Add(SeatRequest request, SeatAnswer answer, ShiftSeats? shift, DateTime? holdUntil)
    {
        if (SeatDesk.StatusOf(answer.Outcome) is not { } status)
        {
            return;
        }

        _activities.Add(request.ActivityId);
        _shifts.Add(request.ShiftId);
        _volunteers.Add(request.VolunteerId);
        _statuses.Add(status.ToString());
        _places.Add(shift!.LastPlace); // The number just given.
        _ways.Add(request.Way.ToString());
        _holds.Add(holdUntil);
        _bys.Add(request.By);
    }
}
