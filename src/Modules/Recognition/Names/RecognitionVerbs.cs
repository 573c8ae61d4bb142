using Weiguang.People;

namespace Weiguang.Recognition;

/// <summary>What one person does here that others must handle or that is numbered for ever, and how often one may.</summary>
internal static class RecognitionVerbs
{
    public static readonly Verb Object = new("stars.object", PerHour: 5, PerDay: 15);

    public static readonly Verb Issue = new("certificates.issue", PerHour: 10, PerDay: 30);

    /// <summary>Of a province it reads seven million accounts.</summary>
    public static readonly Verb Anchor = new("ledger.anchor", PerHour: 6, PerDay: 20);
}
