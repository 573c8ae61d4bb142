using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats.Line;

namespace Weiguang.Activities.Seats;

/// <summary>What became of a move of a seat that stands already.</summary>
internal enum MoveOutcome
{
    Done,

    /// <summary>No such sign-up or shift, or not the viewer's.</summary>
    Missing,

    /// <summary>It no longer stands as the caller thought, such as after pressing twice.</summary>
    NotNow,

    /// <summary>Who has checked in leaves by checking out.</summary>
    HasCome,

    /// <summary>The shift goes on: nobody leaves its list any more.</summary>
    HasBegun,

    /// <summary>So near to the shift that leaving needs a word to the organiser.</summary>
    NeedsReason,

    /// <summary>The hold on the offered seat ran out.</summary>
    TooLate,

    /// <summary>A rule of sign-up says no: <see cref="SeatMove.Answer"/> says which.</summary>
    Refused,

    /// <summary>More than the shift was reviewed for have been let in at the door already.</summary>
    TooMany,

    /// <summary>The activity's agreement has to be signed first.</summary>
    NeedsAgreement,
}

/// <param name="Status">How the sign-up stands now; null when there is none.</param>
/// <param name="Answer">For <see cref="MoveOutcome.Refused"/>: what the desk would have said.</param>
internal sealed record SeatMove(MoveOutcome Outcome, SignupStatus? Status = null, SeatAnswer? Answer = null)
{
    /// <summary>For <see cref="MoveOutcome.NotNow"/>: since when the sign-up stands so, and who made it so, when it was somebody else than its volunteer.</summary>
    public DateTime? Since { get; init; }

    public Guid? By { get; init; }

    public static readonly SeatMove Missing = new(MoveOutcome.Missing);

    public static SeatMove Done(SignupStatus? status = null) => new(MoveOutcome.Done, status);

    public static SeatMove NotNow(SignupStatus? status = null) => new(MoveOutcome.NotNow, status);

    public static SeatMove NotNow(Signup signup) => new(MoveOutcome.NotNow, signup.Status) { Since = signup.ChangedAt, By = signup.ByPersonId };
}

/// <summary>What moving seats asks of an activity.</summary>
internal sealed record Host(Guid Id, string Title, Guid LeadId, ActivityStatus Status, int CancelHours, bool Agreement)
{
    public int Version { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid[] ExclusiveWith { get; init; } = [];

    public static async Task<Host> ReadAsync(AppDbContext db, ApprovedText approved, Guid id, CancellationToken ct)
    {
        // Whoever has a seat may move it, also when the activity itself is no longer shown to them.
        var row = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking().Where(a => a.Id == id)
            .Select(a => new { a.Title, a.LeadId, a.Status, a.PublishedAt, a.CancelHours, a.Conditions, a.Version, a.ProjectId, a.ExclusiveWith }).SingleAsync(ct);
        var said = Activity.IsUnapprovedAs(row.Status, row.PublishedAt) ? (await approved.ReadAsync([id], ct))[id] : null;
        return new(id, said?.Title ?? row.Title, row.LeadId, row.Status, said?.CancelHours ?? row.CancelHours, row.Conditions.Agreement) { Version = row.Version, ProjectId = row.ProjectId, ExclusiveWith = row.ExclusiveWith };
    }
}

/// <summary>Somebody's turn at a shift that is locked for them.</summary>
internal sealed record SeatTurn(Host Host, Shift Shift, DateTime Now)
{
    /// <summary>Changes how a sign-up stands, and the counts with it: the only way to do either.</summary>
    public void Become(Signup signup, SignupStatus status, Guid? by = null, string reason = "", DateTime? holdUntil = null)
    {
        var (held, waited) = (signup.HoldsSeat, signup.Status == SignupStatus.Waiting);
        signup.Become(status, Now, by, reason, holdUntil);
        Shift.Count(Step(held, signup.HoldsSeat), Step(waited, signup.Status == SignupStatus.Waiting));
    }

    /// <summary>Somebody at the door comes onto the list, with the count of it.</summary>
    /// <param name="isNew">There was no sign-up of theirs; otherwise it stood somehow else.</param>
    public void LetIn(Signup signup, bool isNew, Guid by, string reason)
    {
        var (held, waited) = isNew ? (false, false) : (signup.HoldsSeat, signup.Status == SignupStatus.Waiting);
        signup.Come(SignupStatus.Accepted, Shift.NextPlace(), SignupWay.WalkIn, Now, by, reason: reason);
        Shift.Count(Step(held, true), Step(waited, false));
    }

    /// <summary>Nobody can come any more, and nobody be kept from it: the list stands.</summary>
    public bool IsOver => Now >= Shift.EndsAt || Shift.CancelledAt is not null;

    /// <summary>What in one person's calendar stands against this shift.</summary>
    public SeatAnswer? Against(Calendar calendar) => SeatRules.Against(calendar, Shift.Id, Shift.StartsAt, Shift.EndsAt, Host.ProjectId, Host.ExclusiveWith);

    private static int Step(bool before, bool after) => (after ? 1 : 0) - (before ? 1 : 0);
}
