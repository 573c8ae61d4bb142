namespace Weiguang.Activities.Page;

public enum PageStep { SignUp, Cancel, Confirm, Pass, Decline }

/// <summary>What the small forms of the activity page post; each uses some of it.</summary>
public sealed class PageForm
{
    public PageStep? Step { get; set; }

    public Guid ShiftId { get; set; }

    /// <summary>Pressed instead of a shift's sign-up button: the offered shift to confirm.</summary>
    public Guid? ConfirmId { get; set; }

    public string? Code { get; set; }

    public bool Agreed { get; set; }

    public string? Reason { get; set; }
}
