namespace Weiguang.Cases;

/// <summary>Addresses of what waits to be decided.</summary>
public static class CaseLinks
{
    public const string Inbox = "/console/cases";
}
