namespace Weiguang.Hours.Proving;

/// <summary>Clocks of records; section <c>Hours</c> of the configuration.</summary>
public sealed class HoursClocks
{
    /// <summary>So long the organiser may say when somebody left who forgot to check out; then the last proof counts, or staff of the place are asked.</summary>
    public int AnswerDays { get; set; } = 3;

    /// <summary>Within so many working days records and evaluation are complete (Order 67, article 12).</summary>
    public int DueWorkdays { get; set; } = 10;

    /// <summary>The organiser is reminded after so many working days.</summary>
    public int RemindWorkdays { get; set; } = 7;

    /// <summary>A single proof of leaving may be joined by a second for so long, as the check-in desk has it; only then the record is made.</summary>
    public int SecondProofMinutes { get; set; } = 15;

    /// <summary>Of whom so long nothing but one body's word was known, somebody from outside asks after; 0 asks after nobody.</summary>
    public int AskAfterDays { get; set; } = 180;
}
