namespace Weiguang.Hours.Backfill;

/// <summary>Addresses of backfills.</summary>
internal static class BackfillLinks
{
    public static string Of(Domain.Backfill backfill) => $"/hours/{backfill.SourceId}/backfills/{backfill.Id}";

    /// <summary>The same in the console, for whoever decides.</summary>
    public static string Decide(Domain.Backfill backfill) => $"/console{Of(backfill)}";
}
