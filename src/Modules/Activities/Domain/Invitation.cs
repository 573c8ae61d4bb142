using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.Domain;

/// <summary>Somebody asked by the organiser to take part. It holds no seat: saying yes goes through the desk like every sign-up.</summary>
internal sealed class Invitation : IPartOf<Invitation, Activity>, IOfActivityAndPerson
{
    public static Expression<Func<Invitation, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRunsOrIsMeant<Invitation>();

    public required Guid ActivityId { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid ByPersonId { get; init; }

    public required DateTime At { get; init; }

    public string Words { get; init; } = "";

    /// <summary>Named by a phone: whoever invited does not learn that it is known here, unless its owner says something.</summary>
    public bool ByPhone { get; set; }

    public DateTime? DeclinedAt { get; private set; }

    public void Decline(DateTime now) => DeclinedAt ??= now;

    internal sealed class Mapping : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> invitation)
        {
            invitation.ToTable("activities_invitation").InFamily("activity", nameof(ActivityId));
            invitation.HasKey(i => new { i.ActivityId, i.PersonId });
            invitation.Property(i => i.Words).HasMaxLength(200).IsSealed(Personal.Note);
            invitation.HasIndex(i => i.PersonId);
        }
    }
}

/// <summary>That a volunteer agreed in writing to the terms of an activity: which text, when, from which session.</summary>
internal sealed class Agreement : IPartOf<Agreement, Activity>, IOfActivityAndPerson
{
    public static Expression<Func<Agreement, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRunsOrIsMeant<Agreement>();

    public required Guid ActivityId { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTime At { get; init; }

    /// <summary>SHA-256 of the text that was shown, in hexadecimal.</summary>
    public required string TextHash { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Agreement>
    {
        public void Configure(EntityTypeBuilder<Agreement> agreement)
        {
            agreement.ToTable("activities_agreement").InFamily("activity", nameof(ActivityId));
            agreement.HasKey(a => new { a.ActivityId, a.PersonId });
            agreement.Property(a => a.TextHash).HasMaxLength(64);
        }
    }
}

/// <summary>The keys of invitations, for the rule of <see cref="Activity"/>: it looks at them, and theirs at it.</summary>
internal sealed class InvitedTo
{
    public required Guid ActivityId { get; init; }

    public required Guid PersonId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<InvitedTo>
    {
        public void Configure(EntityTypeBuilder<InvitedTo> invited) => invited.HasNoKey().ToView("activities_invitation");
    }
}
