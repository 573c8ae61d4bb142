using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.Domain;

/// <summary>
/// Activities that come back by a rule, such as every Friday afternoon. It keeps the template; the clock makes the activities of the coming weeks from it,
/// each day once, because <see cref="MadeThrough"/> moves only under this row's lock.
/// </summary>
internal sealed class Series : IScoped<Series>
{
    public static Expression<Func<Series, Viewer, bool>> VisibleTo { get; } = (series, viewer) =>
        viewer.All || (series.DivisionCode >= viewer.From && series.DivisionCode < viewer.To)
        || (series.TeamId != null && viewer.TeamIds.Contains(series.TeamId.Value))
        || (series.LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Title { get; set; }

    public required long DivisionCode { get; init; }

    public Guid? TeamId { get; init; }

    public required Guid LeadId { get; init; }

    /// <summary>Name of the organising team or station.</summary>
    public required string Organiser { get; init; }

    /// <summary>Text of a <see cref="Recurrence"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>The first day, in China's calendar.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>JSON of the activity as it was asked for, with the times of <see cref="TemplateDay"/>.</summary>
    public string Template { get; private set; } = "";

    public DateOnly TemplateDay { get; private set; }

    /// <summary>What the template would say of whom to call; beside it, for here it is sealed.</summary>
    public string ContactName { get; private set; } = "";

    public string ContactPhone { get; private set; } = "";

    /// <summary>What the template says was published by the team or approved by staff: what is made from it needs no new yes.</summary>
    public bool IsApproved { get; private set; }

    /// <summary>Days left out.</summary>
    public DateOnly[] Skipped { get; private set; } = [];

    /// <summary>Up to and with this day every activity has been made.</summary>
    public DateOnly MadeThrough { get; private set; }

    /// <summary>No activities are made any more.</summary>
    public DateTime? EndedAt { get; private set; }

    public required DateTime CreatedAt { get; init; }

    public Recurrence Recurrence => Recurrence.Parse(Rule)!;

    /// <summary>The days after the last one made, up to and with <paramref name="through"/>, that are not left out.</summary>
    public IReadOnlyList<DateOnly> Due(DateOnly through) => EndedAt is not null ? []
        : [.. Recurrence.From(StartsOn).TakeWhile(d => d <= through).Where(d => d > MadeThrough && !Skipped.Contains(d))];

    /// <summary>A day the rule names and that has not been made yet.</summary>
    public bool IsToCome(DateOnly day) => EndedAt is null && day > MadeThrough && Recurrence.From(StartsOn).TakeWhile(d => d <= day).Contains(day);

    public void Write(string template, DateOnly day, bool approved) => (Template, TemplateDay, IsApproved) = (template, day, approved);

    public void Call(string name, string phone) => (ContactName, ContactPhone) = (name, phone);

    public void Approve() => IsApproved = true;

    public void Made(DateOnly through) => MadeThrough = through > MadeThrough ? through : MadeThrough;

    public void Skip(DateOnly day) => Skipped = Skipped.Contains(day) ? Skipped : [.. Skipped.Append(day).Order()];

    public void End(DateTime now) => EndedAt ??= now;

    internal sealed class Mapping : IEntityTypeConfiguration<Series>
    {
        public void Configure(EntityTypeBuilder<Series> series)
        {
            series.ToTable("activities_series").InFamily("series", nameof(Id));
            series.Property(s => s.Title).HasMaxLength(60);
            series.Property(s => s.Organiser).HasMaxLength(100);
            series.Property(s => s.Rule).HasMaxLength(200);
            series.Property(s => s.Template).HasMaxLength(100_000);
            series.Property(s => s.ContactName).HasMaxLength(40).IsSealed(Personal.Name);
            series.Property(s => s.ContactPhone).HasMaxLength(30).IsSealed(Personal.Phone);
            series.Ignore(s => s.Recurrence);
            series.HasIndex(s => s.TeamId);
            series.HasIndex(s => s.MadeThrough).HasFilter("ended_at IS NULL");
        }
    }
}
