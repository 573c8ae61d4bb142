using System.Globalization;
using Weiguang.Regions;

namespace Weiguang.Cases.Inbox;

/// <summary>A case as the inbox shows it.</summary>
/// <param name="Kind">See <see cref="CaseKind.Code"/>.</param>
/// <param name="KindWords">What is to be decided, in the reader's language.</param>
/// <param name="DueAt">By when, UTC.</param>
/// <param name="MayDecide">False where the reader has a part in it: a colleague decides.</param>
public sealed record CaseLine(
    string Kind, string KindWords, Guid SourceId, Guid Id, string Title, string From, long DivisionCode, DateTime DueAt, bool IsLate, bool MayDecide, string Href);

/// <summary>How many of a kind wait.</summary>
internal sealed record KindCount(CaseKind Kind, int Count);

/// <summary>Which cases to show.</summary>
/// <param name="Kind">A code; null for all.</param>
/// <param name="Place">A division with everything below it; null for the whole range.</param>
/// <param name="Late">Only what should have been decided by now.</param>
internal sealed record CaseFilter(string? Kind = null, long? Place = null, bool Late = false);

/// <summary>What somebody asks the inbox for, as addresses say it.</summary>
/// <param name="Filter">What of it can be read.</param>
/// <param name="Unread">Names of what cannot: a kind that there is not, or a number that is no division.</param>
internal sealed record CaseQuestion(CaseFilter Filter, IReadOnlyList<string> Unread)
{
    public static CaseQuestion Of(IEnumerable<CaseKind> kinds, string? kind, string? place, bool late)
    {
        List<string> unread = [];
        var known = kinds.Any(k => k.Code == kind) ? kind : null;
        if (known is null && !string.IsNullOrEmpty(kind))
        {
            unread.Add("kind");
        }

        long? division = long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && DivisionCodes.IsValid(code) ? code : null;
        if (division is null && !string.IsNullOrEmpty(place))
        {
            unread.Add("place");
        }

        return new(new(known, division, late), unread);
    }
}
