using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Seats.Line;

/// <summary>The sign-ups that a batch writes.</summary>
internal sealed class Taken(int most)
{
    private readonly List<Line> _lines = new(most);

    public int Count => _lines.Count;

    /// <summary>Column by column, as Take.*.sql reads them.</summary>
    public (string, Array)[] Columns =>
    [
        ("activities", Column(l => l.Shift.ActivityId)), ("shifts", Column(l => l.Shift.Id)), ("volunteers", Column(l => l.Request.VolunteerId)), ("statuses", Column(l => l.Status)),
        ("places", Column(l => l.Place)), ("ways", Column(l => l.Request.Way.ToString())), ("holds", Column(l => l.HoldUntil)), ("bys", Column(l => l.Request.By)),
        ("starts", Column(l => l.Shift.StartsAt)), ("ends", Column(l => l.Shift.EndsAt)), ("divisions", Column(l => l.Shift.DivisionCode)),
        ("teams", Column(l => l.Shift.TeamId)), ("projects", Column(l => l.Shift.ProjectId)),
    ];

    /// <summary>To be called right after the decision: the place is the number the shift has just given.</summary>
    public void Add(SeatRequest request, SignupStatus status, ShiftSeats shift, DateTime? holdUntil) =>
        _lines.Add(new Line(request, status.ToString(), shift, shift.LastPlace, holdUntil));

    private T[] Column<T>(Func<Line, T> value)
    {
        var column = new T[_lines.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(_lines[i]);
        }

        return column;
    }

    private readonly record struct Line(SeatRequest Request, string Status, ShiftSeats Shift, int Place, DateTime? HoldUntil);
}
