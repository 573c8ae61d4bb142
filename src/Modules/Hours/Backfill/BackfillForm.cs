using System.Globalization;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Backfill;

/// <summary>What the page of a backfill posts.</summary>
public sealed class BackfillForm
{
    public Guid[]? VolunteerIds { get; set; }

    /// <summary>HH:mm in China.</summary>
    public string? From { get; set; }

    public string? Until { get; set; }

    public string? Reason { get; set; }

    public bool Declared { get; set; }

    /// <summary>Pictures that came with an earlier try.</summary>
    public Guid[]? PhotosHeld { get; set; }

    /// <param name="starts">Start of the shift: its day is the day meant, or the morning after.</param>
    internal BackfillDraft Draft(Guid engagementId, DateTime starts) => new(engagementId, [.. (VolunteerIds ?? []).Distinct()], On(From, starts), On(Until, starts), Reason, Declared);

    private static DateTime? On(string? text, DateTime starts)
    {
        if (!TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time))
        {
            return null;
        }

        var first = starts.ToShanghai();
        var at = first.Date + time.ToTimeSpan();
        return (at < first ? at.AddDays(1) : at).FromShanghai();
    }
}
