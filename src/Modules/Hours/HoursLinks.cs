using Weiguang.Hours.Domain;

namespace Weiguang.Hours;

/// <summary>Addresses of pages about hours.</summary>
public static class HoursLinks
{
    internal static string Of(ServiceRecord record) => Of(record.SourceId, record.Id);

    public static string Of(Guid sourceId, Guid recordId) => $"/hours/{sourceId}/records/{recordId}";

    /// <summary>Where the organisers look after the records of a source.</summary>
    public static string Desk(Guid sourceId) => $"/hours/{sourceId}/records";

    /// <summary>A record in the console, for whoever decides about it.</summary>
    internal static string Decide(Guid sourceId, Guid recordId) => $"/console{Of(sourceId, recordId)}";

    /// <summary>The records of a source in the console.</summary>
    internal static string Office(Guid sourceId) => $"/console{Desk(sourceId)}";

    internal static string Objection(Guid sourceId, Guid id) => $"/console/hours/{sourceId}/objections/{id}";

    internal static string Anomaly(Guid sourceId, Guid id) => $"/console/hours/{sourceId}/anomalies/{id}";

    /// <summary>The viewer's own face: what they agreed to, and how to erase it.</summary>
    public const string OwnFace = "/me/face";

    /// <summary>Where somebody adds their face to their own check-in.</summary>
    public static string Face(Guid sourceId, Guid engagementId) => $"/hours/{sourceId}/engagements/{engagementId}/face";

    public static string Public(Guid sourceId) => $"/hours/{sourceId}";
}
