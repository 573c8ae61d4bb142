using Weiguang.People;

namespace Weiguang.Hours.Proving;

/// <summary>
/// Who belongs to those who run or may edit what people serve in, and so is no independent witness of their own service: who is in charge, leaders and deputies of its team, staff who cover its place,
/// and who acted for them. Grants tell it of any moment, so nobody gets out by giving the power back afterwards.
/// </summary>
internal sealed class Bodies(RoleBook roles, IEnumerable<IEngagementSource> sources)
{
    /// <summary>Which of these people belong to it, or did at some time since then.</summary>
    public async Task<HashSet<Guid>> OfAsync(Engagement engagement, IReadOnlyCollection<Guid> people, DateTime since, CancellationToken ct)
    {
        var acted = (await sources.Single(s => s.Kind == engagement.Source).BodyAsync([engagement.SourceId], ct))[engagement.SourceId];
        var holding = await roles.WhoRanAsync(people, [engagement.DivisionCode, engagement.OfficeDivision ?? engagement.DivisionCode], engagement.TeamId, since, ct);
        return [.. people.Intersect([.. acted, .. holding, engagement.LeadId])];
    }
}
