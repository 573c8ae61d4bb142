using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Recognition.Domain;

/// <summary>One star of one volunteer, from the proposal on. There is one row for a person and level; a second attempt goes on in it, its story in <see cref="StarEvent"/>.</summary>
internal sealed class StarCase : IScoped<StarCase>
{
    private StarCase() { }

    public static Expression<Func<StarCase, Viewer, bool>> VisibleTo { get; } =
        (star, viewer) => viewer.All || star.PersonId == viewer.PersonId || (star.DivisionCode >= viewer.From && star.DivisionCode < viewer.To);

    public Guid PersonId { get; private init; }

    /// <summary>1 to 5.</summary>
    public int Level { get; private init; }

    /// <summary>For addresses: a public page must not name the person.</summary>
    public Guid Id { get; private init; }

    /// <summary>Where the volunteer lives, as of the last proposal.</summary>
    public long DivisionCode { get; private set; }

    public StarState State { get; private set; }

    public DateTime StateAt { get; private set; }

    /// <summary>Credit minutes when proposed, or when a review ended with keeping the star: only a further loss opens the next review.</summary>
    public long Minutes { get; private set; }

    /// <summary>The end of the publicity, UTC; midnight in China.</summary>
    public DateTime? PublicUntil { get; private set; }

    /// <summary>After a no: not proposed again before.</summary>
    public DateTime? AgainAfter { get; private set; }

    public int OpenObjections { get; private set; }

    public bool IsHeld => State is StarState.Awarded or StarState.UnderReview;

    public bool IsUnderWay => State is StarState.Proposed or StarState.Publicity;

    public static StarCase Propose(Guid personId, int level, long divisionCode, long minutes, DateTime now, Guid? id = null) => new()
    {
        PersonId = personId,
        Level = level,
        Id = id ?? Guid.CreateVersion7(),
        DivisionCode = divisionCode,
        State = StarState.Proposed,
        StateAt = now,
        Minutes = minutes,
    };

    /// <summary>Whether the sweep may propose it once more.</summary>
    public bool MayComeAgain(DateTime now) => !IsHeld && !IsUnderWay && (AgainAfter is null || AgainAfter <= now);

    public void ProposeAgain(long divisionCode, long minutes, DateTime now)
    {
        (DivisionCode, Minutes, AgainAfter, PublicUntil) = (divisionCode, minutes, null, null);
        Enter(StarState.Proposed, now);
    }

    public bool Certify(DateTime publicUntil, DateTime now)
    {
        PublicUntil = State == StarState.Proposed ? publicUntil : PublicUntil;
        return Step(StarState.Publicity, now, StarState.Proposed);
    }

    public bool Decline(DateTime againAfter, DateTime now) => End(StarState.Declined, againAfter, now, StarState.Proposed);

    public bool Dismiss()
    {
        OpenObjections -= OpenObjections > 0 ? 1 : 0;
        return State == StarState.Publicity;
    }

    /// <summary>An objection was right; the others that were open end with it.</summary>
    public bool Overturn(DateTime againAfter, DateTime now)
    {
        OpenObjections = State == StarState.Publicity ? 0 : OpenObjections;
        return End(StarState.Overturned, againAfter, now, StarState.Publicity);
    }

    /// <summary>Waits for the end of the publicity and for every objection to be settled.</summary>
    public bool Award(DateTime now) => OpenObjections == 0 && PublicUntil <= now && Step(StarState.Awarded, now, StarState.Publicity);

    public bool Lapse(DateTime now) => OpenObjections == 0 && Step(StarState.Lapsed, now, StarState.Proposed, StarState.Publicity);

    public bool Review(DateTime now) => Step(StarState.UnderReview, now, StarState.Awarded);

    public bool Keep(long minutes, DateTime now)
    {
        Minutes = State == StarState.UnderReview ? minutes : Minutes;
        return Step(StarState.Awarded, now, StarState.UnderReview);
    }

    public bool Withdraw(DateTime againAfter, DateTime now) => End(StarState.Withdrawn, againAfter, now, StarState.UnderReview);

    private bool End(StarState to, DateTime againAfter, DateTime now, StarState from)
    {
        AgainAfter = State == from ? againAfter : AgainAfter;
        return Step(to, now, from);
    }

    private bool Step(StarState to, DateTime now, params ReadOnlySpan<StarState> from)
    {
        if (!from.Contains(State))
        {
            return false;
        }

        Enter(to, now);
        return true;
    }

    private void Enter(StarState state, DateTime now) => (State, StateAt) = (state, now);

    internal sealed class Mapping : IEntityTypeConfiguration<StarCase>
    {
        public void Configure(EntityTypeBuilder<StarCase> star)
        {
            star.ToTable("recognition_star").InFamily("person", nameof(PersonId));
            star.HasKey(s => new { s.PersonId, s.Level });
            star.HasIndex(s => s.Id);
            star.HasIndex(s => new { s.State, s.PublicUntil });
            star.HasIndex(s => new { s.DivisionCode, s.State, s.StateAt });
            star.Ignore(s => s.IsHeld);
            star.Ignore(s => s.IsUnderWay);
        }
    }
}
