namespace Weiguang.Activities.CheckIn;

/// <summary>What the small forms of the kiosks' page post; each uses some of it.</summary>
public sealed class KioskForm
{
    public Guid? KioskId { get; set; }

    public bool? Lost { get; set; }

    public Guid? Nonce { get; set; }

    public bool? Take { get; set; }

    public Guid? ShiftId { get; set; }

    public Guid? VolunteerId { get; set; }

    public Guid? InProof { get; set; }

    public Guid? OutProof { get; set; }
}
