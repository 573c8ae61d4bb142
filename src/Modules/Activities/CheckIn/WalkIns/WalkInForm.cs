using System.ComponentModel.DataAnnotations;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn.WalkIns;

/// <summary>Somebody to be let in, as page and program name them.</summary>
internal sealed class WalkInForm
{
    public Guid ShiftId { get; set; }

    /// <summary>The number on their card, or their phone.</summary>
    [MaxLength(400)]
    public string? Named { get; set; }

    /// <summary>Theirs, asked for beside a phone.</summary>
    [MaxLength(PersonName.Longest)]
    public string? Name { get; set; }

    /// <summary>They agree to be put down by name and phone; asked for beside a phone.</summary>
    public bool Consents { get; set; }

    /// <summary>Asked for when all seats are taken.</summary>
    [MaxLength(SeatBook.LongestReason)]
    public string? Reason { get; set; }
}
