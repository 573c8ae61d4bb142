namespace Weiguang.Projects.Leading;

/// <summary>What became of a step with a project.</summary>
internal enum ProjectAnswer
{
    Done,
    Missing,

    /// <summary>Visible, but this step is never the viewer's.</summary>
    NotYours,

    /// <summary>Not possible in the state it is in now.</summary>
    NotNow,

    /// <summary>It is no longer what the caller saw: <see cref="ProjectPast"/> tells what happened.</summary>
    Moved,
}
