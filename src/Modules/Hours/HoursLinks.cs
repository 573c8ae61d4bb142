using Weiguang.Hours.Domain;

namespace Weiguang.Hours;

/// <summary>Addresses of pages about hours.</summary>
public static class HoursLinks
{
    internal static string Of(ServiceRecord record) => Of(record.SourceId, record.Id);

    public static string Of(Guid sourceId, Guid recordId) => $"/hours/{sourceId}/records/{recordId}";

    /// <summary>Where the organisers look after the records of a source.</summary>
    public static string Desk(Guid sourceId) => $"/hours/{sourceId}/records";

    public static string Public(Guid sourceId) => $"/hours/{sourceId}";
}
