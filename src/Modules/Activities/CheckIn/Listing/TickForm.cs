using Weiguang.Activities.Domain;
using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn;

/// <summary>What the list and the scanner post.</summary>
public sealed class TickForm
{
    public ProofEnd End { get; set; }

    public Guid[]? Ids { get; set; }

    public string? Number { get; set; }
}
