namespace Weiguang.Hours.Proving;

/// <summary>Who stands behind a proof, each independent of the others (docs/algorithms/evidence.md).</summary>
[Flags]
internal enum Principals
{
    None = 0,

    /// <summary>All who run or may edit what the service is part of: who is in charge, leaders and deputies of its team, staff who cover its place. However many, they are one.</summary>
    Body = 1,

    /// <summary>The volunteer and their own phone.</summary>
    Own = 2,

    /// <summary>The one who was served.</summary>
    Resident = 4,

    /// <summary>Staff from outside the team and the matter.</summary>
    Outside = 8,
}
