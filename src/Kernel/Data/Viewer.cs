namespace Weiguang.Kernel;

/// <summary>Who looks at the data in this request or job: a person, a staff range of divisions, teams led and what the role in use may do there, or the system itself.</summary>
public sealed class Viewer
{
    private IReadOnlySet<string> _permissions = new HashSet<string>();

    /// <summary>The signed-in person; <see cref="Guid.Empty"/> for nobody.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>First 12-digit division code of the staff scope in use; an empty range for everybody else.</summary>
    public long From { get; private set; } = 1;

    /// <summary>First code after the scope.</summary>
    public long To { get; private set; }

    /// <summary>Teams this person leads.</summary>
    public List<Guid> TeamIds { get; private set; } = [];

    /// <summary>True for jobs and the command line: no filter applies.</summary>
    public bool All { get; private set; }

    public bool IsSignedIn => PersonId != Guid.Empty;

    public bool IsStaff => To > From;

    /// <summary>Whether a division lies in the staff scope in use; for a query see <see cref="ViewerQueries.CoveredBy"/>.</summary>
    public bool Covers(long division) => division >= From && division < To;

    /// <summary>Whether all of a range of divisions does.</summary>
    public bool Covers((long From, long To) range) => range.From >= From && range.To <= To;

    /// <summary>Whether the role in use holds this permission (<see cref="Access.Permission"/>); where, its range says.</summary>
    public bool May(string permission) => All || _permissions.Contains(permission);

    public void Become(Guid personId, long from = 1, long to = 0, IEnumerable<Guid>? teamIds = null, IReadOnlySet<string>? permissions = null)
    {
        (PersonId, From, To, TeamIds, All) = (personId, from, to, [.. teamIds ?? []], false);
        _permissions = permissions ?? new HashSet<string>();
    }

    public void BecomeSystem() => All = true;

    /// <summary>
    /// Another table within a rule. A root whose rule looks at its own parts reads only their keys, as a type without a rule (<c>HasNoKey().ToView</c>):
    /// the parts' rule is the root's, and the two would ask each other for ever.
    /// </summary>
    public IQueryable<T> Rows<T>() where T : class => throw new InvalidOperationException("Only a rule of visibility may say this; it becomes part of the query.");
}
