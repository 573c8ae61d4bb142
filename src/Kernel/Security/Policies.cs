namespace Weiguang.Kernel.Security;

/// <summary>Who may come in at all; which rows they then see is the <see cref="Viewer"/>'s matter.</summary>
public static class Policies
{
    public const string SignedIn = "signed-in";
    public const string Volunteer = "volunteer";
    public const string TeamLeader = "team-leader";

    /// <summary>Station staff, coordinators and admins.</summary>
    public const string Staff = "staff";
    public const string Coordinator = "coordinator";
    public const string Admin = "admin";
}
