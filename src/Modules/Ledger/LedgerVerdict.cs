namespace Weiguang.Ledger;

/// <summary>What a verification read, and the first difference it found; null when everything is right.</summary>
public sealed record LedgerVerdict(long Accounts, long Entries, LedgerDifference? Difference)
{
    /// <summary>How many anchors there are, which are numbered from 1, and when the last was taken: whoever has noted a later one knows that it is missing. Null before the first.</summary>
    public (long Number, DateTime TakenAt)? LastAnchor { get; init; }

    /// <summary>How many files of <c>Ledger:AnchorFolder</c> there were to compare with; null without the setting.</summary>
    public int? KeptFiles { get; init; }

    public bool IsClean => Difference is null;
}

/// <summary>Where the ledger disagrees with itself.</summary>
public sealed record LedgerDifference(LedgerFault Fault, Guid? AccountId, long? Sequence, Guid? TransferId, string Expected, string Found);

public enum LedgerFault
{
    /// <summary>The account's id does not follow from its owner and unit.</summary>
    AccountId,

    /// <summary>An entry whose account does not exist.</summary>
    NoAccount,

    /// <summary>A number is missing in the chain, or comes after its end.</summary>
    Sequence,

    /// <summary>An entry does not continue from the hash of the one before.</summary>
    PreviousHash,

    /// <summary>An entry is not what was hashed.</summary>
    Hash,

    /// <summary>The running balance of an entry is not the sum so far.</summary>
    BalanceAfter,

    /// <summary>The account's balance is not the sum of its entries.</summary>
    Balance,

    /// <summary>The account does not point to the hash of its last entry.</summary>
    LastHash,

    /// <summary>A transfer does not have two legs that cancel each other.</summary>
    Transfer,

    /// <summary>The balances of a unit do not add up to zero.</summary>
    Unit,

    /// <summary>A module's own records do not agree with what they posted.</summary>
    Source,

    /// <summary>Nobody answers for postings of this kind of source: no module has an audit of it.</summary>
    Unaudited,

    /// <summary>An account does not contain what an anchor fixed, or has an entry from before an anchor that the anchor does not hold.</summary>
    Anchored,

    /// <summary>An anchor is missing, is not what was signed, or does not fit the anchor before or the heads that were kept for it.</summary>
    Anchor,

    /// <summary>A public key that checks signatures does not belong to a private one of ours.</summary>
    SigningKey,
}
