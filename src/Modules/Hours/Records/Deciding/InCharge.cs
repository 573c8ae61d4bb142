using Weiguang.Cases;
using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>Who is asked on the organisers' side: the person in charge; for a visit the office that sent somebody, whoever holds it now.</summary>
internal sealed class InCharge(Engagements engagements, Deciders deciders)
{
    /// <summary>Never the one who served.</summary>
    public async Task<IEnumerable<Guid>> OfAsync(ServiceRecord record, CancellationToken ct) =>
        record.IsOffices ? await StaffAsync(record, ct) : new[] { record.LeadId }.Where(p => p != record.VolunteerId);

    /// <summary>Staff who have no part in it, of the nearest office that has some.</summary>
    public async Task<IEnumerable<Guid>> OutsideAsync(ServiceRecord record, CancellationToken ct) =>
        await deciders.OfAsync(new(HoursPermissions.Decide, record.DivisionCode, record.TeamId, [record.VolunteerId, record.LeadId]), ct);

    public async Task<IReadOnlyList<Guid>> OfAsync(RecordClock watched, CancellationToken ct) =>
        watched.IsOffices ? await StaffAsync(watched.SourceId, watched.EngagementId, watched.DivisionCode, [], ct) : [watched.LeadId];

    /// <summary>Staff of the nearest office that has somebody besides the one who served.</summary>
    public Task<IReadOnlyList<Guid>> StaffAsync(ServiceRecord record, CancellationToken ct) => StaffAsync(record.SourceId, record.EngagementId, record.DivisionCode, [record.VolunteerId], ct);

    private async Task<IReadOnlyList<Guid>> StaffAsync(Guid source, Guid engagement, long division, IReadOnlyCollection<Guid> except, CancellationToken ct) =>
        await deciders.OfAsync(new(HoursPermissions.Decide, (await engagements.FindAsync(source, engagement, ct))?.OfficeDivision ?? division, null, except), ct);
}
