using Weiguang.Hours.Proving;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours;

/// <summary>What somebody's service is part of, as it is agreed now: a shift of an activity, a visit. Records take over what it says when they are made.</summary>
/// <param name="Source">The kind of what it belongs to: <see cref="IEngagementSource.Kind"/>.</param>
/// <param name="SourceId">What it belongs to, such as the activity; everything about its hours hangs on this id.</param>
public sealed record Engagement(string Source, Guid SourceId, Guid Id)
{
    public required long DivisionCode { get; init; }

    public required Guid? TeamId { get; init; }

    /// <summary>The person in charge.</summary>
    public required Guid LeadId { get; init; }

    /// <summary>At most 60 characters; shown in public.</summary>
    public required string Title { get; init; }

    /// <summary>Of the national dictionary, at most 4 characters.</summary>
    public required string Category { get; init; }

    /// <summary>At most 100 characters.</summary>
    public required string Place { get; init; }

    /// <summary>WGS-84.</summary>
    public required GeoPoint? Position { get; init; }

    /// <summary>What is done there.</summary>
    public required string Content { get; init; }

    /// <summary>Name of who organises it, at most 100 characters.</summary>
    public required string Organiser { get; init; }

    /// <summary>As agreed, UTC.</summary>
    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    /// <summary>The door opens so long before the start and closes so long after the end. Of a shift nothing counts by it; a visit may end so long after its window.</summary>
    public required int SlackMinutes { get; init; }

    /// <summary>The rest in the middle of it.</summary>
    public required int BreakMinutes { get; init; }

    public required bool IsCancelled { get; init; }

    /// <summary>The agreed time is one in which the service lies, not the service itself: no share of it has to be served.</summary>
    public bool IsWindow { get; init; }

    /// <summary>What was agreed before and when, in that order, to what is agreed now; empty where it was never changed. Presence counts by what was in force when it happened.</summary>
    public IReadOnlyList<AgreedTime> Terms { get; init; } = [];

    /// <summary>The division at home of the team that serves, where it is not the place's: the stricter rules of both hold.</summary>
    public long? HomeDivision { get; init; }

    /// <summary>Nothing counts after it: when it was called off. Null while it was not.</summary>
    public DateTime? OffAt { get; init; }

    /// <summary>Not everybody may see what it is part of: what everybody sees of its hours bears no title.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whoever is in charge acts for an office: what they see of it they see as long as they hold one.</summary>
    public bool IsOffices { get; init; }

    /// <summary>The division of the office that sent somebody and follows it, where <see cref="IsOffices"/>; it may lie above the place.</summary>
    public long? OfficeDivision { get; init; }

    /// <summary>Never counts more; null for no such limit.</summary>
    public int? MostMinutes { get; init; }

    /// <summary>The most that can count.</summary>
    internal int Most => Math.Min(HourRules.Count(Agreed, [new(DateTime.MinValue, OffAt ?? DateTime.MaxValue)]), MostMinutes ?? int.MaxValue);

    /// <summary>In China: whose rules hold for what was done in it.</summary>
    internal DateOnly Day => StartsAt.DayInShanghai();

    /// <summary>The most that a referee may find for somebody who was there from then to then: also what was proven outside the agreed time, for it may have been agreed otherwise.</summary>
    internal int MostOf(DateTime from, DateTime? until) =>
        Math.Max(Most, Math.Min(until is { } left ? Span.MinutesOf([new Span(from, left).Within(new(OpensAt, OffAt ?? EndsAt.AddMinutes(SlackMinutes)))]) : 0, MostMinutes ?? int.MaxValue));

    /// <summary>When the door opens.</summary>
    internal DateTime OpensAt => StartsAt.AddMinutes(-SlackMinutes);

    internal ShiftTime Time => new(StartsAt, EndsAt, IsWindow ? SlackMinutes : 0, BreakMinutes);

    /// <summary>Everything that was agreed, in order. What is agreed now stands last: it may take away from whatever was, and of itself counts for nothing that was before.</summary>
    internal IReadOnlyList<ShiftTime> Agreed => Terms.Count == 0 ? [Time]
        : [.. Terms.Select(t => Time with { StartsAt = t.StartsAt, EndsAt = t.EndsAt, BreakMinutes = t.BreakMinutes, Since = t.Since }), Time with { Since = DateTime.MaxValue }];

