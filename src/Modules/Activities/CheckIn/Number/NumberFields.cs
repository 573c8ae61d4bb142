using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn;

/// <summary>What <see cref="Number.NumberForm"/> posts.</summary>
public sealed class NumberFields
{
    public ProofEnd DoorEnd { get; set; }

    public string? DoorNumber { get; set; }
}
