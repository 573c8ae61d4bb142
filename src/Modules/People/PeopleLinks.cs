namespace Weiguang.People;

/// <summary>Addresses of a person's own pages.</summary>
public static class PeopleLinks
{
    public const string Me = "/me";

    /// <summary>Where a button that lets somebody out is sent.</summary>
    public const string SignOut = "/sign-out";

    public const string Profile = "/me/profile";

    /// <summary>The card a volunteer shows.</summary>
    public const string Card = "/me/card";

    /// <summary>Teams, projects and activities one follows.</summary>
    public const string Following = "/me/following";

    /// <summary>Where a resident becomes a volunteer.</summary>
    public const string Volunteer = "/me/volunteer";

    /// <summary>Where visitors of a demo enter as somebody.</summary>
    public const string Demo = "/demo";

    /// <param name="back">The page to return to, with its query and fragment.</param>
    public static string SignIn(string back) => $"/sign-in?return={Uri.EscapeDataString(back)}";
}
