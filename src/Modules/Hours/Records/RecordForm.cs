namespace Weiguang.Hours.Records;

/// <summary>What the small forms of records, publicity, backfill and cases post; each form uses some of it.</summary>
public sealed class RecordForm
{
    /// <summary>Of the record, as the page showed it.</summary>
    public int? Version { get; set; }

    /// <summary>HH:mm in China, on the day of the shift.</summary>
    public string? Until { get; set; }

    public int? Stars { get; set; }

    public string? Words { get; set; }

    public string? Reason { get; set; }

    /// <summary>Of somebody who came to the station.</summary>
    public string? Name { get; set; }

    public int? Minutes { get; set; }

    public string? Answer { get; set; }

    public bool? Approved { get; set; }

    /// <summary>Of an objection or a doubt: true, part or false.</summary>
    public string? Upheld { get; set; }

    public string? Decision { get; set; }

    /// <summary>Pictures that came with an earlier try.</summary>
    public Guid[]? PhotosHeld { get; set; }
}
