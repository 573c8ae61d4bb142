using Weiguang.Hours.Domain;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Hours.Proving;

/// <summary>Reads what records need besides their engagement.</summary>
internal sealed class FactsReader(IEnumerable<IEngagementSource> sources, RuleBook rules, PersonDirectory people, Vault vault)
{
    public async Task<EngagementFacts> OfAsync(Engagement engagement, CancellationToken ct) => new(
        engagement, vault.Seal(Personal.Name, (await people.FindAsync(engagement.LeadId, ct))?.Name), await rules.ForAsync(HourSheets.Rounding, engagement.DivisionCode, engagement.Day, ct),
        engagement.HomeDivision is { } home ? await rules.ForAsync(HourSheets.Rounding, home, engagement.Day, ct) : null)
    {
        Added = [.. sources.FirstOrDefault(s => s.Kind == engagement.Source) is { } source ? await source.AddedAsync(engagement.SourceId, engagement.Id, ct) : []],
    };
}

/// <summary>What the records of one engagement take over from it, and how its place counts.</summary>
/// <param name="AtHome">How they round at home of the team, where that is elsewhere: the stricter holds.</param>
internal sealed record EngagementFacts(Engagement Engagement, Sealed LeadName, RoundingRule? Rounding, RoundingRule? AtHome = null)
{
    /// <summary>Who was put on the list at the door.</summary>
    public HashSet<Guid> Added { get; init; } = [];

    /// <summary>A record of somebody's stay in it, not counted yet.</summary>
    /// <param name="isOfBody">Whether they belong to those who run it.</param>
    public ServiceRecord Record(Stay stay, bool isOfBody, Guid? id = null, bool isUnseen = false) =>
        Record(stay.VolunteerId, stay.InAt, stay.InProof, id, isOfBody || stay.IsOfBody, stay.IsLate) is var record && isUnseen ? record.AskAfter() : record;

    /// <summary>A record of somebody's service in it, not counted yet.</summary>
    public ServiceRecord Record(Guid volunteerId, DateTime fromAt, ProofKinds inProof, Guid? id = null, bool isOfBody = false, bool isLate = false) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        Source = Engagement.Source,
        SourceId = Engagement.SourceId,
        EngagementId = Engagement.Id,
        VolunteerId = volunteerId,
        DivisionCode = Engagement.DivisionCode,
        TeamId = Engagement.TeamId,
        Title = Engagement.Title,
        Category = Engagement.Category,
        Place = Engagement.Place,
        Content = Engagement.Content,
        Organiser = Engagement.Organiser,
        LeadId = Engagement.LeadId,
        LeadName = LeadName,
        IsOffices = Engagement.IsOffices,
        IsClosed = Engagement.IsClosed,
        FromAt = fromAt,
        InProof = inProof,
        IsOfBody = isOfBody,
        IsLate = isLate,
        IsAdded = Added.Contains(volunteerId),
    };

    /// <summary>What a stay comes to that its person has left.</summary>
    /// <param name="record">Of that stay.</param>
    public Counted Count(Stay stay, ServiceRecord record) =>
        new(stay.OutAt!.Value, stay.OutProof, MinutesOf(stay.InAt, stay.OutAt.Value), record.IsLate ? EvidenceGrade.C : EvidenceRules.Of(stay.InProof, stay.OutProof, record.IsOfBody)) { Outside = OutsideOf(stay.InAt, stay.OutAt.Value) };

    public int MinutesOf(DateTime inAt, DateTime outAt) => MinutesOf([TimeOf(inAt, outAt)]);

    /// <summary>What several pieces of time within it come to.</summary>
    public int MinutesOf(IReadOnlyList<Span> there) => Math.Min(Math.Min(Count(there, Rounding), AtHome is null ? int.MaxValue : Count(there, AtHome)), Engagement.MostMinutes ?? int.MaxValue);

    /// <summary>What of a presence may count: within the agreed time, and before it was called off.</summary>
    public Span TimeOf(DateTime inAt, DateTime outAt) => new Span(inAt, Engagement.OffAt < outAt ? Engagement.OffAt.Value : outAt).Within(Engagement.Time.Window);

    /// <summary>Whole minutes of a presence outside the agreed time, as it was agreed then.</summary>
    public int OutsideOf(DateTime inAt, DateTime outAt) => Span.MinutesOf([new(inAt, outAt)]) - HourRules.Count([.. Engagement.Agreed.Select(t => t with { BreakMinutes = 0 })], [TimeOf(inAt, outAt)]);

    /// <summary>When anything may count.</summary>
    public Span Window => TimeOf(DateTime.MinValue, DateTime.MaxValue);

    private int Count(IReadOnlyList<Span> there, RoundingRule? rounding) => HourRules.Count(Engagement.Agreed, there, rounding, hasShare: !Engagement.IsWindow);
}
