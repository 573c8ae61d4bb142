namespace Weiguang.Eligibility;

/// <summary>Whoever takes promises of people's time registers itself, so that nobody promises one hour twice, wherever it is.</summary>
public interface IPromiseSource
{
    /// <summary>Its stable name, the same as that of its engagements.</summary>
    string Source { get; }

    /// <summary>
    /// What those in <c>@volunteers</c> (a list) have promised and is not over at <c>@now</c>: one statement that gives person, source, part, start and end. A statement, because a desk asks for hundreds
    /// of people at once and adds it to its own.
    /// </summary>
    SiblingText Statement { get; }

    /// <summary>What these are called; nothing in it that is not for everybody who manages a volunteer's time.</summary>
    Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct);
}