    /// <summary>Whether the viewer organises or oversees it, and so handles its roster and records.</summary>
    public bool IsRunBy(Viewer viewer) => viewer.All || (!IsOffices && LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty)
        || (TeamId is { } team && viewer.TeamIds.Contains(team)) || viewer.Covers(DivisionCode);
}

/// <summary>What was agreed about a service from a moment on.</summary>
public sealed record AgreedTime(DateTime Since, DateTime StartsAt, DateTime EndsAt, int BreakMinutes);

/// <summary>A module whose people serve: it knows its engagements. Registered as a scoped service.</summary>
public interface IEngagementSource
{
    /// <summary>Names the source of its postings in the ledger (<c>activity</c>), so it is not changed.</summary>
    string Kind { get; }

    /// <summary>What its minutes are called in the ledger: a code of <see cref="Ledger.Narratives"/>; argument 0 is the title, 1 the organiser.</summary>
    string Narrative { get; }

    /// <summary>The engagements of these sources, whoever asks, by their start; ids that are not this module's are left out.</summary>
    /// <param name="only">One of them.</param>
    Task<IReadOnlyList<Engagement>> OfAsync(IReadOnlyCollection<Guid> sourceIds, Guid? only, CancellationToken ct);

    /// <summary>Who was expected there, whoever asks: people whose hours may be entered afterwards.</summary>
    Task<IReadOnlyList<Guid>> ExpectedAsync(Guid sourceId, Guid engagementId, CancellationToken ct);

    /// <summary>Who came without having been expected and was put on the list at the door, whoever asks.</summary>
    Task<IReadOnlyList<Guid>> AddedAsync(Guid sourceId, Guid engagementId, CancellationToken ct) => Task.FromResult<IReadOnlyList<Guid>>([]);

    /// <summary>Who else arranged or followed these sources, whoever asks, by source: people who do not judge their hours.</summary>
    Task<ILookup<Guid, Guid>> HandsAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct) => Task.FromResult(Array.Empty<(Guid Source, Guid Person)>().ToLookup(h => h.Source, h => h.Person));

    /// <summary>Who acted for those who run these sources besides whoever may now, whoever asks, by source: the body's people.</summary>
    Task<ILookup<Guid, Guid>> BodyAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct) => Task.FromResult(Array.Empty<(Guid Source, Guid Person)>().ToLookup(h => h.Source, h => h.Person));

    /// <summary>Services of one person by another that touch the people of these sources, from such a time on, whoever asks; of a module whose people serve nobody by name none.</summary>
    Task<IReadOnlyList<Service>> AroundAsync(IReadOnlyCollection<Guid> sourceIds, DateTime since, CancellationToken ct) => Task.FromResult<IReadOnlyList<Service>>([]);

    /// <summary>Where whoever judges its hours reads what else is known of it; null when that is not the viewer's to see.</summary>
    Task<string?> DeskAsync(Guid sourceId, CancellationToken ct);

    /// <summary>Whether the viewer may see the source; what counts of its hours everybody may see, without what it is called.</summary>
    Task<bool> IsSeenAsync(Guid sourceId, CancellationToken ct);
}

/// <summary>One person has served another, once.</summary>
/// <param name="ServedId">Who was served: whoever asked for it; of an office that asked for somebody that somebody, by an id of theirs or one made of how they are reached. It is compared, and leads nowhere.</param>
public sealed record Service(Guid SourceId, Guid EngagementId, Guid VolunteerId, Guid ServedId, DateTime InAt, DateTime OutAt)
{
    /// <summary>Both acted from one network, and nobody else ever came from there: as if the two were one.</summary>
    public bool IsOneHouse { get; init; }
}

/// <summary>Settles engagements of a module once they are over. Registered as a scoped service.</summary>
public interface IEngagementEnds
{
    /// <summary>Engagements whose time and slack are over and that are not settled, the oldest first and so many as one round takes.</summary>
    /// <param name="except">Those that could not be settled just now: others come first.</param>
    Task<IReadOnlyList<(Guid SourceId, Guid Id)>> OverAsync(IReadOnlyCollection<Guid> except, CancellationToken ct);

    /// <summary>Settles one of them in a transaction of its own, with <see cref="HoursBook.EndAsync"/>; false when it was settled already, or may not be yet.</summary>
    Task<bool> SettleAsync(Guid sourceId, Guid id, CancellationToken ct);
}
