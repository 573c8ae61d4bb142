namespace Weiguang.Kernel.Security;

/// <summary>Doors that ask who somebody is. What a role may do is a <see cref="Access.Permission"/>; which rows they then see is the <see cref="Viewer"/>'s matter.</summary>
public static class Policies
{
    public const string SignedIn = "signed-in";
    public const string Volunteer = "volunteer";
    public const string TeamLeader = "team-leader";
}
