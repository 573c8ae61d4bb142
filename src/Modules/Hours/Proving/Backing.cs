namespace Weiguang.Hours.Proving;

/// <summary>
/// Who stands behind a record that is proven by too few, and who has said since that it was so. It needs somebody who is not behind it yet, at each end; the service of whoever belongs to the body, or who was brought
/// in afterwards by a kiosk when the shift was over, needs somebody from outside.
/// </summary>
/// <param name="Said">Who has confirmed it so far.</param>
/// <param name="IsLate">Came by a late reading alone, after they had been missed.</param>
/// <param name="IsUnseen">Nothing but one body's word was known of them for long.</param>
internal sealed record Backing(Principals In, Principals Out, Principals Said, bool IsOfBody, bool IsLate, bool IsUnseen = false)
{
    private const Principals Insiders = Principals.Body | Principals.Own | Principals.Resident;

    /// <summary>Minutes that nothing measured: said by those who run it, whoever served; the volunteer's own yes makes them complete, of whoever belongs to the body with somebody's from outside, and publicity follows.</summary>
    public static readonly Backing Unmeasured = new(Principals.Body, Principals.Body, Principals.None, IsOfBody: false, IsLate: false);

    public static Backing Of(ProofKinds atIn, ProofKinds atOut, bool isOfBody, bool isLate = false, bool isUnseen = false) =>
        new(EvidenceRules.Behind(atIn, isOfBody), EvidenceRules.Behind(atOut, isOfBody), Principals.None, isOfBody, isLate, isUnseen);

    /// <summary>Everybody whose word would bring it further; none when it is complete.</summary>
    public Principals Wanted => IsComplete ? Principals.None
        : IsOfBody ? Principals.Outside
        : IsLate ? (Principals.Own | Principals.Outside) & ~Said
        : IsUnseen && !Said.HasFlag(Principals.Resident) ? (Principals.Own | Principals.Outside | Principals.Resident) & ~(Said | In | Out)
        : (Missing(In) | Missing(Out)) is var missing && missing != Principals.None ? missing : Insiders; // By itself it would be enough, and counts less for another reason.

    public bool IsComplete => IsOfBody ? Said.HasFlag(Principals.Outside)
        : IsLate ? Said.HasFlag(Principals.Own | Principals.Outside)
        : IsUnseen && !Said.HasFlag(Principals.Resident) ? Said.HasFlag(Principals.Own | Principals.Outside)
        : Said != Principals.None && Missing(In) == Principals.None && Missing(Out) == Principals.None;

    public Backing With(Principals who) => this with { Said = Said | who };

    /// <summary>Who is not behind this end while it has one principal alone.</summary>
    private Principals Missing(Principals end) => EvidenceRules.Count(end | Said) >= 2 ? Principals.None : Insiders & ~(end | Said);
}
