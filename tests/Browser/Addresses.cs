namespace Weiguang.Browser;

/// <summary>Every page that stands without sign-in or data. To have a page checked for accessibility, elder mode, keyboard and weight, add its line.</summary>
public static class Addresses
{
    /// <summary>Pages for everybody: light enough for a village's network.</summary>
    public static readonly string[] Citizen =
    [
        "/",
        "/no-such-page",
        "/stations",
        "/stations?division=220881000000",
        "/stations?near=45.335,122.787",
        "/regions/pick?level=5&at=220881000000&back=/stations",
        "/projects",
        "/sign-in",
        "/sign-in/password",
        "/activities",
        "/activities?view=map",
        "/activities?view=month",
        "/activities?when=weekend&open=true",
        "/stars",
        "/verify",
        "/ledger/anchors",
        "/offline",
    ];

    /// <summary>Pages for those who work with it, and our own reference.</summary>
    public static readonly string[] Others =
    [
        "/design",
        "/design/console",
        "/design/poster",
    ];

    public static TheoryData<string> CitizenPages => [.. Citizen];

    public static TheoryData<string> AllPages => [.. Citizen, .. Others];
}
