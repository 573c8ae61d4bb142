namespace Weiguang.Cases.Photos;

/// <summary>What is said of a picture, and what is decided about it.</summary>
public sealed class PhotoReportForm
{
    public Guid Photo { get; set; }

    public string? Reason { get; set; }

    /// <summary>The picture goes.</summary>
    public bool? TakeDown { get; set; }

    public string? Decision { get; set; }
}
