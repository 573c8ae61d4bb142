using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Activities.Finding.Calendar;

/// <summary>The calendar address somebody asked for. The secret itself follows from it by a keyed hash, so the table holds none; a new turn makes the old address worthless.</summary>
internal sealed class CalendarFeed : IScoped<CalendarFeed>
{
    public static Expression<Func<CalendarFeed, Viewer, bool>> VisibleTo { get; } = (feed, viewer) => viewer.All || feed.PersonId == viewer.PersonId;

    public required Guid PersonId { get; init; }

    /// <summary>Counts the addresses given out, from 1; 0 when there is none now.</summary>
    public int Turn { get; private set; }

    public int LastTurn { get; private set; }

    public DateTime ChangedAt { get; private set; }

    public void Renew(DateTime now) => (Turn, LastTurn, ChangedAt) = (LastTurn + 1, LastTurn + 1, now);

    public void Revoke(DateTime now) => (Turn, ChangedAt) = (0, now);

    internal sealed class Mapping : IEntityTypeConfiguration<CalendarFeed>
    {
        public void Configure(EntityTypeBuilder<CalendarFeed> feed)
        {
            feed.ToTable("activities_calendar").InFamily("person", nameof(PersonId));
            feed.HasKey(f => f.PersonId);
            feed.Property(f => f.PersonId).ValueGeneratedNever();
        }
    }
}
