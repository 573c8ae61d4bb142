using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn.Position;

/// <summary>What <see cref="PositionForm"/> posts.</summary>
public sealed class PositionFields
{
    public double? Lat { get; set; }

    public double? Lon { get; set; }

    public double? Accuracy { get; set; }

    public ProofEnd? End { get; set; }

    public Guid? ShiftId { get; set; }

    public Guid? Nonce { get; set; }

    /// <summary>They were told that leaving now counts nothing, and leave.</summary>
    public bool Sure { get; set; }
}
