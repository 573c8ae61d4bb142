using System.Linq.Expressions;

namespace Weiguang.Cases;

/// <summary>Somebody doubts what is shown in public: hours, or a star. Staff decide; whoever it is about is told that there is a doubt, never whose.</summary>
public abstract class PublicObjection
{
    public const int MostLetters = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required long DivisionCode { get; init; }

    public required Guid By { get; init; }

    public required string Reason { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Null while open.</summary>
    public bool? Upheld { get; private set; }

    public string Decision { get; private set; } = "";

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public void Decide(bool upheld, string decision, Guid by, DateTime now) => (Upheld, Decision, DecidedBy, DecidedAt) = (upheld, decision, by, now);

    /// <summary>For whoever objected, and for the staff of the place.</summary>
    protected static Expression<Func<T, Viewer, bool>> VisibleToItsPeople<T>() where T : PublicObjection => (objection, viewer) =>
        viewer.All || objection.By == viewer.PersonId || (objection.DivisionCode >= viewer.From && objection.DivisionCode < viewer.To);
}
