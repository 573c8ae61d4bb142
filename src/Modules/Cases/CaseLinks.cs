namespace Weiguang.Cases;

/// <summary>Addresses of what waits to be decided.</summary>
public static class CaseLinks
{
    public const string Inbox = "/console/cases";

    /// <summary>Where it is decided whether a picture goes.</summary>
    public static string PhotoReport(Guid id) => $"/console/photo-reports/{id}";
}
