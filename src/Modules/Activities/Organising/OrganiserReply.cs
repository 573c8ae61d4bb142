using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Http;

namespace Weiguang.Activities.Organising;

internal enum OrganiserAnswer
{
    Done,

    /// <summary>See <see cref="OrganiserReply.Errors"/>.</summary>
    Invalid,

    /// <summary>No such activity, or not the viewer's.</summary>
    Missing,

    /// <summary>Not in this state, or not for this viewer.</summary>
    NotNow,

    /// <summary>Carries risk: staff above have to say yes first.</summary>
    NeedsReview,

    /// <summary>Not this viewer's to decide: their own, or too dangerous for their level.</summary>
    NotYourReview,

    /// <summary>Somebody changed it since the caller looked.</summary>
    Changed,
}

/// <summary>What became of an organiser's or reviewer's step.</summary>
internal sealed record OrganiserReply(OrganiserAnswer Answer, Guid Id = default, ActivityStatus Status = default)
{
    public DraftErrors Errors { get; init; } = [];

    /// <summary>What the viewer may do instead, for <see cref="OrganiserAnswer.NotNow"/>.</summary>
    public IReadOnlyList<ActivityAction> Allowed { get; init; } = [];

    /// <summary>What was saved was published before.</summary>
    public bool WasOut { get; init; }

    /// <summary>As it stands now.</summary>
    public int Version { get; init; }

    /// <summary>What happened since the caller looked; null when nothing did, or nobody knows.</summary>
    public Meanwhile? Meanwhile { get; init; }

    public static OrganiserReply Invalid(DraftErrors errors, Guid id = default) => new(OrganiserAnswer.Invalid, id) { Errors = errors };
}
