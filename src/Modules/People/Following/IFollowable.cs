namespace Weiguang.People;

/// <summary>Things of one kind that can be followed; the module they belong to registers it.</summary>
public interface IFollowable
{
    /// <summary>Stands in rows, so it is not changed: <c>team</c>.</summary>
    string Kind { get; }

    /// <summary>Source phrase of the heading over them.</summary>
    string Heading { get; }

    /// <summary>Title and address of those the viewer may see; others are left out.</summary>
    Task<IReadOnlyDictionary<Guid, FollowedThing>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}

/// <param name="Note">A line about it, such as when it takes place; may be empty.</param>
public sealed record FollowedThing(string Title, string Href, string Note = "");
