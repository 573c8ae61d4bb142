namespace Weiguang.Ledger;

/// <summary>What an entry was for, as a code that outlives its wording. The page turns it into words of the reader's language.</summary>
public static class Narratives
{
    /// <summary>Argument 0: what was done, 1: the station.</summary>
    public const string OrderService = "order-service";

    /// <summary>Argument 0: title of the order.</summary>
    public const string OrderReward = "order-reward";

    /// <summary>Argument 0: title of the activity, 1: its organiser.</summary>
    public const string ActivityService = "activity-service";

    /// <summary>Hours brought along from an earlier system; argument 0: its name.</summary>
    public const string CarriedOver = "carried-over";

    /// <summary>Written by the ledger itself. Argument 0: the reason, 1: who reversed (person id).</summary>
    public const string Reversal = "reversal";
}
