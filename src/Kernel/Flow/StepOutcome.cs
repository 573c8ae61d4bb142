namespace Weiguang.Kernel;

public enum StepOutcome
{
    Done,

    /// <summary>No such thing, or not the viewer's to see.</summary>
    Missing,

    /// <summary>Theirs to see, but this step is never theirs.</summary>
    NotYours,

    /// <summary>Not possible as it stands now.</summary>
    NotNow,

    /// <summary>Possible as such, but it is no longer what the caller saw.</summary>
    Moved,

    /// <summary>A rule says no, whenever it is asked: the answer says which.</summary>
    Refused,

    /// <summary>What was filled in is wrong, and is told at its field.</summary>
    Invalid,
}
