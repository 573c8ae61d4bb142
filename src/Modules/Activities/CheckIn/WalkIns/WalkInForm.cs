using System.ComponentModel.DataAnnotations;
using Weiguang.Activities.Seats;

namespace Weiguang.Activities.CheckIn.WalkIns;

/// <summary>Somebody to be let in, as page and program name them.</summary>
internal sealed class WalkInForm
{
    public Guid ShiftId { get; set; }

    /// <summary>The number on their card, or their phone.</summary>
    [MaxLength(400)]
    public string? Named { get; set; }

    /// <summary>Asked for when all seats are taken.</summary>
    [MaxLength(SeatBook.LongestReason)]
    public string? Reason { get; set; }
}
