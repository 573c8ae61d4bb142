namespace Weiguang.Activities.Page.Entering;

/// <summary>A leader's sign-up of members as it is posted.</summary>
public sealed class GroupForm
{
    public Guid ShiftId { get; set; }

    public List<Guid>? Members { get; set; }
}
