using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;

namespace Weiguang.Activities.Organising;

/// <summary>What became of an organiser's or reviewer's step.</summary>
/// <param name="Status">How the activity stands now.</param>
internal sealed record OrganiserReply(StepAnswer Answer, Guid Id = default, ActivityStatus Status = default)
{
    /// <summary>What was saved was published before.</summary>
    public bool WasOut { get; init; }

    /// <summary>As it stands now.</summary>
    public int Version { get; init; }

    public static OrganiserReply Invalid(DraftErrors errors, Guid id = default) => new(Voice.Activity.Wrong(errors), id);
}
