using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;
using Weiguang.Messages;

namespace Weiguang.People.Telling;

/// <summary>Somebody told a whole list something: who, what, to how many and when. Written once, never changed.</summary>
internal sealed class Broadcast : IScoped<Broadcast>
{
    public static Expression<Func<Broadcast, Viewer, bool>> VisibleTo { get; } = (sent, viewer) =>
        viewer.All || (sent.SenderId == viewer.PersonId && viewer.PersonId != Guid.Empty)
        || (sent.TeamId != null && viewer.TeamIds.Contains(sent.TeamId.Value))
        || (sent.DivisionCode >= viewer.From && sent.DivisionCode < viewer.To);

    /// <summary>Whose list it is: the id of an activity, of a team.</summary>
    public required Guid AudienceId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Code of the <see cref="MessageKind"/> it went out as.</summary>
    public required string Kind { get; init; }

    /// <summary>What the list was called.</summary>
    public required string Title { get; init; }

    /// <summary>Where the list is.</summary>
    public required string Link { get; init; }

    public required Guid SenderId { get; init; }

    public required long DivisionCode { get; init; }

    public Guid? TeamId { get; init; }

    public required string Words { get; init; }

    /// <summary>How many it went to.</summary>
    public required int People { get; init; }

    /// <summary>The moment of all its messages.</summary>
    public required DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Broadcast>
    {
        public void Configure(EntityTypeBuilder<Broadcast> sent)
        {
            sent.ToTable("people_broadcast").InFamily("audience", nameof(AudienceId));
            sent.HasKey(b => new { b.AudienceId, b.Id });
            sent.Property(b => b.Kind).HasMaxLength(MessageKind.LongestCode);
            sent.Property(b => b.Title).HasMaxLength(60);
            sent.Property(b => b.Link).HasMaxLength(100);
            sent.Property(b => b.Words).HasMaxLength(BroadcastBook.LongestWords).IsSealed(Personal.Note);
            sent.HasIndex(b => new { b.AudienceId, b.At });
            sent.HasIndex(b => new { b.DivisionCode, b.At });
        }
    }
}
