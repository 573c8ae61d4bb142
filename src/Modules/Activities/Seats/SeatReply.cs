using Microsoft.Extensions.Localization;
using Weiguang.Activities.Seats.Line;
using Weiguang.Eligibility;
using Weiguang.Regions;

namespace Weiguang.Activities.Seats;

/// <summary>What pages and programs are told after asking for a seat.</summary>
/// <param name="Answer">accepted, waiting, pending, held, already-in, already-waiting, full, not-open-yet, closed, clash, excluded, not-eligible.</param>
/// <param name="Place">Place on the waiting list, from 1; null when not waiting.</param>
/// <param name="Message">The same as a sentence in the caller's language.</param>
internal sealed record SeatReply(
    SeatOutcome Answer, string Message, int? Place = null, DateTime? OpensAt = null, OtherPromise? Other = null, IReadOnlyList<UnmetCondition>? Unmet = null)
{
    /// <summary>An answer whose sentence names nothing else; null when something has to be looked up.</summary>
    public static SeatReply? Plain(SeatAnswer answer, IStringLocalizer L) =>
        answer is { Other: null, Unmet.Count: 0 } ? new(answer.Outcome, answer.Say(L, "", []), answer.Place > 0 ? answer.Place : null, answer.OpensAt) : null;
}

/// <summary>What the person has already promised.</summary>
/// <param name="Source">activity, order.</param>
internal sealed record OtherPromise(string Source, Guid Id, string Title, DateTime StartsAt, DateTime EndsAt);

/// <param name="What">Stable name of the condition.</param>
internal sealed record UnmetCondition(Requirement What, string Value, string Message);

/// <summary>Puts an answer of the desk into words; looks up only what the sentence names.</summary>
internal sealed class SeatSpeaker(Calendars calendars, RegionDirectory regions, IStringLocalizer L)
{
    /// <param name="name">Of whom it is told, when it is not the reader: what else they have promised, and where, is theirs to say.</param>
    public async ValueTask<SeatReply> SayAsync(SeatAnswer answer, CancellationToken ct, string? name = null)
    {
        if (name is null && SeatReply.Plain(answer, L) is { } plain)
        {
            return plain;
        }

        var other = name is null && answer.Other is { } p ? new OtherPromise(p.Source, p.SourceId, await calendars.TitleAsync(p, ct), p.StartsAt, p.EndsAt) : null;
        var places = await regions.NamesAsync(answer.Unmet.Where(u => u.What == Requirement.Area).Select(u => long.Parse(u.Value)), ct);
        var unmet = answer.Unmet.Select(u => new UnmetCondition(u.What, u.Value, EligibilityWords.Of(L, u, places))).ToList();
        var lacks = unmet.ConvertAll(u => u.Message);
        return new(
            answer.Outcome, name is null ? answer.Say(L, other?.Title ?? "", lacks) : answer.SayOf(L, name, lacks), answer.Place > 0 ? answer.Place : null, answer.OpensAt, other, unmet.Count > 0 ? unmet : null);
    }
}
